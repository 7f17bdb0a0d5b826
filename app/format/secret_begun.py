"""Tells what may be a secret while it is typed: more than is one, for sealing in vain costs nothing."""

from __future__ import annotations

import re
from typing import Final

from app.format.secret_hits import tokens_in
from app.format.secret_names import names_secret

# How tokens begin that are known by their form, with too few letters behind it yet.
_TOKEN: Final = re.compile(
    r"\b(?:gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt|cbt)-|[sr]k_(?:live|test)_|whsec_|sk-|xox[abeoprs]-|"
    r"AKIA|ASIA|AIza|ya29\.|eyJ|npm_|pypi-|SG\.|hf_|do[opr]_v1_|shp(?:at|ca|pa|ss)_|hvs\.|dapi|lin_api_|"
    r"PMAK-|EAAA|sq0csp-|AGE-SECRET-KEY-1)[\w\-.]{4,}"
)
# A login whose "@" is still to come; a port is none.
_LOGIN: Final = re.compile(r"://[^\s/?#:@{}'\"\[\]]+:(?!\d*(?:[/?#]|$))[^\s/?#@{}'\"]+$")
# The name of a row, or a key with a value behind it that is no reference.
_NAME: Final = re.compile(
    r"name: *[\"']?([\w\-]+)|([\w\-]+)[\"']?\s*[:=][ \t]*[\"']?(?!inherit\b|none\b|\{\{)[^\s\"']"
)


def begins_secret(text: str) -> bool:
    """Whether a value holds the beginning of a well-known token, or ends in the password of a login."""
    return bool(_TOKEN.search(text) or _LOGIN.search(text))


def may_name_secret(text: str) -> bool:
    """Whether the text of a whole file holds a token, the beginning of one, or a name that secrets have."""
    names = {name for pair in _NAME.findall(text) for name in pair}
    return bool(_TOKEN.search(text) or tokens_in(text)) or any(map(names_secret, names))
