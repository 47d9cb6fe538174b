"""litreview cites: list the citations of a manuscript."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from litreview.cli.options import Format, Nul, Output
from litreview.cli.output import choose_format, problems, say, write
from litreview.cli.rows import KEYED, show
from litreview.cli.session import chosen
from litreview.errors import UsageProblem

if TYPE_CHECKING:
    from litreview.model import Citation, Manuscript

IN_A_TABLE = ("place", "cites", "year", "locator", "certainty", "text")
COLUMNS = (
    "path", "line", "column", "form", "key", "names", "year", "locator", "number", "certainty", "text",
)  # fmt: skip
LIMITS = {"cites": 26, "locator": 9}
"""Columns that these take in a table at the most, so that the text has room."""
CERTAINTIES = ("certain", "likely", "possible")
COUNTED = {"footnote": ("footnote", "footnotes"), "superscript": ("raised number", "raised numbers")}


def command(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="The manuscript; several files are one.")
    ],
    own: Annotated[
        list[str] | None,
        typer.Option(
            "--cite-command",
            metavar="NAME",
            help="A command of your own that cites in LaTeX; may be given several times.",
        ),
    ] = None,
    certainty: Annotated[
        str,
        typer.Option(
            "--certainty", metavar="LEVEL", help="Only those that are certain, or at least likely, possible."
        ),
    ] = "possible",
    nul: Nul = False,
    fmt: Format = "",
    output: Output = "",
) -> None:
    """List the citations of a manuscript as data; no library is needed.

    Formats: table, md, csv, tsv, json, jsonl, keys (of those by key, each once).
    """
    from litreview.actions.citing import read_manuscript

    if certainty not in CERTAINTIES:
        raise UsageProblem(f'there is no certainty "{certainty}"', "known: " + ", ".join(CERTAINTIES))
    kind = choose_format(fmt or ("keys" if nul else ""), output, KEYED)
    read = read_manuscript(*files, cite_commands=(*(own or ()), *_set_commands()))
    wanted = CERTAINTIES[: CERTAINTIES.index(certainty) + 1]
    shown = [one for one in read.citations if one.certainty in wanted]
    if kind == "json":
        from litreview.text.document import dump

        citations = [_document(one) for one in shown]
        write(dump({"schema": 1, "manuscript": _summary(read), "citations": citations}), output)
    else:
        rows = [(_document if kind == "jsonl" else _row)(one) for one in shown]
        if kind == "keys":
            rows = list({row["key"]: row for row in rows if row["key"]}.values())
        columns = IN_A_TABLE if kind == "table" else COLUMNS
        show(
            rows,
            columns,
            name="citations",
            asked=kind,
            output=output,
            key="key",
            nul=nul,
            align="k",
            limits=LIMITS,
        )
    problems(read.problems)
    if kind == "table":  # for people; programs are left in silence
        say(_told(read, len(shown)))


def _set_commands() -> tuple[str, ...]:
    """Give the commands that the library's settings name, where there is a library."""
    path = chosen()
    if path is None or not path.is_file():
        return ()
    from litreview.storage.connect import reading
    from litreview.storage.settings import cite_commands

    with reading(path) as connection:
        return cite_commands(connection)


def _document(one: Citation) -> dict[str, Any]:  # Any: what JSON takes
    """Give a citation as JSON has it."""
    return {
        "path": one.path,
        "line": one.line,
        "column": one.column,
        "offset": one.offset,
        "form": one.form,
        "key": one.key,
        "names": list(one.names),
        "others": one.others,
        "year": one.year + one.letter,
        "original": one.original,
        "title": one.title,
        "identifier": one.identifier,
        "locator": one.locator,
        "number": one.number,
        "narrative": one.narrative,
        "second_hand": one.second_hand,
        "certainty": one.certainty,
        "text": " ".join(one.text.split()),
    }


def _row(one: Citation) -> dict[str, Any]:  # Any: what JSON takes
    """Give a citation as a row of a table, where "et al." is a name like others."""
    names = [*one.names, *(["et al."] if one.others else [])]
    cites = one.key or (f"[{one.number}]" if one.number else "") or ", ".join(names) or one.title or "all"
    place = f"{one.path}:{one.line}:{one.column}"
    return {**_document(one), "names": names, "place": place, "cites": cites}


def _summary(read: Manuscript) -> dict[str, Any]:  # Any: what JSON takes
    return {
        "files": list(read.files),
        "style": read.style,
        "citations": len(read.citations),
        "references": len(read.references),
        "quotations": len(read.quotations),
        "unread": [
            {"kind": one.kind, "count": one.count, "path": one.path, "line": one.line, "column": one.column}
            for one in read.unread
        ],
    }


def _told(read: Manuscript, shown: int) -> str:
    """Give the summary for people: how much, in which style, and what was not read."""
    counts = [_counted(shown, "citation", "citations") + (f" ({read.style})" if read.style != "none" else "")]
    if read.references:
        counts.append(f"{_counted(len(read.references), 'reference', 'references')} in the list")
    if read.quotations:
        counts.append(_counted(len(read.quotations), "quotation", "quotations"))
    unread = [f"{_counted(one.count, *COUNTED[one.kind])} from {one.path}:{one.line}" for one in read.unread]
    return ", ".join(counts) + (f". Not read: {', '.join(unread)}" if unread else "")


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
