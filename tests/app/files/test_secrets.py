"""Secrets in the real Secret Service of the session, and the sentences where there is none."""

import contextlib
import subprocess
import sys
import uuid
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError

from app.errors import KeyringUnavailable
from app.files.secrets import SERVICE, SecretKey, Secrets

ROOT = Path(__file__).parents[3]


@pytest.fixture
def secrets():
    from keyring.backends.SecretService import Keyring

    ring = Secrets(Keyring())
    if problem := ring.available():
        pytest.skip(f"no Secret Service answers here: {problem}")
    return ring


@pytest.fixture
def key(secrets):
    key = SecretKey(str(uuid.uuid4()), "Local", "token")
    yield key
    secrets.delete(key)


def entry(account):
    from keyring.backends.SecretService import Keyring

    return Keyring().get_password(SERVICE, account)


@pytest.mark.parametrize("value", ["s3cret", "päss wörd\n", "sonde-parts:2:abc", "x" * 1200])
def test_a_value_comes_back_as_it_was_given(secrets, key, value):
    secrets.set(key, value)
    assert secrets.get(key) == value


@pytest.mark.parametrize("value", ["0123456789" * 1000, "a😀ä" * 3334])
def test_a_long_value_is_split_so_that_every_entry_fits_on_windows(secrets, key, value):
    secrets.set(key, value)
    assert secrets.get(key) == value
    first = entry(key.account + "#1")
    assert first
    assert len(first.encode("utf-16-le")) <= 2560


def test_the_user_finds_a_value_under_the_names_of_its_variable(secrets, key):
    secrets.set(key, "findable")
    assert entry(f"{key.collection}/Local/token") == "findable"


def test_a_shorter_value_leaves_no_part_of_the_longer_one(secrets, key):
    secrets.set(key, "a" * 5000)
    secrets.set(key, "short")
    assert secrets.get(key) == "short"
    assert entry(key.account + "#1") is None


def test_a_deleted_value_leaves_no_part_behind(secrets, key):
    secrets.set(key, "a" * 5000)
    secrets.delete(key)
    assert secrets.get(key) is None
    assert [entry(key.account + suffix) for suffix in ("", "#1", "#5")] == [None, None, None]


def test_a_value_with_a_lost_part_counts_as_none(secrets, key):
    from keyring.backends.SecretService import Keyring

    secrets.set(key, "a" * 5000)
    Keyring().delete_password(SERVICE, key.account + "#2")
    assert secrets.get(key) is None


class Dying(KeyringBackend):
    """A keyring in memory whose program ends at one of its changes: from then on every call fails."""

    priority = 1

    def __init__(self, entries, changes):
        super().__init__()
        self.entries = entries
        self.left = changes

    def get_password(self, service, username):
        return self.entries.get(username)

    def set_password(self, service, username, password):
        self._change()
        self.entries[username] = password

    def delete_password(self, service, username):
        self._change()
        if self.entries.pop(username, None) is None:
            raise PasswordDeleteError("no such entry")

    def _change(self):
        if not self.left:
            raise OSError("the program ended")
        self.left -= 1


KEY = SecretKey("c", "Local", "token")


@pytest.mark.parametrize("old", ["short", "a" * 5000])
@pytest.mark.parametrize("new", ["other", "b" * 2000, "😀" * 5000])
def test_an_end_between_two_parts_leaves_the_old_value_or_the_new_one(old, new):
    entries = {}
    Secrets(Dying(entries, 99)).set(KEY, old)
    for changes in range(20):
        left = dict(entries)
        with contextlib.suppress(KeyringUnavailable):
            Secrets(Dying(left, changes)).set(KEY, new)
        ring = Secrets(Dying(left, 99))
        assert ring.get(KEY) in (old, new)
        ring.delete(KEY)
        assert left == {}


def test_an_end_while_a_value_is_deleted_leaves_nothing_that_a_second_try_does_not_find():
    for changes in range(7):
        entries = {}
        Secrets(Dying(entries, 99)).set(KEY, "a" * 5000)
        with contextlib.suppress(KeyringUnavailable):
            Secrets(Dying(entries, changes)).delete(KEY)
        assert Secrets(Dying(entries, 0)).get(KEY) in ("a" * 5000, None)
        Secrets(Dying(entries, 99)).delete(KEY)
        assert entries == {}


@given(st.lists(st.text(st.sampled_from("a😀ä\n"), min_size=0, max_size=3000), min_size=1, max_size=3))
def test_whatever_follows_whatever_the_last_value_is_whole_and_alone(values):
    entries = {}
    ring = Secrets(Dying(entries, 999))
    for value in values:
        ring.set(KEY, value)
        assert ring.get(KEY) == value
    ring.delete(KEY)
    assert entries == {}


def test_slashes_in_names_do_not_make_two_secrets_one():
    assert SecretKey("c", "a/b", "c").account != SecretKey("c", "a", "b/c").account


class Failing(KeyringBackend):
    """A keyring whose every call ends in one exception, as those of locked or broken systems do."""

    priority = 1

    def __init__(self, error):
        super().__init__()
        self.error = error

    def get_password(self, service, username):
        raise self.error

    set_password = delete_password = get_password


@pytest.mark.parametrize(
    ("backend", "words"),
    [
        (NoKeyring(), "This system offers no keyring."),
        (Failing(KeyringLocked("locked")), "The keyring is locked."),
        (Failing(InitError("no bus")), "cannot be opened"),
        (Failing(OSError("broken pipe")), "failed (OSError)"),
    ],
)
def test_an_unusable_keyring_is_one_sentence(backend, words):
    ring = Secrets(backend)
    assert words in ring.available()
    with pytest.raises(KeyringUnavailable, match="never written to a file"):
        ring.get(SecretKey("c", "e", "n"))


LOCKED = """
import secretstorage
from app.files.secrets import SecretKey, Secrets

with secretstorage.dbus_init() as connection:
    secretstorage.Collection(connection).lock()
try:
    Secrets(asks=False).get(SecretKey("c", "Local", "token"))
except Exception as error:
    print(error)
"""


def test_a_locked_keyring_is_told_where_nobody_may_be_asked(secrets):
    # In a session of its own: once locked it would open a window to be unlocked.
    script = ROOT / "packaging" / "with-keyring.sh"
    done = subprocess.run(
        [script, sys.executable, "-c", LOCKED], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert done.stdout.startswith("The keyring is locked."), done.stderr


def test_an_open_keyring_answers_where_nobody_may_be_asked(secrets, key):
    secrets.set(key, "value")
    assert Secrets(asks=False).get(key) == "value"
