"""Feed each reader a hundred thousand damaged, mixed and made-up inputs, and hold it to its promises.

Run with `python benchmarks/fuzzing.py [--reader NAME]... [--inputs N] [--seed N]`. The same seed gives the same
inputs; `--only N` runs one of them alone, and `--keep FOLDER` writes those that fail there, made as short
as they get. Ends with 1 where a promise is broken.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from _mutations import PACKED, Samples, mutated

from litreview.readers import reader
from litreview.text.decode import decode

if TYPE_CHECKING:
    from litreview.model import Block, ReadResult
    from litreview.readers import Reader

INPUTS = 100_000
SECONDS, BYTES = 0.2, 10_000
"""Processor time that an input of so many bytes may take at the most; a longer one in proportion."""
TAKEN_APART = frozenset(("docx", "notes"))
"""Readers whose result is not made of stretches of the file."""
MARK = "\ufeff"  # a byte order mark, which is no text
REDUCTIONS = 600  # tries to make a failing input shorter
SHOWN = 5  # failures of a reader that are described
PATIENCE = 5  # times the allowed time, after which an input is given up


class TooSlow(BaseException):
    """An input takes so long that it is given up; no reader catches this."""


class Outcome(NamedTuple):
    """What became of an input: the promise that it broke ("" for none), and its processor time."""

    broken: str
    seconds: float


def main() -> None:
    """Run the readers that are asked for, and print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reader", action="append", help="a reader's name; all without it")
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one input")
    parser.add_argument("--keep", type=Path, help="a folder for inputs that fail")
    asked = parser.parse_args()
    signal.signal(signal.SIGVTALRM, _give_up)
    samples = Samples()
    print(f"{'reader':12} {'inputs':>9} {'MB':>7} {'seconds':>8} {'broken':>7}   slowest", flush=True)
    numbers = range(asked.inputs) if asked.only is None else (asked.only,)
    names = asked.reader or sorted(reader.all())
    failed = [run(name, samples, numbers, seed=asked.seed, keep=asked.keep) for name in names]
    sys.exit(any(failed))


def _give_up(_number: int, _frame: object) -> None:
    raise TooSlow


def run(
    name: str, samples: Samples, numbers: range | tuple[int, ...], *, seed: int, keep: Path | None
) -> int:
    """Run one reader over its inputs and print what happened; gives how many broke a promise."""
    read = reader.named(name).function
    failures: list[tuple[int, str]] = []
    seen: set[str] = set()
    slowest, size, total = Outcome("", 0.0), 0, 0.0
    where = ""
    for number in numbers:
        data = mutated(random.Random(f"{seed}-{name}-{number}"), samples, name)  # noqa: S311 (no secrets)
        found = outcome(read, data)
        size += len(data)
        total += found.seconds
        if len(data) <= BYTES and found.seconds > slowest.seconds:
            slowest, where = found, f"{found.seconds * 1000:.0f} ms for {len(data)} bytes (input {number})"
        if found.broken:
            failures.append((number, found.broken))
            if keep is not None and found.broken not in seen:
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{name}-{seed}-{number}").write_bytes(shortened(read, data, found.broken))
            seen.add(found.broken)
    print(
        f"{name:12} {len(numbers):9} {size / 1e6:7.1f} {total:8.1f} {len(failures):7}   {where}", flush=True
    )
    for number, broken in failures[:SHOWN]:
        print(f"  input {number}: {broken}", flush=True)
    return len(failures)


def outcome(read: Reader, data: bytes) -> Outcome:
    """Read an input; every exception is a broken promise, and so is too long a time."""
    allowed = SECONDS * max(1.0, len(data) / BYTES)
    signal.setitimer(signal.ITIMER_VIRTUAL, allowed * PATIENCE)
    started = time.process_time()
    try:
        result = read(data, "input")
    except TooSlow:
        return Outcome("too slow: given up", allowed * PATIENCE)
    except Exception as error:  # noqa: BLE001 (that there is none is what is measured)
        place = traceback.extract_tb(error.__traceback__)[-1]
        return Outcome(f"{type(error).__name__} in {Path(place.filename).name}:{place.lineno}", 0.0)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    seconds = time.process_time() - started
    if seconds > allowed:
        return Outcome("too slow", seconds)
    return Outcome(broken_promise(data, result), seconds)


def broken_promise(data: bytes, result: ReadResult) -> str:
    """Name the promise that a result breaks, or give ""."""
    return next((words for words, kept in PROMISES.items() if not kept(data, result)), "")


def _well_reported(_data: bytes, result: ReadResult) -> bool:
    return all(problem.line >= 0 and problem.message for problem in result.problems)


def _failures_reported(_data: bytes, result: ReadResult) -> bool:
    failed = any(block.kind == "failed" for block in result.blocks)
    return not failed or any(problem.severity == "error" for problem in result.problems)


def _in_order(_data: bytes, result: ReadResult) -> bool:
    lines = [block.line for block in result.blocks]
    if result.format == "docx":  # a source that a Word document keeps and does not cite stands on no line
        lines = [line for line in lines if line]
    return lines == sorted(lines) and all(line > 0 for line in lines[:1])


def _matched(_data: bytes, result: ReadResult) -> bool:
    return all((block.kind == "entry") == (block.record is not None) for block in result.blocks)


def _unicode(_data: bytes, result: ReadResult) -> bool:
    return all(map(_storable, result.blocks)) and all(_is_unicode(repr(item)) for item in result.notes)


def _covered(data: bytes, result: ReadResult) -> bool:
    """Whether the blocks, in their order, hold every character of the text that is not blank."""
    if result.format in TAKEN_APART or data.startswith(PACKED):
        return True
    text, at = decode(data).text, 0
    for block in result.blocks:
        start = text.find(block.raw, at)
        if start < 0 or text[at:start].replace(MARK, "").strip():
            return False
        at = start + len(block.raw)
    return not text[at:].replace(MARK, "").strip()


PROMISES = {
    "a problem without a line or a message": _well_reported,
    "a failed block without an error": _failures_reported,
    "blocks out of order": _in_order,
    "an entry without a record, or a record without an entry": _matched,
    "text that is no Unicode": _unicode,
    "text outside all blocks": _covered,
}


def _storable(block: Block) -> bool:
    """Whether all of a block can be stored: SQLite takes no lone surrogates."""
    record = block.record
    if record is None:
        return _is_unicode(block.raw)
    fields = (text for item in record.fields for text in (item.name, item.value, item.text))
    people = (text for one in record.people for text in (one.family, one.given, one.literal))
    return _is_unicode("".join((block.raw, record.key, record.type, *fields, *people)))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def shortened(read: Reader, data: bytes, broken: str) -> bytes:
    """Take stretches out of an input as long as it breaks the same promise."""
    tries, step = 0 if broken.startswith("too slow") else REDUCTIONS, len(data) // 2
    while step and tries > 0:
        at = 0
        while at < len(data) and tries > 0:
            shorter = data[:at] + data[at + step :]
            tries -= 1
            if outcome(read, shorter).broken == broken:
                data = shorter
            else:
                at += step
        step //= 2
    return data


if __name__ == "__main__":
    main()
