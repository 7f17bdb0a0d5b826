"""A small web server on this machine, for the first run, the samples and the tests.

``Playground`` runs it in a thread; ``app.playground.alone`` runs it as a program. Importing this room
loads neither Starlette nor Hypercorn: the window must not wait for a server that it may never start.
"""

from app.playground.certificates import CA_FILE
from app.playground.server import PORT, TLS_PORT, Playground

__all__ = ["CA_FILE", "PORT", "TLS_PORT", "Playground"]
