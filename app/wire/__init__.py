"""Sockets to bytes: the transport under httpx, which marks each phase where it happens."""
