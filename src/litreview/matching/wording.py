"""Say in words what two records have in common and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litreview.matching.comparable import Form
    from litreview.matching.evidence import Evidence

_TITLES = {
    "same": "same title",
    "near": "same title but for the spelling",
    "part": "one title lacks its subtitle",
    "other": "titles differ",
}
_SHOWN = 50  # characters of a journal or publisher that are shown


def fields(e: Evidence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the names of the fields that agree, and of those that differ; what one of them lacks is in neither."""
    signs = {
        "title": -1 if e.title == "other" else 1,
        "authors": 0 if not e.names.known else 1 if e.names.all else -1,
        "year": 0 if e.gap is None else 1 if not e.gap else -1,
        "container": e.container,
        "volume": e.volume,
        "issue": e.issue,
        "pages": e.pages,
        "publisher": e.body,
        "edition": e.edition,
        "number": e.number,
        "url": e.address,
    }
    for kind in ("doi", "isbn", "pmid", "pmcid", "arxiv"):
        signs[kind] = e.identifier(kind)
    return tuple(name for name, sign in signs.items() if sign > 0), tuple(
        name for name, sign in signs.items() if sign < 0
    )


def sentence(e: Evidence, agreeing: tuple[str, ...], differing: tuple[str, ...]) -> str:
    """Give what agrees and what differs (from `fields`) as one sentence.

    "same title, authors 3 of 3, Int. Secur. = International Security, 41(3), 44-71; years differ: 2016, 2017".
    """
    said = [text for text in (_title(e), _authors(e), *_places(e), _identifiers(agreeing)) if text]
    against = list(_against(e, differing))
    return "; ".join([", ".join(said), *against] if said else against)


def _title(e: Evidence) -> str:
    return "" if e.title == "other" else _TITLES[e.title]


def _authors(e: Evidence) -> str:
    names = e.names
    if not names.known or names.none:
        return ""
    who = "editors" if e.a.edited and e.b.edited else "authors"
    swapped = "" if names.in_order else ", in another order"
    spelt = "" if names.exact else ", spelt differently"
    return f"{who} {names.same} of {max(names.mine, names.theirs)}{swapped}{spelt}"


def _places(e: Evidence) -> Iterator[str]:
    if e.same_year:
        yield str(e.a.year)
    if e.container > 0:
        one, other = (_short(form.container) for form in (e.a, e.b))
        yield one if one.casefold() == other.casefold() else f"{one} = {other}"
    elif e.body > 0:
        yield _short(e.a.body)
    place = _place(e.a, volume=e.volume > 0, issue=e.issue > 0, pages=e.pages > 0)
    if place:
        yield place


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"


def _place(form: Form, *, volume: bool, issue: bool, pages: bool) -> str:
    where = form.volume if volume else ""
    where += f"({form.issue})" if issue and form.issue else ""
    return ", ".join(part for part in (where, form.printed_pages if pages else "") if part)


def _identifiers(agreeing: tuple[str, ...]) -> str:
    same = [name.upper() for name in ("doi", "isbn", "pmid", "pmcid", "arxiv", "url") if name in agreeing]
    return f"same {' and '.join(same)}" if same else ""


def _against(e: Evidence, differing: tuple[str, ...]) -> Iterator[str]:
    if e.title == "other":
        yield _TITLES["other"]
    if not e.same_kind:
        yield " and ".join(kind or "the work itself" for kind in (e.a.title.kind, e.b.title.kind))
    if e.names.none:
        yield "nobody in common"
    elif "authors" in differing:
        yield "authors differ"
    if e.gap:
        yield f"years differ: {e.a.year}, {e.b.year}"
    for name, called in _PLURALS.items():
        if name in differing:
            yield f"{called} differ: {_said(e.a, name)}, {_said(e.b, name)}"
    others = [name.upper() for name in ("doi", "isbn") if name in differing]
    if others:
        yield f"{' and '.join(others)} differ"


_PLURALS = {
    "edition": "editions",
    "volume": "volumes",
    "issue": "issues",
    "pages": "pages",
    "number": "numbers",
    "container": "journals or books",
    "publisher": "publishers",
}


def _said(form: Form, name: str) -> str:
    """Give what a record says in a field, in short."""
    if name == "number":
        return ".".join(form.number.numbers)
    if name == "edition":
        return form.edition or "none"
    return _short(str(getattr(form, {"pages": "printed_pages", "publisher": "body"}.get(name, name))))
