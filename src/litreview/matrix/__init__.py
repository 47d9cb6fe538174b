"""Lay sources against themes, and render that; one file per format."""

from __future__ import annotations

from collections.abc import Callable

from litreview.model import Library, Matrix
from litreview.registry import Registry

Renderer = Callable[[Matrix, Library, str, int], str]
"""Takes the matrix, its library, what a cell shows (mark, count, cite, quote) and the width in columns."""
renderer: Registry[Renderer] = Registry("renderer", __name__)
