"""Ask about one pair of records after another, side by side, and keep each answer at once."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from litreview.cli.groups import FIELDS, heading
from litreview.cli.keyboard import keyboard
from litreview.cli.output import BOLD, DIM, YELLOW, ask, colored_result, emit, say, width
from litreview.cli.talk import counted
from litreview.errors import INTERRUPTED, OK
from litreview.text.fold import fold
from litreview.text.safe import safe
from litreview.text.width import width as columns_of
from litreview.text.width import wrap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from litreview.actions.reviewing import Review, Step

LABEL = 9
"""Columns of the names of fields: publisher is the longest."""
GAP = "  "
ASKED = "[m]erge  [k]eep both  [s]kip  [u]ndo  [q]uit  [?] "
HELP = """m  merge: the two are one work; nothing of either is lost
k  keep both: they are different works, and are never shown again
s  skip: decide another time
u  undo: take the last decision of this review back
q  quit: every decision is kept already
"""


def walk(review: Review) -> int:
    """Ask until there is nothing left or the person quits; gives the exit code."""
    code = OK
    try:
        with keyboard() as read_key:
            while (step := review.step()) is not None:
                emit(_shown(step, review.left()))
                if not _answered(review, step, read_key):
                    break
    except KeyboardInterrupt:
        emit("\n")
        code = INTERRUPTED
    say("; ".join(_closing(review)))
    return code


def _answered(review: Review, step: Step, read_key: Callable[[], str]) -> bool:
    """Do what the person says of a pair; gives whether to go on."""
    while True:
        ask(ASKED)
        key = read_key()
        if key in {"q", ""}:
            emit("quit\n")
            return False
        if key == "m":
            emit(safe(review.merge(step)) + "\n")
        elif key == "k":
            emit(safe(review.part(step)) + "\n")
        elif key == "s":
            review.skip()
            emit("skipped\n")
        elif key == "u" and (words := review.undo()):
            emit(safe(words) + "\n")
        else:
            emit("nothing to undo\n" if key == "u" else "\n" + HELP)
            continue
        return True


def _closing(review: Review) -> Iterator[str]:
    counts = ((review.merged, "merged"), (review.parted, "kept apart"), (review.skipped, "skipped"))
    yield ", ".join(f"{number} {words}" for number, words in counts if number) or "nothing was decided"
    if review.merged:
        yield f"the library before is kept as {review.backup}"
    if left := review.left() + review.skipped:
        yield f"{counted(left, 'pair')} left: litreview dedupe --review"


def _shown(step: Step, left: int) -> str:
    """Give a pair side by side: = where the two agree, ≠ where they differ."""
    room = max(8, (width() - LABEL - len(" = ") - len(GAP)) // 2)
    title = f"{heading(step.group)}  {step.a.key} · {step.b.key}  ({counted(left, 'pair')} to decide)"
    lines = ["", *(colored_result(line, BOLD) for line in wrap(safe(title), width()))]
    sides = [{"type": one.record.type, **one.values()} for one in (step.a, step.b)]
    lines += _row("", " ", step.a.key, step.b.key, room, DIM)
    for name in ("type", *FIELDS):
        one, other = (side[name] for side in sides)
        if one or other:
            sign = _sign(step, name, one, other)
            lines += _row(name, sign, one, other, room, YELLOW if sign == "≠" else "")
    why = wrap(safe(f"why: {step.match.why} ({step.match.rule})"), width())
    return "\n".join([*lines, *why]) + "\n"


def _sign(step: Step, name: str, one: str, other: str) -> str:
    if name in step.match.differ:
        return "≠"
    if name in step.match.agree or fold(one) == fold(other):
        return "="
    return "≠" if one and other else " "


def _row(name: str, sign: str, one: str, other: str, room: int, color: str) -> Iterator[str]:
    """Give two values as lines beside each other."""
    cells = (wrap(safe(text), room) for text in (one, other))
    for number, (left, right) in enumerate(zip_longest(*cells, fillvalue="")):
        label = f"{name:<{LABEL}} {sign} " if number == 0 else " " * (LABEL + len(" = "))
        line = (label + left + " " * (room - columns_of(left)) + GAP + right).rstrip()
        yield colored_result(line, color) if color else line
