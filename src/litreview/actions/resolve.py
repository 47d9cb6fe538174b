"""Turn the keys and themes that a person typed into those of the library, or refuse them with the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.errors import UsageProblem
from litreview.themes.resolve import nearest_themes, theme_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litreview.model import Codebook


def known_theme(codebook: Codebook, written: str, *, create: bool = False) -> str:
    """Give the path of a theme; raises UsageProblem with the nearest names.

    With create, an unknown theme is let through as it was written.
    """
    path = theme_path(codebook, written)
    if path is not None:
        return path
    if create:
        return written
    near = nearest_themes(codebook, written)
    question = f"did you mean {near[0]}? " if near else ""
    raise UsageProblem(
        f'there is no theme "{written}"', f"{question}All themes: litreview theme list. A new one: --create"
    )


def known_keys(ids: Mapping[str, int], keys: Iterable[str]) -> list[str]:
    """Give the citation keys of sources, each source once, by their own keys for their aliases.

    ids are those of `source_ids`. Raises UsageProblem for the first unknown key.
    """
    asked = [key.removeprefix("@") for key in keys]
    for key in asked:
        if key not in ids:
            from litreview.matching.nearest import nearest

            near = nearest(key, ids)
            question = f"did you mean {near[0]}? " if near else ""
            raise UsageProblem(f'there is no source "{key}"', f"{question}All keys: litreview list -f keys")
    own = {number: key for key, number in ids.items()}  # after its aliases comes the key of a source
    return list(dict.fromkeys(own[ids[key]] for key in asked))
