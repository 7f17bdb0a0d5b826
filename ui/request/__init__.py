"""The editor of a request: its line, its tabs and their tables."""
