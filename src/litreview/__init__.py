"""litreview: sources, notes and themes of a literature review in one SQLite file."""

__version__ = "0.1.0"
