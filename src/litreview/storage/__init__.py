"""Keep the library in one SQLite file; the only place that knows SQL."""

APPLICATION_ID = 0x4C525657
"""The letters LRVW, in the header of every library (PRAGMA application_id)."""

VERSION = 4
"""How many migrations the newest schema has (PRAGMA user_version)."""
