"""Read manuscripts for what they cite; one file per format, each with one decorated function."""

from __future__ import annotations

from collections.abc import Callable, Collection

from litreview.model import Manuscript
from litreview.registry import Registry

Include = Callable[[str], bytes]
"""Gives the bytes of another file of the manuscript by its path; raises OSError."""
ManuscriptReader = Callable[[bytes, str, Include, Collection[str]], Manuscript]
"""Takes the bytes of a manuscript, its path, the way to its other files, and the writer's own cite commands."""
manuscript: Registry[ManuscriptReader] = Registry("manuscript", __name__)
