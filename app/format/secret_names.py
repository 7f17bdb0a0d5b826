"""Which names say that their value is a secret, where nothing else marks it as one."""

from __future__ import annotations

import re

_WORDS = (
    "authorization|cookie|credentials?|passcode|passphrase|passwd|password|pin|private[_-]?key|pwd|secret|"
    "session[_-]?id|signature|token|api[_-]?key|access[_-]?key|client[_-]?secret|dsn|auth|jwt|bearer"
)
# A word stands by itself: "TOKEN", "github_token", "accessToken", but not "tokenizer" or "spin".
_SECRET = re.compile(rf"(?:^|[_.\-\s])(?:{_WORDS})(?:$|[_.\-\s\d])", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def names_secret(name: str) -> bool:
    """Whether a variable, header or field of that name usually holds a credential."""
    return _SECRET.search(_HUMP.sub("_", name)) is not None
