"""Recognise the names that stand before a year: people, organisations, or a title that stands in for them."""

from __future__ import annotations

import re
from typing import NamedTuple

from litreview.text.cjk import COMPOUND, HAN, SURNAMES
from litreview.text.references.lexicon import GIVEN, MONTHS, ORGANISATIONS, words

_UPPER = "".join(
    chr(code)
    for first, last in ((0x41, 0x590), (0x1E00, 0x2000))
    for code in range(first, last)
    if chr(code).isupper()
)
_JOINED = rf"(?:[dDlLO]['’]|(?:d[eiu]s?|l[ae]|van|von)(?=[{_UPPER}]))"  # O'Brien, deKleer
_WORD = rf"{_JOINED}?[{_UPPER}][^\W\d_]*(?:(?:['’](?!s?\b)|[-\u2010\u2011])[^\W\d_]+)*"
_PARTICLES = (
    r"(?<!\w)(?:van|von|der|den|de|del|della|dello|di|da|dos|das|do|du|la|le|ter|ten|el|al|bin|ibn|ben|zu|zur"
    r"|af|av|Ste?\.)"
)
_INITIALS = rf"[{_UPPER}]\.(?:[ -]?[{_UPPER}]\.){{0,3}}"
_SURNAME = rf"(?:{_PARTICLES} ){{0,3}}(?:(?:al|el|ibn|ben)-)?{_WORD}"
_FULL = rf"(?:(?:{_INITIALS}|{_WORD}) ){{0,3}}{_SURNAME}(?: [iy] {_WORD})?"
_INVERTED = rf"(?:{_WORD} )?{_SURNAME}, {_INITIALS}"
_PERSON = rf"(?:{_INVERTED}|{_FULL})(?:,? (?:[JS]r\b\.?|I{{2,3}}\b|IV\b))?"
_AND = r",? ?(?:[&＆/]|\band\b|\bund\b|\bet\b|\by\b|\be\b|\ben\b|\boch\b|\bog\b|\bи\b) ?"
_ET_AL = (
    r",? (?:et al(?:\.|ii|ia|\b)|et\. al\.|(?:and|&) (?:others|colleagues)|u\. ?a\.|und andere|et (?:coll|autres)\b\.?"
    r"|e\. ?a\.|en anderen|m\. ?fl\.|och andra|og andre|[yi] (?:otros|col(?:s|abs)?\b\.?|in\.)"
    r"|e (?:outros|altri|col(?:s|abs)?\b\.?)|a kol\.|ym\.|ve ark\.|vd\.|и др\.|та ін\.)"
)
_PEOPLE = re.compile(
    rf"(?:(?P<group>{_PERSON}(?:[,;] {_PERSON}){{0,8}})(?P<others>{_ET_AL})"
    rf"|(?P<list>{_PERSON}(?:[,;] {_PERSON}){{0,12}}{_AND}{_PERSON})|(?P<one>{_PERSON}))(?:['’]s?)?,? ?$"
)
_AFTER_INITIALS = re.compile(rf"^(?:{_INITIALS} )+")
_EACH = re.compile(rf"(?P<inverted>{_INVERTED})|(?P<full>{_FULL})")
_CAPITAL = rf"(?:(?:[{_UPPER}]\.){{2,}}|{_WORD}(?:['’]s?(?= ))?)"
_SMALL = r"(?:of|for|on|in|to|the|de|la|del|des|du|für|der|und|and|&|et|y)"
_COMPANY = r"(?:,? (?:Inc|Ltd|Corp|Co|LLC)\b\.?)?"
_RUN = re.compile(rf"{_CAPITAL}(?:(?: {_SMALL}){{0,2}} {_CAPITAL}){{0,16}}{_COMPANY}(?:['’]s?)?,? ?$")
_LAST_SMALL = re.compile(r".* (?:of|for|on|in|to|the|des|für) (?=\S)")
_ACRONYM = re.compile(r" ?[(\[](?P<acronym>(?=[^()\[\]]*[A-Z][^()\[\]]*[A-Z])[\w.&/-]{2,15})[)\]],? ?$")
_CHINESE = re.compile(rf"(?P<names>[{HAN}·、和与及]{{2,40}}?)(?P<others>等人?)?[,，]? ?$")
_CHINESE_AND = re.compile("[、和与及]")
_CHINESE_LEAD = re.compile("^(?:参见|另见|详见|见|如|正如|根据|据|引自|转引自|例如|以及|对此|学者)")
LONGEST_CHINESE = 4
"""Characters of a Chinese person's name; a longer run is an organisation."""
WINDOW = 240
"""Characters before a year in which its names are looked for; the longest name of an organisation seen has 120."""
REACH = 80  # characters before a name that tell whether it is one
FEWEST_TITLE = 4
"""Words with a capital from which a title counts that stands in for its author."""

_NO_NAMES = words(
    "figure fig figures table tables chapter chapters section sections appendix part volume vol article number no"
    " equation step phase stage version copyright published accessed retrieved received accepted revised updated"
    " january february march april may june july august september october november december jan feb mar apr jun jul"
    " aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday spring summer autumn fall"
    " winter christmas easter century day week month year years he she it we they you i his her its our their who"
    " war wars revolution crisis olympics election elections treaty act law acts laws bill budget census cup"
    " championship championships agreement protocol amendment windows office agenda horizon vision"
    " covid covid-19 brexit ad bc ce bce ca circa"
    " constitution charter declaration convention regulation directive resolution statute statutes code ordinance"
    " decree accord accords summit edition issue room renaissance enlightenment reformation pandemic epidemic tsunami"
    " earthquake euro eur usd gbp chf jpy cny rmb olympics games phase section clause paragraph schedule rule"
    " page line note box map scene question case study experiment model sample cohort wave"
) | frozenset(MONTHS) - {"mars", "mai"}  # fmt: skip
"""Words that stand before a year and are no author, wherever they end."""
_LEADING = words(
    "the a an as in on at by for from to of and but or nor so yet if when while where whereas although though because"
    " since unlike like both see also cf with without within during after before until following according this that"
    " these those such here there thus hence then therefore however moreover furthermore indeed similarly likewise"
    " later earlier subsequently meanwhile elsewhere conversely nevertheless nonetheless consequently accordingly"
    " additionally notably interestingly recently previously specifically instead still rather overall today often"
    " first second third finally next again even only once scholar scholars author authors professor prof dr sir lord"
    " president minister secretary researcher researchers historian historians economist economists sociologist"
    " sociologists philosopher philosophers critic critics writer writers colleague colleagues citing building drawing"
    " based extending contrary compare consider did does do is are was were has have had can could should would may"
    " what which how why der die das ein eine wie nach laut bei von im in als auch selon comme dans pour par la le les"
    " según como para el los las"
)
"""Words with which a sentence or a clause goes into a name: no part of it."""
_COUNTRIES = words(
    "china japan germany france russia india brazil canada australia italy spain iran israel ukraine estonia georgia"
    " korea mexico egypt turkey europe africa asia america britain england scotland ireland states kingdom"
    " beijing washington london paris berlin moscow tokyo geneva tallinn brussels shanghai vienna rome us usa uk eu"
)


_BEFORE_NO_NAME = re.compile(
    r"(?:[\w/\\@#$%+-]|\b(?:vs?\.?|versus|film|movie|novel|opera|album|painting|musical|hurricane|typhoon)"
    rf" |\b(?:vs?\.?|versus) (?:{_CAPITAL} ){{1,3}}(?:of |for )?|(?-i:(?<!\w){_WORD}['’]s ))\Z",
    re.IGNORECASE,
)
"""What stands before the name of a thing, or of a party to a case in court: "Roe v. Wade", "Bach's Magnificat"."""
_IMPRINT = re.compile(r"(?:^|[(;\[])[^:;()\[\]\x00\n]*[^\W\d_][^:;()\[\]\x00\n]*: \Z")
_LED_INTO = re.compile(
    r"(?:see|cf\.|e\.g\.,?|i\.e\.,?|also|review|overview|example|instance|source|siehe|vgl\.)[^:]{0,20}: \Z",
    re.IGNORECASE,
)
_PUBLISHER = re.compile(
    r"(?:University Press|Verlag|Publish(?:ers|ing)|Books|\bSons?|\bCompany|\bCo|Routledge|Springer|Elsevier|Wiley)$"
)
_SMALL_WORD = re.compile(r"[a-zß-ÿ] \Z")
_SUFFIX = re.compile(r",? (?:[JS]r\.?|I{2,3}|IV)$")
_MAY_END = re.compile(r"[^\W\d_'’.)\]][,，]? ?$|['’.)\]],? ?$")
_NO_STOP = re.compile(
    r"(?: ?,? ?[)\]][^()\[\]\x00\n]{2,15}[(\[])?[^\d\x00\n;；。”\"“(（\[]*"
)  # read backwards


class Named(NamedTuple):
    """Who or what stands before a year: where that begins, and how sure it is that these are authors.

    doubt is 0 for people whose form leaves none (two names, et al., initials, a known given name), 1 for a
    single name or an organisation, 2 for a place, a run of unknown words or a title.
    """

    start: int
    names: tuple[str, ...] = ()
    others: bool = False
    title: str = ""
    doubt: int = 0


def names_before(text: str, end: int, start: int = 0) -> Named | None:
    """Find the names that end directly before a place of some prose, with at most a comma between.

    Takes the prose, the place, and a bound to the left. Gives None where there are none.
    """
    reach = text[max(start, end - WINDOW) : end]
    if not _MAY_END.search(reach[-3:]):
        return None
    room = _NO_STOP.match(reach[::-1])  # no name goes across a figure or a bracket: windows do not overlap
    window = reach[len(reach) - room.end() :] if room else ""
    base = end - len(window)
    if window.rstrip(" ,，")[-1:] >= "\u3400":
        found = _chinese(window)
        return found._replace(start=base + found.start) if found else None
    found = _western(window)
    at = base + found.start if found else 0
    if found is None or _is_thing(text[max(0, at - REACH) : at], found):
        return None
    return found._replace(start=at)


def _is_thing(before: str, found: Named) -> bool:
    """Whether what looks like a name is a part of a word, a case in court, a film, or the publisher of an imprint."""
    if _BEFORE_NO_NAME.search(before):
        return True
    if found.names and not found.others and _PUBLISHER.search(found.names[-1]):
        return True
    return bool(_IMPRINT.search(before)) and not _LED_INTO.search(before)


def _chinese(window: str) -> Named | None:
    """Read 王小明和李强等; of a run of prose only the end is a name, begun by a surname."""
    match = _CHINESE.search(window)
    if match is None:
        return None
    written, at = match["names"], match.start()
    lead = _CHINESE_LEAD.match(written)
    if lead and lead.end() < len(written):
        written, at = written[lead.end() :], at + lead.end()
    pieces = [piece for piece in _CHINESE_AND.split(written) if piece]
    doubt = 0 if len(pieces) > 1 or match["others"] else 1
    if pieces and len(pieces[0]) > LONGEST_CHINESE:
        size = next((size for size in (4, 3, 2) if _is_name(pieces[0][-size:])), 0)
        at += len(pieces[0]) - size if size else 0
        doubt, pieces[0] = (1, pieces[0][-size:]) if size else (2, pieces[0])
    return Named(at, tuple(pieces), others=bool(match["others"]), doubt=doubt) if pieces else None


def _is_name(text: str) -> bool:
    """Whether Han characters are a person's name: a family name, and one or two more."""
    size = 2 if text[:2] in COMPOUND else 1
    return len(text) - size in {1, 2} and (text[:2] in COMPOUND or text[0] in SURNAMES)


def _western(window: str) -> Named | None:
    acronym = _ACRONYM.search(window)
    if acronym and (found := _organisation(window[: acronym.start()], acronym["acronym"])):
        return found
    if found := _organisation(window):
        return found
    run = _RUN.search(window)
    small = _LAST_SMALL.match(run[0]) if run else None
    base = 0
    if run and small:
        lead = _without_lead(run[0])
        if _capitals(lead) >= FEWEST_TITLE and _LAST_SMALL.match(lead):
            return Named(run.end() - len(lead), title=_bare(lead), doubt=2)
        if small[0].endswith(" of ") and " of " in lead and _SMALL_WORD.search(window, 0, run.start()):
            return None  # "the Peace of Westphalia"
        base = run.start() + small.end()
    match = _PEOPLE.search(window, base)
    return _people(match) if match else None


def _bare(text: str) -> str:
    """Take the comma and the mark of the genitive off a name's end."""
    return re.sub(r"(?:['’]s?)?[, ]*$", "", text)


def _organisation(window: str, acronym: str = "") -> Named | None:
    """Find an organisation at the end: a run of capitals with one of the words that make their names."""
    run = _RUN.search(window.rstrip())
    if run is None:
        return None
    name = _without_lead(run[0])
    if _LAST_SMALL.match(name) and not _has_noun(name):
        name = name[len(_LAST_SMALL.match(name)[0]) :] if not acronym else name  # type: ignore[index]
    bare = _bare(name)
    if not bare or not (_has_noun(bare) or (acronym and _capitals(bare) > 1)):
        return None
    if not acronym and bare.rpartition(" ")[2].lower() in _NO_NAMES - {"who", "office"}:
        return None  # "the Geneva Convention", "the Bank Act"
    start = run.end() - len(name)
    return Named(start, (f"{bare} ({acronym})" if acronym else bare,), doubt=0 if acronym else 1)


def _has_noun(name: str) -> bool:
    pieces = re.findall(r"[^\W\d_]+", name.lower())
    return len(pieces) > 1 and any(piece in ORGANISATIONS for piece in pieces[-1:] + pieces[:-1])


def _without_lead(run: str) -> str:
    """Take off the words that lead into a name: "As the United Nations" gives "United Nations"."""
    while " " in run.strip(" ,"):
        first, _, rest = run.partition(" ")
        if first.lower() not in _LEADING:
            break
        run = rest
    return run


def _capitals(run: str) -> int:
    return sum(word[:1].isupper() for word in run.split())


def _people(match: re.Match[str]) -> Named | None:
    """Take the names of a list apart; words that are no names make it none, alone or all together."""
    written = match["group"] or match["list"] or match["one"]
    several = match["one"] is None
    at = match.start()
    names: list[str] = []
    evidence = several
    for found in _EACH.finditer(written):
        name = found[0] if names or _opens(match, found) else _without_lead(found[0])
        inverted = bool(found["inverted"]) and ", " in name
        surname = name.rpartition(",")[0] if inverted else _AFTER_INITIALS.sub("", name)
        surname = _SUFFIX.sub("", surname)
        if not names and found.end() < len(written) and match["list"] and surname.lower() in _LEADING:
            continue  # "Recently, Segal and Rid"
        if not surname or (surname.lower() in _LEADING and not match["others"]):
            return None
        first, last = surname.lower().partition(" ")[0], surname.lower().rpartition(" ")[2]
        if not names and found.end() < len(written) and (last in _COUNTRIES or last in MONTHS):
            continue  # "In London, Segal and Rid", "In May, Segal and Rid"
        sure = inverted or surname != _SUFFIX.sub("", name) or (first in GIVEN and first != last)
        if not several and not sure and {first, last} & _NO_NAMES and surname != "WHO":
            return None
        at = at if names else match.start() + found.end() - len(name)
        evidence = evidence or sure
        names.append(surname)
    if not names or (match["list"] and all(name.lower() in _NO_NAMES | _COUNTRIES for name in names)):
        return None  # "He et al." may be anybody, "January and February" may not
    return Named(at, tuple(names), others=bool(match["others"]), doubt=_doubt(names, evidence=evidence))


def _opens(match: re.Match[str], found: re.Match[str]) -> bool:
    """Whether a name with "von" opens a bracket or follows a semicolon: there it is part of the name."""
    before = match.string[max(0, match.start() - 2) : match.start()].rstrip()
    return found[0].startswith("von ") and before[-1:] in {"", "(", ";", "["}


def _doubt(names: list[str], *, evidence: bool) -> int:
    if evidence:
        return 0
    parts = names[0].split()
    single = len(parts) == 1 or any(
        part[0].islower() or part == "St." for part in parts
    )  # "Segal", "Van de Walle", not "Hong Kong"
    return 1 if single and parts[-1].lower() not in _COUNTRIES else 2
