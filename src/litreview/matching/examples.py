"""Show each rule at work: two records that it fits, and the same two with one field changed, which it does not.

`litreview explain D02` prints them. Those of a veto are never merged; those of a rule for duplicates are.
"""

from __future__ import annotations

Pair = tuple[str, str]


def _example(a: dict[str, str], b: dict[str, str], but: dict[str, str]) -> tuple[Pair, Pair]:
    """Give a pair that fits, and one that does not: b says what differs from a, but what differs from b.

    "@" is the type of an entry; an empty text takes a field out.
    """
    fits, near_miss = a | b, a | b | but
    return (_entry("a", a), _entry("b", fits)), (_entry("a", a), _entry("b", near_miss))


def _entry(key: str, fields: dict[str, str]) -> str:
    shown = {name: value for name, value in fields.items() if value and name != "@"}
    width = max(map(len, shown))
    lines = ",\n".join(f"  {name:{width}} = {{{value}}}" for name, value in shown.items())
    return f"@{fields['@']}{{{key},\n{lines}\n}}"


_VETOES = {
    "V01": _example(
        {"@": "article", "author": "Lind, Eva", "title": "Labour Markets and Adult Migrants",
         "journal": "Journal of Migration", "year": "2012"},
        b={"title": "Labour Markets and Young Migrants"},
        but={"title": "Labor Markets and Adult Migrants"},
    ),
    "V02": _example(
        {"@": "article", "author": "Okoro, Ada", "title": "The Grammar of Consent",
         "journal": "Ethics Review", "year": "2009"},
        b={"title": "Erratum: The Grammar of Consent"},
        but={"title": "The grammar of consent"},
    ),
    "V03": _example(
        {"@": "book", "author": "Yin, Robert K.", "title": "Case Study Research: Design and Methods",
         "publisher": "Sage", "edition": "2", "year": "1994"},
        b={"edition": "5", "year": ""},
        but={"edition": "Second"},
    ),
    "V04": _example(
        {"@": "article", "author": "Meyer, Anna", "title": "Sharing the Water of a River",
         "journal": "Water and Society", "year": "2015"},
        b={"author": "Santos, Rui"},
        but={"author": "Meyer, A."},
    ),
    "V05": _example(
        {"@": "article", "author": "Lind, Eva", "title": "Guilds and Markets in Bruges",
         "journal": "Urban History Papers", "volume": "12", "pages": "1--20", "year": "1998"},
        b={"pages": "145--160"},
        but={"pages": "1"},
    ),
    "V06": _example(
        {"@": "article", "author": "Okoro, Ada", "title": "Letters from the Archive",
         "journal": "History Today and Then", "number": "1", "year": "2003", "doi": "10.5555/letters.1"},
        b={"number": "3", "doi": ""},
        but={"doi": "10.5555/letters.1"},
    ),
    "V07": _example(
        {"@": "article", "author": "Santos, Rui", "title": "What Deterrence Cannot Do",
         "journal": "International Security", "volume": "41", "year": "2016"},
        b={"volume": "", "year": "2017"},
        but={"volume": "41"},
    ),
    "V08": _example(
        {"@": "techreport", "author": "Meyer, Anna", "title": "Country Study: Wages and Prices",
         "institution": "Institute for Labour Studies", "number": "12", "year": "2007"},
        b={"number": "14"},
        but={"number": "No. 12"},
    ),
    "V09": _example(
        {"@": "article", "author": "Huntington, Samuel P.", "title": "The Clash of Civilizations?",
         "journal": "Foreign Affairs", "year": "1993"},
        b={"@": "book", "journal": "", "year": ""},
        but={"@": "article"},
    ),
    "V10": _example(
        {"@": "book", "author": "Weber, Max", "title": "The Protestant Ethic and the Spirit of Capitalism",
         "translator": "Parsons, Talcott", "publisher": "Routledge", "year": "2001"},
        b={"translator": "", "year": ""},
        but={"year": "2001"},
    ),
    "V11": _example(
        {"@": "article", "author": "Santos, Rui", "title": "The Price of a Promise",
         "journal": "International Security", "year": "2011"},
        b={"journal": "Survival"},
        but={"journal": "Int. Secur."},
    ),
    "V12": _example(
        {"@": "book", "author": "Lind, Eva", "title": "The Uses of Silence", "publisher": "Routledge",
         "year": "1988"},
        b={"publisher": "Sage"},
        but={"publisher": "Routledge and Kegan Paul"},
    ),
    "V13": _example(
        {"@": "article", "author": "Okoro, Ada", "title": "A Year of Strikes in the Ports",
         "journal": "The Guardian", "date": "2011-03-01"},
        b={"date": "2011-04-05"},
        but={"date": "2011-03"},
    ),
    "V14": _example(
        {"@": "online", "author": "{Archive of the Sea}", "title": "Frequently asked questions",
         "url": "https://www.example.org/loans/", "year": "2020"},
        b={"url": "https://www.example.org/visits/"},
        but={"url": "http://example.org/loans"},
    ),
    "V15": _example(
        {"@": "book", "author": "Mann, Michael", "title": "The Sources of Social Power", "volume": "1",
         "publisher": "Cambridge University Press", "year": "1986"},
        b={"volume": ""},
        but={"title": "The Sources of Social Power, Volume 1"},
    ),
    "V16": _example(
        {"@": "techreport", "title": "Human Rights in the World 2011", "institution": "Rights Watch Office",
         "year": "2011"},
        b={"title": "Human Rights in the World"},
        but={"title": "Human rights in the world, 2011"},
    ),
    "V17": _example(
        {"@": "article", "author": "Brandt, Ilse", "title": "The Ledger and the Sea",
         "journal": "Urban History Papers", "year": "1998", "doi": "10.5555/ledger.1"},
        b={"doi": "10.5555/ledger.2"},
        but={"doi": "https://doi.org/10.5555/LEDGER.1"},
    ),
}  # fmt: skip
_DUPLICATES = {
    "D01": _example(
        {"@": "article", "author": "Granovetter, Mark S.", "title": "The Strength of Weak Ties",
         "journal": "American Journal of Sociology", "year": "1973", "doi": "10.1086/225469"},
        b={"author": "Granovetter, M.", "journal": "", "year": "", "doi": "https://doi.org/10.1086/225469"},
        but={"doi": ""},
    ),
    "D02": _example(
        {"@": "article", "author": "Hardin, Garrett", "title": "The Tragedy of the Commons",
         "journal": "Science", "volume": "162", "pages": "1243--1248", "year": "1968"},
        b={"author": "Hardin, G.", "journal": "", "pages": "1243"},
        but={"pages": "1234"},
    ),
    "D03": _example(
        {"@": "article", "author": "Putnam, Robert D.",
         "title": "Diplomacy and Domestic Politics: The Logic of Two-Level Games",
         "journal": "International Organization", "volume": "42", "pages": "427--460", "year": "1988"},
        b={"author": "Putnam, R.", "volume": "", "pages": ""},
        but={"journal": "World Politics"},
    ),
    "D04": _example(
        {"@": "article", "author": "Meyer, Anna and Santos, Rui", "title": "Who Speaks for the River?",
         "journal": "Water and Society", "volume": "7", "year": "2015"},
        b={"author": "Meyer, A. and Santos, R.", "journal": "", "volume": ""},
        but={"author": ""},
    ),
    "D05": _example(
        {"@": "book", "author": "Anderson, Benedict",
         "title": "Imagined Communities: Reflections on the Origin and Spread of Nationalism",
         "publisher": "Verso", "year": "1983"},
        b={"title": "Imagined Communities"},
        but={"publisher": ""},
    ),
    "D06": _example(
        {"@": "online", "author": "Okoro, Ada", "title": "How we read old letters",
         "url": "https://www.example.org/letters/reading", "year": "2019"},
        b={"author": "", "url": "http://example.org/letters/reading/#top"},
        but={"url": "http://example.org/letters/writing/"},
    ),
    "D07": _example(
        {"@": "techreport", "institution": "United Nations", "number": "A/RES/73/27", "year": "2018",
         "title": "Developments in the Field of Information and Telecommunications in the Context of "
         "International Security"},
        b={"institution": "", "number": "UN Doc. A/RES/73/27"},
        but={"number": "A/RES/71/28"},
    ),
    "D08": _example(
        {"@": "book", "author": "Lind, Eva", "title": "The Uses of Silence in Court",
         "publisher": "Saltmarsh Press", "year": "1988"},
        b={"year": ""},
        but={"publisher": ""},
    ),
    "D09": _example(
        {"@": "article", "author": "Santos, Rui", "title": "A Short History of the Letter of Credit in Genoa",
         "journal": "Urban History Papers", "year": "1998"},
        b={"author": ""},
        but={"journal": ""},
    ),
    "D10": _example(
        {"@": "article", "author": "Santos, Rui", "title": "What Deterrence Cannot Do",
         "journal": "International Security", "volume": "41", "year": "2016"},
        b={"year": "2017"},
        but={"volume": ""},
    ),
    "D11": _example(
        {"@": "inproceedings", "author": "Meyer, Anna", "title": "Reading Ledgers by Machine",
         "booktitle": "Proceedings of the Conference on Digital History", "year": "2018"},
        b={"year": "2019"},
        but={"year": "2020"},
    ),
}  # fmt: skip
_POSSIBLE = {
    "P01": _example(
        {"@": "article", "author": "Okoro, Ada", "title": "The Grammar of Consent",
         "journal": "Ethics Review", "year": "2009", "doi": "10.5555/consent"},
        b={"title": "Promises and Their Witnesses"},
        but={"doi": "10.5555/promises"},
    ),
    "P02": _example(
        {"@": "article", "author": "Lind, Eva", "title": "Why Treaties Are Kept",
         "journal": "Law and Society Papers", "year": "2014"},
        b={"@": "unpublished", "journal": "", "note": "Working paper", "year": "2011"},
        but={"year": "2001"},
    ),
    "P03": _example(
        {"@": "techreport", "author": "{Freedom House}", "title": "Freedom in the World",
         "institution": "Freedom House", "year": "2015"},
        b={"year": "2016"},
        but={"year": "2015"},
    ),
    "P04": _example(
        {"@": "book", "author": "Ostrom, Elinor", "title": "Governing the Commons",
         "publisher": "Cambridge University Press", "year": "1990"},
        b={"year": "2015"},
        but={"edition": "2"},
    ),
    "P05": _example(
        {"@": "article", "author": "Meyer, Anna", "title": "Sharing the Water of a River",
         "journal": "Water and Society", "volume": "7", "year": "2015"},
        b={"volume": "", "year": "2005"},
        but={"volume": "3"},
    ),
    "P06": _example(
        {"@": "article", "author": "Brandt, Ilse", "title": "The Ledger and the Sea",
         "journal": "Urban History Papers", "volume": "12", "pages": "45--60", "year": "1998"},
        b={"title": "Das Kontobuch und das Meer", "pages": "45"},
        but={"author": "Lind, Eva"},
    ),
    "P07": _example(
        {"@": "article", "author": "Lind, Eva", "title": "Guilds and Markets in Bruges",
         "journal": "Urban History Papers", "volume": "12", "pages": "21--40", "year": "1998"},
        b={"pages": "121--140"},
        but={"volume": ""},
    ),
    "P08": _example(
        {"@": "techreport", "institution": "United Nations", "number": "A/RES/73/27", "year": "2018",
         "title": "Developments in the Field of Information and Telecommunications in the Context of "
         "International Security"},
        b={"title": "Advancing Responsible State Behaviour in Cyberspace"},
        but={"number": "A/RES/73/266"},
    ),
    "P09": _example(
        {"@": "article", "author": "Meyer, Anna", "title": "Who Speaks for the River?",
         "journal": "Water and Society", "year": "2015"},
        b={"author": "", "journal": "", "year": ""},
        but={"year": "2019"},
    ),
    "P10": _example(
        {"@": "book", "author": "Weber, Max", "title": "Politics as a Vocation",
         "publisher": "Fortress Press", "year": "1965"},
        b={"translator": "Gerth, Hans", "publisher": "Oxford University Press", "year": "1946"},
        but={"title": "Science as a Vocation"},
    ),
}  # fmt: skip
EXAMPLES: dict[str, tuple[Pair, Pair]] = _VETOES | _DUPLICATES | _POSSIBLE
"""For each rule, by its id, a pair of entries that it fits, and a near miss that it does not."""
