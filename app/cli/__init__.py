"""The command line, the second face of the core: it goes the same way as the window."""
