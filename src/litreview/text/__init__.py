"""Understand text: pure functions over strings."""
