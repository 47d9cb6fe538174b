"""Write a matrix as one JSON document with all of its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from litreview.matrix import renderer
from litreview.matrix.cells import cite, count
from litreview.text.document import dump

if TYPE_CHECKING:
    from litreview.model import Cell, Evidence, Library, Line, Matrix, Source

SCHEMA = 1


@renderer("json", suffixes=(".json",))
def json(matrix: Matrix, library: Library, cell: str, width: int) -> str:
    """Give the document; keys are only ever added to it. It has all of a cell, whatever the cell shows.

    Control and bidirectional characters are written as escapes, so that the text is harmless to print
    and still reads back the same.
    """
    del cell, width
    sources = {source.key: source for source in library.sources}
    document = {
        "schema": SCHEMA,
        "title": matrix.title,
        "counts": "notes and tags on the source itself, each once",
        "rows": [_line(line, sources) for line in matrix.rows],
        "columns": [_line(line, sources) for line in matrix.columns],
        "cells": [_cell(item) for item in matrix.cells],
        "gaps": [
            {
                "column": gap.column,
                "columns": gap.column.split(" + "),
                "sources": list(gap.sources),
                "latest": gap.latest,
                "message": gap.message,
            }
            for gap in matrix.gaps
        ],
        "untagged": list(matrix.untagged),
    }
    return dump(document)


def _line(line: Line, sources: dict[str, Source]) -> dict[str, str]:
    described = {"id": line.id, "label": line.label, "kind": line.kind}
    if line.kind == "source":
        described |= {"title": sources[line.id].title, "year": sources[line.id].year}
    return described


def _cell(cell: Cell) -> dict[str, object]:
    return {
        "row": cell.row,
        "column": cell.column,
        "count": count(cell),
        "mark": "confirmed" if cell.confirmed else "suggested",
        "sources": list(cell.sources),
        "cite": cite(cell.evidence),
        "evidence": [_evidence(item) for item in cell.evidence],
    }


def _evidence(item: Evidence) -> dict[str, object]:
    return {
        "source": item.source,
        "note": item.note or None,
        "kind": item.kind,
        "quote": item.quote,
        "locator": item.locator,
        "stance": item.stance,
        "status": item.status,
        "path": item.path,
        "line": item.line,
    }
