"""One use case per file; each returns what happened as a value."""
