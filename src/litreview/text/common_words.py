"""Frequent words of academic titles, written by hand: what a split word is joined to."""

from __future__ import annotations

WORDS = frozenset(
    """
    ability able about above absence abstract academic academy acceptance access accident accountability
    accounting accuracy achievement across act action actions activities activity acts adaptation addition
    address administration administrative adolescent adolescents adoption adult adults advanced advances
    adventure advice affairs affect affects after against age agencies agency agenda agents aging agreement
    agriculture algorithm algorithms all alliance also alternative alternatives america american among
    analyses analysis analytical ancient and animal anthropology any appearance application applications
    applied approach approaches appropriate architecture are argument around art article articles artificial
    as aspects assessing assessment associated association at attack attacks attention attitudes audience
    authority automatic autonomous autonomy awareness back balance banking base based bases basic be because
    become becoming before beginning behavior behavioral behaviour behind being beliefs benefits better
    between beyond bibliography biological biology board book books border boundaries brain building
    business but by calculation campaign can capability capacity capital care career case cases categories
    category cause causes cell cells central century challenge challenges change changes changing chapter
    character characteristics characterization chemical chemistry child childhood children china chinese
    choice christian church circumstances citizen citizens citizenship city civil classical classification
    climate clinical cognition cognitive collaboration collaborative collect collection collective college
    combination commerce commercial commission committee common communication communications communities
    community company comparative comparing comparison competition competitive complex complexity component
    components comprehensive computation computational computer computers computing concept concepts
    conceptual concerning conclusion condition conditions conference confidence conflict conflicts congress
    connect connecting connection consciousness consequences conservation consideration constitution
    constitutional construction consumer consumption contemporary content context contexts continuity
    contract contribution contributions control convention cooperation cooperative corporate correlation
    cost council countries country court creating creation creative crime criminal crisis critical criticism
    critique cross cultural culture cultures current curriculum customer cyber cyberattack cyberattacks
    cybercrime cybersecurity cyberspace data database day days death debate decision decisions defence
    defense definition democracy democratic department dependence description design detection determinants
    determination developing development developmental diagnosis dialogue dictionary difference differences
    different differential digital diplomacy directions discipline discourse discovery discrimination
    discussion disease diseases distribution diversity do document documents domain down dynamic dynamics
    early ecological ecology econometric economic economics economies economy edition education educational
    effect effective effectiveness effects efficiency efficient electric electronic elements emergence
    emotion emotional empirical employment enabling end energy engineering england english enterprise
    environment environmental equality error essay essays establishment estimation ethical ethics ethnic
    europe european evaluation evidence evolution evolutionary examination examining example examples
    existence expectations experience experiences experiment experimental experiments explaining explanation
    exploration exploring exposure expression extended extension eye fact factor factors facts failure
    families family feature features federal fiction field fields film finance financial findings fire flow
    food for force forces foreign forest form formal formation forms foundation foundations framework
    frameworks france free freedom french frequency from full function functional functions fundamental
    future game gender general generation generations genetic geographic geographical geography geometry
    geopolitical geopolitics german germany get global globalization governance government governmental
    governments great ground group groups growth guide guidelines had half hand handbook has have he head
    health her hidden high higher his historical history hold home house how human humanity humans
    identification identity ideology if image images impact impacts implementation implications importance
    improvement improving in individual individuals industrial industries industry inequality inference
    influence influences information infrastructure infrastructures initiative initiatives innovation
    innovations institute institution institutional institutions instruction instrument integrated
    integration intellectual intelligence intelligent intention inter interaction interactions interactive
    interest interests interface intergovernmental internal international internationalization internet
    interpretation intervention interventions interview into introducing introduction investigation
    investment ion ions is issue issues it its journal judgment justice key knowledge labor labour land
    language languages large latin law leadership learning legal legitimacy level levels liberal library
    life light limits line linear lines linguistic linguistics literacy literary literature local logic long
    low machine making man management manipulate manipulation manufacturing mapping mark market marketing
    markets material materials mathematical mathematics may meaning means measure measurement measures
    measuring mechanism mechanisms media medical medicine medieval memory men mental method methodological
    methodologies methodology methods mid military mind minister mobile model modeling modelling models
    modern modernity molecular moral most motivation movement movements multiple music name national
    nationalism nations natural nature negotiation net network networks neural neutral new next night nor
    norms north not novel nuclear number nursing object objects observation observations oceans of off old
    on one open operation operations opinion opportunities opportunity optimization or order organisation
    organisations organization organizational organizations origin origins other our out outcome outcomes
    over overview own page part participants participation particular partnership partnerships patient
    patients patterns peace people per perception perceptions performance period person personal personality
    perspective perspectives phenomena phenomenology philosophical philosophy physical physics place
    planning play point policies policy political politics population populations pose position
    possibilities possibility post postmodern potential poverty power powers practical practice practices
    practitioner pre precision prediction preliminary presence present presentation press prevention primary
    principle principles privacy private probability problem problems procedure procedures proceedings
    process processes processing production products professional program programming programs progress
    project projects promotion properties property proposal protection protein protocol provision
    psychological psychology public publication publications published publisher publishers publishing put
    qualitative quality quantitative quantum question questions rail rate rates re reading reality reason
    reasoning recent recognition reconstruction record reduction reference references reflections reform
    reforms regime regimes region regional regulation regulations relation relations relationship
    relationships reliability religion religious report reports representation representations republic
    requirements research researchers resistance resolution resource resources response responses
    responsibilities responsibility results revolution right rights risk risks road role room run rural
    safety sample scale school schools science sciences scientific sea search secondary section security
    selection self semantic sense series service services set settings shared she ship short side
    significance significant simulation simulations situation sky small so social societies society
    sociological sociology software solution solutions source sources south sovereignty space spatial
    special specific speech stability stand standard standards standing star state statement states
    statistical statistics status step stone store strategic strategies strategy structural structure
    structures student students studies study subject success summary sun supply support surface
    surveillance survey sustainability sustainable symposium synthesis system systematic systems table
    taxonomy teacher teachers teaching technical technique techniques technological technologies technology
    temporal territory terrorism testing text than that the their them then theoretical theories theory
    therapy there these they thing think thinking this those threat threats through time to towards trade
    tradition traditional training transactions transfer transformation transition translation transport
    treatment treaty tree trends truth two type types under understanding union united universal
    universities university up urban use using validation validity value values variables variation various
    version via view violence virtual vision visual volume vulnerability wall war warfare was water way we
    welfare were western what when where whether which who why wide will wind wise with within without woman
    women wonder word words work workers working workplace world worth writing written yard year years you
    young youth
    """.split()  # noqa: SIM905 (a list of words, one a line, cannot be read)
)
