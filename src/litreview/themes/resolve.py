"""Find what a written theme means, and change the codebook so that old words still mean it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from litreview.errors import UsageProblem
from litreview.matching.nearest import nearest
from litreview.model import Codebook, Theme
from litreview.text.fold import fold
from litreview.themes.codebook import in_order, same_path, slug, valid_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a tag as written means: path for a theme, facet and value for a facet, else a free tag.

    known is False for a value that the facet's list does not have.
    """

    kind: Literal["theme", "facet", "free"]
    written: str
    path: str = ""
    facet: str = ""
    value: str = ""
    known: bool = True


@dataclass(frozen=True, slots=True)
class _Index:
    exact: frozenset[str]
    folded: dict[str, str]
    aliases: dict[str, str]


@lru_cache(maxsize=8)
def _index(codebook: Codebook) -> _Index:
    folded = {same_path(theme.path): theme.path for theme in reversed(codebook.themes)}
    aliases: dict[str, str] = {}
    for theme in codebook.themes:
        for alias in theme.aliases:
            aliases.setdefault(same_path(alias), theme.path)
    for theme in codebook.themes:  # "viruses" of threats/malware is also threats/viruses
        for alias in theme.aliases if theme.parent else ():
            aliases.setdefault(same_path(f"{theme.parent}/{alias}"), theme.path)
    return _Index(frozenset(theme.path for theme in codebook.themes), folded, aliases)


def theme_path(codebook: Codebook, written: str) -> str | None:
    """Give the path of the theme that is written, or None.

    Takes it exactly; else without case, accents and punctuation; else as an alias, also of a parent:
    "policy/norms" is governance/norms if "policy" is an alias of governance. A last part alone is
    never completed to a path.
    """
    index = _index(codebook)
    words = written.strip().strip("/")
    for _ in range(len(words.split("/")) + 1):  # each round puts a real path for one more alias
        if words in index.exact:
            return words
        found = index.folded.get(same_path(words)) or index.aliases.get(same_path(words))
        if found:
            return found
        renewed = _with_real_parent(index, words)
        if not renewed or renewed == words:
            return None
        words = renewed
    return None


def _with_real_parent(index: _Index, written: str) -> str:
    """Put the path of the longest known parent for the words that mean it."""
    parts = written.split("/")
    for length in range(len(parts) - 1, 0, -1):
        head = same_path("/".join(parts[:length]))
        found = index.folded.get(head) or index.aliases.get(head)
        if found:
            return "/".join([found, *parts[length:]])
    return ""


def resolve_tag(codebook: Codebook, written: str) -> Resolved:
    """Say what a tag means: a theme, a value of a facet (actor/china), or a free tag."""
    path = theme_path(codebook, written)
    if path:
        return Resolved("theme", written, path=path)
    first, _, rest = written.strip().strip("/").partition("/")
    facet = next((facet for facet in codebook.facets if fold(facet.name) == fold(first)), None)
    if facet and rest:
        value = next((value for value in facet.values if fold(value) == fold(rest)), None)
        return Resolved(
            "facet",
            written,
            facet=facet.name,
            value=value or rest,
            known=value is not None or not facet.values,
        )
    return Resolved("free", written)


def nearest_themes(codebook: Codebook, written: str) -> list[str]:
    """Give the paths that a mistyped theme may have meant, best first: by path, last part, label or alias."""
    names: dict[str, str] = {}
    for theme in codebook.themes:
        for name in (theme.path, theme.path.rpartition("/")[2], theme.label, *theme.aliases):
            names.setdefault(name, theme.path)
    found = nearest(written, (name for name in names if name), limit=6)
    return list(dict.fromkeys(names[name] for name in found))[:3]


# Changing ------------------------------------------------------------------------------------------


def with_theme(
    codebook: Codebook, path: str, *, label: str = "", definition: str = "", aliases: Sequence[str] = ()
) -> Codebook:
    """Give the codebook with this theme, and its missing parents, each at the end of its level.

    A theme that is there already takes what is given, and keeps the rest. Raises UsageProblem for a
    path that cannot name a theme, or that is an alias or a facet already.
    """
    there = next((theme for theme in codebook.themes if same_path(theme.path) == same_path(path)), None)
    themes = list(codebook.themes)
    if not there:
        path = _placed(_index(codebook).folded, path)
        _refuse(codebook, path)
        _refuse_alias(codebook, path)
        there = Theme(path)
        themes += [*_missing_parents(codebook, path), there]
    for alias in aliases:
        owner = _index(codebook).folded.get(same_path(alias)) or _index(codebook).aliases.get(
            same_path(alias)
        )
        if owner and owner != there.path:
            raise UsageProblem(f'"{alias}" already stands for the theme "{owner}"', "choose another alias")
    more = tuple(dict.fromkeys((*there.aliases, *aliases)))
    changed = replace(
        there, label=label or there.label, definition=definition or there.definition, aliases=more
    )
    return replace(codebook, themes=in_order(changed if theme is there else theme for theme in themes))


def renamed(codebook: Codebook, old: str, new: str) -> Codebook:
    """Give the codebook with a theme, and all below it, under a new path.

    The old paths become aliases; a parent that is missing is made. Raises UsageProblem if there is no
    such theme, if the new path is taken or cannot name a theme, or if it lies below the old one.
    """
    _there(codebook, old)
    taken = _index(codebook).folded.get(same_path(new))
    if taken and taken != old:
        raise UsageProblem(
            f'there is already a theme "{taken}"', f"to join them: litreview theme merge {old} --into {taken}"
        )
    new = _placed({key: path for key, path in _index(codebook).folded.items() if not _in(path, old)}, new)
    if same_path(new).startswith(same_path(old) + "/"):
        raise UsageProblem(f'"{new}" lies below "{old}"', "choose a path outside it")
    _refuse(codebook, new)
    _refuse_alias(codebook, new, but=old)
    moved = {theme.path: new + theme.path[len(old) :] for theme in _below(codebook, old)}
    themes = (
        replace(theme, path=moved[theme.path], aliases=(*theme.aliases, theme.path))
        if theme.path in moved
        else theme
        for theme in codebook.themes
    )
    return _tidied(codebook, [*themes, *_missing_parents(codebook, new)])


def merged(codebook: Codebook, loser: str, into: str) -> Codebook:
    """Give the codebook with one theme, and all below it, joined into another.

    Sub-themes of the same name are joined too, the others move. All old paths become aliases, so that
    `theme_path` of the new codebook says where each old theme has gone. What the other theme says of
    itself is kept, and filled up. Raises UsageProblem if one is missing, or lies in the one that goes.
    """
    for path in (loser, into):
        _there(codebook, path)
    if into == loser or into.startswith(loser + "/"):
        raise UsageProblem(f'"{into}" lies in "{loser}"', "merge the other way round, or rename it first")
    themes = {theme.path: theme for theme in codebook.themes}
    paths = {same_path(path): path for path in themes if not _in(path, loser)}
    for theme in _below(codebook, loser):
        del themes[theme.path]
        wanted = _placed(paths, into + theme.path[len(loser) :])
        if _in(wanted, loser):
            raise UsageProblem(
                f'"{theme.path}" would take the place of "{loser}"', f"rename {theme.path} first"
            )
        target = paths.setdefault(same_path(wanted), wanted)
        here = themes.get(target, Theme(target))
        themes[target] = replace(
            here,
            label=here.label or (theme.label if target != into else ""),
            definition=here.definition or theme.definition,
            aliases=(*here.aliases, *theme.aliases, theme.path),
        )
    return _tidied(codebook, themes.values())


def _placed(folded: Mapping[str, str], path: str) -> str:
    """Give the path with its parents as the codebook writes them ("Governance/norms" below "governance")."""
    real = ""
    for part in path.split("/"):
        deeper = f"{real}/{part}" if real else part
        real = folded.get(same_path(deeper), deeper)
    return real


def _there(codebook: Codebook, path: str) -> None:
    if path not in _index(codebook).exact:
        raise UsageProblem(f'there is no theme "{path}"', did_you_mean(codebook, path))


def did_you_mean(codebook: Codebook, written: str) -> str:
    """Give the way out for a theme that is not known."""
    near = " or ".join(nearest_themes(codebook, written))
    return (
        f"did you mean {near}? All themes: litreview theme list"
        if near
        else "all themes: litreview theme list"
    )


def _in(path: str, parent: str) -> bool:
    return path == parent or path.startswith(parent + "/")


def _below(codebook: Codebook, path: str) -> Iterator[Theme]:
    return (theme for theme in codebook.themes if _in(theme.path, path))


def _refuse(codebook: Codebook, path: str) -> None:
    if not valid_path(path):
        near = slug(path)
        hint = (
            f'for example "{near}"'
            if valid_path(near)
            else "use letters, digits, - and _, with / between the parts"
        )
        raise UsageProblem(f'"{path}" cannot name a theme', hint)
    facet = next(
        (facet.name for facet in codebook.facets if fold(facet.name) == fold(path.partition("/")[0])), None
    )
    if facet:
        raise UsageProblem(f'"{facet}" is a facet of the codebook', "give the theme another name")


def _refuse_alias(codebook: Codebook, path: str, but: str = "") -> None:
    owner = _index(codebook).aliases.get(same_path(path))
    if owner and not (but and _in(owner, but)):
        raise UsageProblem(
            f'"{path}" is an alias of "{owner}"', f"use {owner}, or take the alias out of the codebook first"
        )


def _missing_parents(codebook: Codebook, path: str) -> Iterator[Theme]:
    known = _index(codebook).folded
    parts = path.split("/")
    for length in range(1, len(parts)):
        parent = "/".join(parts[:length])
        if same_path(parent) not in known:
            yield Theme(parent)


def _tidied(codebook: Codebook, themes: Iterable[Theme]) -> Codebook:
    """Put themes in order, and leave out aliases that say nothing: a theme's own path, or one said twice."""
    themes = list(themes)
    paths = {same_path(theme.path) for theme in themes}

    def fresh(theme: Theme) -> tuple[str, ...]:
        aliases = {
            same_path(alias): alias for alias in reversed(theme.aliases) if same_path(alias) not in paths
        }
        return tuple(
            alias for alias in dict.fromkeys(theme.aliases) if aliases.get(same_path(alias)) == alias
        )

    return replace(codebook, themes=in_order(replace(theme, aliases=fresh(theme)) for theme in themes))
