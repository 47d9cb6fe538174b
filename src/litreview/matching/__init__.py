"""Compare records and notes: pure functions that give evidence."""
