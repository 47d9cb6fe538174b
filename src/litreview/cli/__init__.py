"""Parse, call, show: the only place that knows the terminal."""
