"""A keyring without a system, for tests of what surrounds one."""

import threading

from keyring.backend import KeyringBackend


class Ring(KeyringBackend):
    """A keyring in memory; ``gate`` can hold its calls back."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.entries = {}
        self.gate = threading.Event()
        self.gate.set()
        self.calls = 0

    def get_password(self, service, username):
        self.calls += 1
        self.gate.wait()
        return self.entries.get((service, username))

    def set_password(self, service, username, password):
        self.entries[service, username] = password

    def delete_password(self, service, username):
        del self.entries[service, username]
