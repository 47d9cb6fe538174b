"""Keep the library's settings in the library."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from litreview.errors import UsageProblem

if TYPE_CHECKING:
    import sqlite3

SETTINGS = {
    "coder": "who tags and writes notes, where --by does not say",
    "cell": "what a matrix shows in its cells: mark, count, cite or quote",
    "sort": "how a matrix and lists are sorted: key, year, author; -year for newest first",
    "cite_commands": "your own cite commands in LaTeX: mycite, seealso",
    "mailto": "your e-mail address, told to Crossref and OpenAlex",
    "lookup_days": "days that their answers are kept: 30, if nothing is set",
}
"""What can be set, and what it means."""
VALUES = {"cell": ("mark", "count", "cite", "quote"), "sort": ("key", "year", "author")}
"""What some settings can be set to; a sort may have a minus before it."""


_ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+")
_FORMS = {"mailto": (_ADDRESS, "name@example.org"), "lookup_days": (re.compile(r"\d{1,4}"), "30")}
"""What some settings look like, with an example."""
LOOKUP_DAYS = 30
"""Days for which an answer is kept where nothing is set: services get new records and corrections all the time."""


def setting(connection: sqlite3.Connection, name: str) -> str:
    """Give a setting's value, "" where it is not set."""
    row = connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
    return str(row[0]) if row else ""


def cite_commands(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Give the commands of LaTeX that cite besides the known ones, without their backslashes."""
    return tuple(setting(connection, "cite_commands").replace(",", " ").replace("\\", " ").split())


def lookup_days(connection: sqlite3.Connection) -> int:
    """Give for how many days what a service answered is kept."""
    return int(setting(connection, "lookup_days") or LOOKUP_DAYS)


def check_name(name: str) -> None:
    """Refuse a setting that there is not; raises UsageProblem with the names."""
    if name not in SETTINGS:
        raise UsageProblem(f'there is no setting "{name}"', "known: " + ", ".join(SETTINGS))


def set_setting(connection: sqlite3.Connection, name: str, value: str) -> None:
    """Set a setting, or forget it where the value is ""; raises UsageProblem."""
    check_name(name)
    known = VALUES.get(name, ())
    if value and known and value.removeprefix("-" if name == "sort" else "") not in known:
        raise UsageProblem(f'{name} cannot be set to "{value}"', "known: " + ", ".join(known))
    form, example = _FORMS.get(name, (None, ""))
    if value and form and not form.fullmatch(value):
        raise UsageProblem(f'{name} cannot be set to "{value}"', f"write it like {example}")
    row = connection.execute("SELECT id FROM settings WHERE name = ?", (name,)).fetchone()
    if not value:
        connection.execute("DELETE FROM settings WHERE name = ?", (name,))
    elif row:
        connection.execute("UPDATE settings SET value = ? WHERE id = ?", (value, row[0]))
    else:
        connection.execute("INSERT INTO settings (name, value) VALUES (?, ?)", (name, value))
