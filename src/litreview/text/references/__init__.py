"""Understand references as printed: find the list of a paper, cut it into entries, read each of them.

`read_list` does all of it; `read_reference` reads one entry, `style_of` tells the citation style. Nothing here
knows what the list is for: it may come in as a bibliography, or be compared with the citations of its paper.
"""

from litreview.text.references.listing import Listed, has_list, read_list, split_references
from litreview.text.references.reference import Reference, read_reference, record_of
from litreview.text.references.second import is_list
from litreview.text.references.style import style_of

__all__ = [
    "Listed",
    "Reference",
    "has_list",
    "is_list",
    "read_list",
    "read_reference",
    "record_of",
    "split_references",
    "style_of",
]
