"""Write what is compared when duplicates are looked for, a JSON object a line, for engines that join large tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.text.document import dump
from litreview.writers import writer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from litreview.matching.comparable import Form
    from litreview.model import Source


@writer("normalised")
def write_normalised(sources: Sequence[Source]) -> str:
    """Write each source as it is compared: its normalised fields, and under "keys" the numbers that it shares with
    those that it is to be compared with.
    """
    from litreview.matching.comparable import comparable

    return "".join(dump(_document(comparable(source)), indent=None) for source in sources)


def _document(form: Form) -> dict[str, object]:
    from litreview.matching.keys import keys_of

    title, pages = form.title, form.pages
    return {
        "key": form.key, "genre": form.genre, "title": title.compact, "words": list(title.words),
        "numbers": list(title.numbers), "kind": title.kind, "names": [sorted(name.families) for name in form.names],
        "initials": [name.initials for name in form.names], "year": form.year, "container": form.container,
        "publisher": form.body, "volume": form.volume, "issue": form.issue, "first_page": pages.first if pages else 0,
        "last_page": pages.last if pages else 0, "edition": form.edition, "number": list(form.number.numbers),
        "identifiers": [f"{kind}:{value}" for kind, value in sorted(form.ids)], "keys": sorted(keys_of(form)),
    }  # fmt: skip
