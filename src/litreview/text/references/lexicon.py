"""The words that tell the parts of a printed reference apart: small lists, written by hand.

They are evidence, never proof: a rule asks for a word of a list together with its place and punctuation.
"""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """Give the words of a text as a set."""
    return frozenset(text.split())


PARTICLES = words(
    "de del della delle dello dei degli da dal dalla das dos do di du d la le lo las los van der den het ter ten te"
    " von vom zu zum zur af av al el bin ibn ben bint abu ul ad dela st ste op 't dit"
)
"""Small words that belong to a family name."""

AND = words("and & und et y e dan og och en i и та ve with")
"""What stands before the last name of a list."""

SUFFIXES = words("jr jr. sr sr. ii iii iv junior filho neto")

GIVEN = words(
    "aaron adam adrian alain alan albert alberto alejandro alex alexander alexandre alfred alice alison amanda amy"
    " ana anders andrea andreas andrew andré angela anita ann anna anne annette anthony antoine antonio arnold"
    " arthur barbara benjamin bernard bernd beth betty bill bob brian bruce bruno carl carlo carlos carol caroline"
    " catherine cecilia charles chris christian christina christine christoph christopher claire claude claudia"
    " craig cristina daniel daniela david deborah denis dennis diana diane dieter dimitri don donald dorothy douglas"
    " edgar eduardo edward elena elizabeth ellen emily emma enrico eric erik ernest ernst eugene eva evelyn fabio"
    " felix fernando florence francesco francis francisco franz françois frank fred frederick friedrich gabriel gary"
    " geoffrey georg george georges gerald gerard gerd giorgio giovanni giuseppe gordon graham greg gregory guido"
    " gustav guy hans harold harry heather heinrich heinz helen helmut henri henry herbert hermann howard hugh ian"
    " igor irene isabel ivan jack jacob jacques james jan jane janet jason jean jeff jeffrey jennifer jerome jerry"
    " jessica jim joan joe joel johan johann johannes john jonathan jorge josef joseph josé joshua juan judith julia"
    " julian julie jürgen karen karin karl kate katherine kathleen keith ken kenneth kevin klaus kurt larry laura"
    " lars laurence laurent lawrence leo leon leonard leslie lewis linda lisa lorenzo louis louise luc lucia lucy"
    " luigi luis luca lynn manuel marc marcel marco marcus margaret maria marie mario marion marina mark markus"
    " martha martin mary matthew matthias maurice max megan michael michel michele miguel mike monica nancy nathan"
    " neil nicholas nicolas nicole nigel nina norbert norman olga oliver olivier oscar otto pablo paola paolo"
    " patricia patrick paul paula pedro peter petra philip philippe phyllis pierre pietro rachel rafael ralph"
    " randall raymond rebecca reinhard renate renato rené ricardo richard rita robert roberto robin roger roland"
    " ronald rosa rose roy rudolf russell ruth sabine sally samuel sandra sara sarah scott sean sebastian sergio"
    " sharon shirley sidney silvia simon sofia sonia sophie stanley stefan stefano stephan stephanie stephen steve"
    " steven stuart sue susan suzanne sven sylvia teresa theodor theodore thomas tim timothy todd tom tony ulrich"
    " umberto ursula valerie vera veronica victor victoria vincent virginia vladimir walter warren wayne wendy"
    " werner wilhelm will william wolfgang xavier yves yvonne"
)
"""Frequent given names of Western languages, in lower case."""

ORGANISATIONS = words(
    "academy administration agency alliance assembly association associates authority bank board bureau cabinet"
    " center centers centre centres centro college comité commission committee committees company confederation"
    " conference consortium convention corporation council court department development directorate division"
    " estudios federation forum foundation fund gmbh government group inc inc. institut institute"
    " institutes institution instituto international investigators laboratory league library ltd ltd. ministerio"
    " ministry ministère museum nations network observatory office organisation organización organization"
    " panel parliament partnership party police press programme project republic research secretariat senate"
    " service services society staff states taskforce team trust unesco unicef union united"
    " universidad universidade university université universität verein who oecd nato network initiative"
    " minister conseil comité consejo collaboration collaborators workgroup unit agencia bundesministerium"
)
"""Words of which an organisation's name is made, and a person's hardly ever."""

TITLE_WORDS = words(
    "the a an on in of for to from by with at as is are be how what when where why who which towards toward into"
    " about between beyond under over against through after before during using via upon new some this that these"
    " les des une un der die das ein eine el los las una le la il gli por para sur dans pour mit und zur zum über"
    " analysis theory study studies introduction handbook history effects effect role review language model models"
    " method methods design system systems data social political economic economy science sciences modern art life"
    " human war world politics society culture politique histoire essai essays principles practice learning"
    " structure structures development measurement evaluation evidence perspectives approach approaches problems"
    " problem computer computing software programming information technology communication education children"
    " women gender religion philosophy ethics law public health care clinical disease cancer cell cells molecular"
    " genetic gene genes protein proteins brain cognitive behavior behaviour psychology quantum nuclear chemical"
    " physics chemistry biology mathematics geometry algebra statistics linear nonlinear dynamic dynamics optical"
    " advances advanced journal proceedings annals transactions letters review reviews bulletin report"
    " temporal parallel distributed high low performance fast simple optimal communications networks network"
    " white black red city culture literature music cinema film discourse power knowledge la nuevo nueva"
    " handbuch geschichte einführung lehrbuch manuel traité dictionary encyclopedia encyclopaedia letters nature"
)
"""Words with which titles begin, or that are no part of a person's name."""

JOURNAL_SHORT = words(
    "lett opt phys chem am soc rev appl math sci biol nat mod commun mater nucl struct mech eng med res proc trans ann"
    " acad astron astrophys geophys geol comput cell mol natl int bull electron energy environ food nano adv j"
)
"""Short forms of journal titles, which look like the family name after an initial ("J. Opt. Soc. Am.")."""

ABBREVIATIONS = words(
    "vol vols no nos pp p ed eds st dr mr mrs ms vs etc cf fig figs approx dept univ inc ltd co corp op cit ca"
    " jr sr prof rev trans bd hrsg hg nr aufl ser pt u.s u.k e.g i.e al var sp spp ssp subsp sgt gen gov sen ft mt"
    " intl int'l assn comm nat chap ch sec"
)
"""Words whose full stop does not end a sentence."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero janeiro gennaio styczeń",
            "february feb februar février febrero fevereiro febbraio",
            "march mar märz mars marzo março",
            "april apr avril abril aprile",
            "may mai mayo maio maggio",
            "june jun juni juin junio junho giugno",
            "july jul juli juillet julio julho luglio",
            "august aug août agosto",
            "september sep sept septembre septiembre setembro settembre",
            "october oct oktober okt octobre octubre outubro ottobre",
            "november nov novembre noviembre novembro",
            "december dec dezember dez décembre diciembre dezembro dicembre",
        ),
        1,
    )
    for name in names.split()
}
"""The number of each month's name in seven languages, and of its short form."""

MONTH_NAMES = "|".join(sorted(MONTHS, key=len, reverse=True))
"""A pattern of them, the longest first."""

CONTAINERS = (
    r"(?i:proceedings|journal|jnl|annals|annales|archiv|transactions\b|bulletin\b|revue|revista|rivista|zeitschrift"
    r"|quarterly|magazine|lecture notes|annual meeting|encyclopedia|cahiers|gazette|newsletter|yearbook|jahrbuch)"
    r"|Proc\b|J\.|Ann\.|Acta\b|Trans\b|Bull\b|Lett(?:ers|\.)|Review|Rev\.|Z\.|Symposium|Symp\.|Conference|Conf\."
    r"|Workshop|Congress|Advances in|IEEE|ACM\b|Nature\b|Science\b|Lancet\b|Cell\b|PLoS|PLOS|Times\b|Society"
    r"|Academy|Abstracts?\b|Communications|Comm\.|Handbook|Studies|Phys\.|Chem\.|Appl\.|Int\.|Mem(?:oirs)?\b"
    r"|Monthly|Actes|Atti|Amer\.|Eur\.|Soc\.|Math\.|Res\.|Sci\.|arXiv|Econometrica|Biometrika|Physica|Tetrahedron"
    r"|Biochem|Neuron\b|Pediatrics"
    r"|международный|журнал|вестник|вопросы|学报|研究|论坛|杂志|科学|大学|日报"
)
"""Words of a container's title, as a regular expression: short and common ones count only with a capital."""

PUBLISHERS = (
    r"press\b|publish|publication|verlag|wiley|springer|elsevier|routledge|sage\b|prentice|mcgraw|addison|oxford"
    r"|cambridge|palgrave|macmillan|penguin|academic\b|kluwer|reidel|kaufman|north-?holland|blackwell|[ée]dit|books\b"
    r"|house\b|brill\b|de gruyter|mit\b|harvard|norton|harper|random|freeman|erlbaum|benjamins|gallimard"
    r"|university|universit|institut|rand\b|birkh|dover|houghton|editor|ediciones|presses|p\.?u\.?f|seuil|suhrkamp"
    r"|vieweg|teubner|mouton|greenwood|ashgate|elgar|pearson|longman|allyn|dekker|plenum|crc\b|sons\b|出版社|书店|书局"
)
"""Words of a publisher's name, as a regular expression without case."""

PLACES = (
    "new york|london|paris|berlin|cambridge|oxford|boston|chicago|amsterdam|dordrecht|münchen|munich|frankfurt"
    "|leipzig|wien|vienna|zürich|zurich|tokyo|beijing|shanghai|moscow|roma|rome|milano|torino|bologna|firenze"
    "|madrid|barcelona|buenos aires|méxico|mexico|são paulo|rio de janeiro|lisboa|washington|philadelphia"
    "|los angeles|san francisco|berkeley|stanford|princeton|new haven|baltimore|hillsdale|mahwah|englewood cliffs"
    "|reading|san diego|san mateo|menlo park|palo alto|thousand oaks|newbury park|beverly hills|toronto|montreal"
    "|sydney|melbourne|delhi|new delhi|stuttgart|hamburg|köln|cologne|tübingen|heidelberg|göttingen|leiden"
    "|leuven|geneva|genève|lyon|rennes|bruxelles|brussels|edinburgh|manchester|dublin|basingstoke|aldershot"
    "|chichester|ithaca|ann arbor|minneapolis|bloomington|durham|chapel hill|stockholm|copenhagen|oslo|helsinki"
    "|warszawa|praha|budapest|москва|北京|上海|广州|南京|武汉"
)
"""Towns where publishers sit."""

REGIONS = (
    "Alabama|Alaska|Arizona|Arkansas|California|Calif|Colorado|Colo|Connecticut|Conn|Delaware|Florida|Fla|Georgia|Hawaii"
    "|Idaho|Illinois|Ill|Indiana|Ind|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Mass|Michigan|Mich"
    "|Minnesota|Minn|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York"
    "|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Ore|Pennsylvania|Penn|Rhode Island|South Carolina|South Dakota"
    "|Tennessee|Tenn|Texas|Tex|Utah|Vermont|Virginia|Washington|Wash|Wisconsin|Wis|Wyoming|D\\.C|DC|[A-Z]{2}"
    "|Ontario|Québec|Quebec|Alberta|British Columbia|England|Scotland|Wales|United Kingdom|U\\.K|U\\.S\\.A|USA"
    "|United States|Ireland|France|Germany|Deutschland|Austria|Switzerland|Suisse|Schweiz|Belgium|Belgique|Netherlands"
    "|Italy|Italia|Spain|España|Portugal|Sweden|Norway|Denmark|Finland|Poland|Hungary|Greece|Turkey|Russia|Israel|India"
    "|China|Japan|Korea|Taiwan|Singapore|Malaysia|Indonesia|Thailand|Vietnam|Australia|New Zealand|Canada|Brazil|Brasil"
    "|Argentina|Chile|Colombia|Peru|México|Mexico|South Africa|Egypt|Kenya|Nigeria|Iran|Pakistan"
)
"""Countries, states and provinces, as they stand after a town, as a regular expression."""
