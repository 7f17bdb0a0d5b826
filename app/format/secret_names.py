"""Which names say that their value is a secret, where nothing else marks it as one."""

from __future__ import annotations

import re
from functools import lru_cache

_WORDS = (
    "authorization|cookie|credentials?|passcode|passphrase|passwd|password|pin|private[_-]?key|pwd|secret|"
    "session[_-]?id|signature|token|api[_-]?key|access[_-]?key|client[_-]?secret|dsn|auth|jwt|bearer|"
    "(?:subscription|signing|encryption|license)[_-]?key"
)
# A word stands by itself: "TOKEN", "github_token", "accessToken", but not "tokenizer" or "spin".
_SECRET = re.compile(rf"(?:^|[_.\-\s])(?:{_WORDS})(?:$|[_.\-\s\d])", re.IGNORECASE)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# What is told about a credential is none: accessTokenUrl, token_type, privateKeyFilePath, ACCESS_KEY_ID.
_ABOUT = re.compile(
    r"(?:^|[_.\-\s])(?:algorithm|endpoint|expir\w*|field|file|header|host|key[_-]?id|length|lifetime|method|"
    r"mode|name|path|placement|prefix|provider|scheme|scope|source|status|ttl|type|uri|url|user|version)$",
    re.IGNORECASE,
)
# Where a list goes on is no credential.
_PAGE = re.compile(
    r"(?:^|[_.\-\s])(?:page|next|previous|continuation|cursor|sync)[_.\-\s]+token$", re.IGNORECASE
)


# Files, headers and the environment of the process have the same names again and again.
@lru_cache(maxsize=4096)
def names_secret(name: str) -> bool:
    """Whether a variable, header or field of that name usually holds a credential."""
    words = _HUMP.sub("_", name.strip())
    return bool(_SECRET.search(words)) and not _ABOUT.search(words) and not _PAGE.search(words)
