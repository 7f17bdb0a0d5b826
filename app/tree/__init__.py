"""JSON and XML as a tree: read piece by piece from the bytes, without making objects of the document."""
