"""The embedded server that the first run and the tests talk to."""
