"""Write text that Markdown shows as it is."""

from __future__ import annotations

import re

from litreview.text.safe import safe

MARKUP = re.compile(r"[\\`*_{}\[\]<>~^|$@&#]")
"""All that pandoc's Markdown or GitHub's gives a meaning inside a line."""


def escaped(text: str) -> str:
    """Give text that Markdown shows as it is, on one line."""
    return MARKUP.sub(r"\\\g<0>", safe(" ".join(text.split())))
