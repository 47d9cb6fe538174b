"""Frequent words of academic titles, written by hand: what a split word is joined to."""

from __future__ import annotations

WORDS = frozenset(
    """
    ability about above absence abstract academic academy acceptance access accident accountability accounting accuracy
    achievement across action actions activities activity adaptation addition address administration administrative
    adolescent adolescents adoption adult adults advanced advances adventure advice affairs affect affects after against
    agencies agency agenda agents aging agreement agriculture algorithm algorithms alliance alternative alternatives america
    american among analyses analysis analytical ancient animal anthropology appearance application applications applied
    approach approaches appropriate architecture argument around article articles artificial aspects assessing assessment
    associated association attack attacks attention attitudes audience authority automatic autonomous autonomy awareness
    balance banking based basic because become becoming before beginning behavior behavioral behaviour behind being beliefs
    benefits better between beyond bibliography biological biology border boundaries brain building business calculation
    campaign capability capacity capital care career case cases categories category cause causes cell cells central century
    challenge challenges change changes changing chapter character characteristics characterization chemical chemistry child
    childhood children china chinese choice christian church circumstances citizen citizens citizenship city civil classical
    classification climate clinical cognition cognitive collaboration collaborative collect collection collective college
    combination commerce commercial commission committee common communication communications communities community company
    comparative comparing comparison competition competitive complex complexity component components comprehensive
    computation computational computer computers computing concept concepts conceptual concerning conclusion condition
    conditions conference confidence conflict conflicts congress connect connecting connection consciousness consequences
    conservation consideration constitution constitutional construction consumer consumption contemporary content context
    contexts continuity contract contribution contributions control convention cooperation cooperative corporate correlation
    cost council countries country court creating creation creative crime criminal crisis critical criticism critique cross
    cultural culture cultures current curriculum customer cyber cyberattack cyberattacks cybercrime cybersecurity cyberspace
    data database death debate decision decisions defence defense definition democracy democratic department dependence
    description design detection determinants determination developing development developmental diagnosis dialogue
    dictionary difference differences different differential digital diplomacy directions discipline discourse discovery
    discrimination discussion disease diseases distribution diversity document documents domain dynamic dynamics early
    ecological ecology econometric economic economics economies economy edition education educational effect effective
    effectiveness effects efficiency efficient electric electronic elements emergence emotion emotional empirical employment
    enabling energy engineering england english enterprise environment environmental equality error essay essays
    establishment estimation ethical ethics ethnic europe european evaluation evidence evolution evolutionary examination
    examining example examples existence expectations experience experiences experiment experimental experiments explaining
    explanation exploration exploring exposure expression extended extension factor factors fact facts failure families family feature
    features federal fiction field fields film finance financial findings flow food force forces foreign forest formal
    formation forms foundation foundations framework frameworks france freedom french frequency from function functional
    functions fundamental future game gender general generation generations genetic geographic geographical geography
    geometry geopolitical geopolitics german germany global globalization governance government governmental governments
    great group groups growth guide guidelines handbook health hidden higher historical history human humanity humans
    identification identity ideology image images impact impacts implementation implications importance improvement
    improving individual individuals industrial industries industry inequality inference influence influences information
    infrastructure infrastructures initiative initiatives innovation innovations institute institution institutional
    institutions instruction instrument integrated integration intellectual intelligence intelligent intention interaction
    interactions interactive interest interests interface intergovernmental internal international internationalization
    internet interpretation intervention interventions interview introducing introduction investigation investment issue
    issues journal judgment justice knowledge labor labour language languages large latin leadership learning legal
    legitimacy level levels liberal library life light limits linear linguistic linguistics literacy literary literature
    local logic machine making management manipulate manipulation manufacturing mapping market marketing markets material
    materials mathematical mathematics meaning means measure measurement measures measuring mechanism mechanisms media
    medical medicine medieval memory mental method methodological methodologies methodology methods military minister
    mobile model modeling modelling models modern modernity molecular moral motivation movement movements multiple music
    national nationalism nations natural nature negotiation network networks neural neutral norms novel nuclear number
    nursing object objects observation observations oceans operation operations opinion opportunities opportunity
    optimization order organisation organisations organization organizational organizations origin origins other outcome
    outcomes overview participation participants particular partnership partnerships patient patients patterns peace
    people perception perceptions performance period person personal personality perspective perspectives phenomena
    phenomenology philosophical philosophy physical physics planning policies policy political politics population
    populations position possibilities possibility postmodern potential poverty power powers practical practice practices
    practitioner precision prediction preliminary presence present presentation press prevention primary principle
    principles privacy private probability problem problems procedure procedures proceedings process processes processing
    production products professional program programming programs progress project projects promotion properties property
    proposal protection protein protocol provision psychological psychology public publication publications published
    publisher publishers publishing qualitative quality quantitative quantum question questions reading reality reason
    reasoning recent recognition reconstruction record reduction reference references reflections reform reforms regime
    regimes region regional regulation regulations relation relations relationship relationships reliability religion
    religious report reports representation representations republic requirements research researchers resistance resolution
    resource resources response responses responsibilities responsibility results revolution rights risk risks role
    rural safety sample scale school schools science sciences scientific search secondary section security selection self
    semantic sense series service services settings shared significance significant simulation simulations situation
    small social societies society sociological sociology software solution solutions source sources sovereignty space
    spatial special specific speech stability standard standards state statement states statistical statistics status
    strategic strategies strategy structural structure structures student students studies study subject success summary
    supply support surface surveillance survey sustainability sustainable symposium synthesis system systematic systems
    taxonomy teacher teachers teaching technical technique techniques technological technologies technology temporal
    territory terrorism testing text theoretical theories theory therapy think thinking threat threats through time towards
    trade tradition traditional training transactions transfer transformation transition translation transport treatment
    treaty trends truth type types understanding union united universal universities university urban using validation
    validity value values variables variation various version violence virtual vision visual volume vulnerability war
    warfare water welfare western where whether which within without woman women word words work workers working workplace
    world writing written young youth
    all also and any are art as at be but by can do end for form get had has have he her his how if in into is it its
    land law long man may men mind most new next nor not of off old on one or our out own part per re set she so than that
    the their them then there these they this those to two up use via was way we were what when who why will with you
    wonder line lines ground over under hand head house home side ship age able base bases back board book books day days
    down eye fire free full half high hold inter key light low mid mark name net night north open page place play point
    post pre rail right road room run sea short sky south stand standing star step stone store sun table thing tree view
    wall wide wind wise worth yard year years put ion ions rate rates act acts pose
    """.split()
)
