"""Find the year in what a bibliography gives as a date."""

from __future__ import annotations

import re

_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")


def year_of(value: str) -> str:
    """Give the first four-digit year of a date ("2012-05", "c. 2012", "2010/2011"), or ""."""
    found = _YEAR.search(value)
    return found[0] if found else ""
