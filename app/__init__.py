"""Sonde without a window: values, the life of a request, files and secrets. Imports no Qt."""

__version__ = "0.1.0"
