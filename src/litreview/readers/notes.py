"""Read notes from Markdown: what was taken from which source, in which words, on which theme."""

from __future__ import annotations

from litreview.model import ReadResult
from litreview.readers import reader
from litreview.text.decode import decode


@reader("notes", suffixes=(".md", ".markdown"))
def read_notes(data: bytes, path: str) -> ReadResult:
    """Read a Markdown file of notes.

    Takes its bytes and the path to report. Gives a NoteDraft for every block, a SourceRemark for what is
    said of a source itself, and a Problem for whatever was not understood; never raises.
    """
    # Their many patterns cost more than a small bibliography: they are loaded when there are notes.
    from litreview.readers._notes_blocks import cut
    from litreview.readers._notes_frontmatter import read_front_matter
    from litreview.readers._notes_sources import Reading

    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    front = read_front_matter(lines, path)
    blocks, warned = cut("\n".join(lines[front.body - 1 :]), front.body)
    reading = Reading(path, front)
    reading.problems += decoded.problems(path)
    for block in blocks:
        reading.take(block)
    for item in warned:
        reading.report(item.line, item.code, item.message, hint=item.hint)
    reading.front_remark()
    return ReadResult(
        path,
        "notes",
        decoded.encoding,
        notes=tuple(reading.notes),
        remarks=tuple(reading.remarks),
        problems=tuple(sorted(reading.problems, key=lambda problem: problem.line)),
    )
