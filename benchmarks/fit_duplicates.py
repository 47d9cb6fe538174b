"""Measure what the agreement of each field counts: the weights by which possible duplicates are sorted.

For each field and each way in which two records may agree, the share of the pairs that are one work (m) and
of the other pairs that are compared (u), on the labelled sets beside the project; a weight is log2(m / u)
(Fellegi and Sunter 1969). Prints the table of `matching/weights.py`. A half is added to each count.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter
from pathlib import Path

from litreview.matching.comparable import comparable
from litreview.matching.evidence import Evidence
from litreview.matching.keys import Index
from litreview.matching.weights import levels
from litreview.readers.table import read_table

SETS = Path(__file__).parents[1] / "../shared/data/duplicates"


def main() -> None:
    """Count the levels of both kinds of pairs in all sets, and print the weights."""
    csv.field_size_limit(2**31 - 1)
    counts: dict[bool, Counter[tuple[str, str]]] = {True: Counter(), False: Counter()}
    pairs_seen: Counter[bool] = Counter()
    for folder in sorted(path for path in SETS.iterdir() if path.is_dir()):
        file = folder / "records_pre_merged.csv"
        blocks = read_table(file.read_bytes(), str(file)).blocks
        forms = [comparable(block.record) for block in blocks if block.record]
        entity: dict[str, int] = {}
        with (folder / "merged_record_ids.csv").open(encoding="utf-8", newline="") as lines:
            for number, row in enumerate(csv.DictReader(lines)):
                entity.update(dict.fromkeys(row["merged_ids"].split(";"), number))
        index = Index(forms)
        for a, b in (
            (form, forms[other]) for place, form in enumerate(forms) for other in index.before(place)
        ):
            same = a.key in entity and entity.get(b.key) == entity[a.key]
            pairs_seen[same] += 1
            counts[same].update(levels(Evidence(a, b)).items())
    for field, level in sorted({*counts[True], *counts[False]}):
        m, u = ((counts[same][field, level] + 0.5) / (pairs_seen[same] + 1) for same in (True, False))
        print(f'    ("{field}", "{level}"): {math.log2(m / u):.1f},')
    print(f"{pairs_seen[True]} pairs of one work, {pairs_seen[False]} others", file=sys.stderr)


if __name__ == "__main__":
    main()
