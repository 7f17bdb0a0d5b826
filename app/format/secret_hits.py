"""Finds the secrets in a text: by the form of well-known tokens, by the name that the text stands under,
in URLs, and where nothing else tells by how random it is. A reference such as ``{{token}}`` is none."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app.format.secret_names import names_secret


@dataclass(frozen=True, slots=True)
class Hit:
    """A secret from one character of a text to before another, and by which rule it is one."""

    start: int
    end: int
    rule: str


RANDOM: Final = "looks random"  # the rule for what nothing else tells of
LOGIN: Final = "login in a URL"  # the rule for its password
_PEM: Final = r"(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"
# Who gives out tokens of which form, each behind words of which one must be there: those are found at once.
_FORMS: Final = {
    "private key": ("PRIVATE", rf"-----BEGIN {_PEM}[\s\S]*?(?:-----END {_PEM}|\Z)"),
    "GitHub token": ("ghp_ gho_ ghu_ ghs_ ghr_", r"\bgh[pousr]_[A-Za-z0-9]{16,}"),
    "GitHub token, fine-grained": ("github_pat_", r"\bgithub_pat_[A-Za-z0-9_]{22,}"),
    "GitLab token": ("glpat- gldt- glrt- glptt- glcbt-", r"\bgl(?:pat|dt|rt|ptt|cbt)-[A-Za-z0-9_\-]{16,}"),
    "Stripe key": ("_live_ _test_ whsec_", r"\b(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}"),
    "Anthropic key": ("sk-ant-", r"\bsk-ant-[A-Za-z0-9_\-]{20,}"),
    "OpenAI key": ("sk-", r"\bsk-(?!ant-)(?:proj-|svcacct-|admin-)?[A-Za-z0-9_\-]{20,}"),
    "Slack token": ("xox", r"\bxox[abeoprs]-[A-Za-z0-9\-]{10,}"),
    "Slack webhook": ("hooks.slack.com/", r"(?<=hooks\.slack\.com/services/)\w+/\w+/[A-Za-z0-9]{16,}"),
    "AWS key": ("AKIA ASIA", r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b"),
    "Google key": ("AIza", r"\bAIza[A-Za-z0-9_\-]{35}"),
    "Google token": ("ya29.", r"\bya29\.[A-Za-z0-9_\-]{20,}"),
    "JSON Web Token": ("eyJ", r"\beyJ[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]{8,}\.[A-Za-z0-9_\-]*"),
    "npm token": ("npm_", r"\bnpm_[A-Za-z0-9]{30,}"),
    "PyPI token": ("pypi-", r"\bpypi-[A-Za-z0-9_\-]{30,}"),
    "SendGrid key": ("SG.", r"\bSG\.[A-Za-z0-9_\-]{16,}\.[A-Za-z0-9_\-]{16,}"),
    "Hugging Face token": ("hf_", r"\bhf_[A-Za-z0-9]{30,}"),
    "DigitalOcean token": ("_v1_", r"\bdo[opr]_v1_[a-f0-9]{40,}"),
    "Shopify token": ("shpat_ shpca_ shppa_ shpss_", r"\bshp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}"),
    "Telegram token": (":AA", r"\b\d{8,10}:AA[A-Za-z0-9_\-]{33}\b"),
    "Twilio key": ("SK", r"\bSK[0-9a-f]{32}\b"),
    "Mailgun key": ("key-", r"\bkey-[0-9a-f]{32}\b"),
    "Square token": ("EAAA sq0csp-", r"\b(?:EAAA[A-Za-z0-9_\-]{60}|sq0csp-[A-Za-z0-9_\-]{43})"),
    "Vault token": ("hvs.", r"\bhvs\.[A-Za-z0-9_\-]{20,}"),
    "Databricks token": ("dapi", r"\bdapi[0-9a-f]{32}\b"),
    "Linear key": ("lin_api_", r"\blin_api_[A-Za-z0-9]{40}"),
    "Postman key": ("PMAK-", r"\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    "age key": ("AGE-SECRET-KEY-1", r"\bAGE-SECRET-KEY-1[0-9A-Z]{58}"),
}
Forms = tuple[tuple[str, re.Pattern[str]], ...]
"""Rules, each with the form of its tokens."""

_TOKENS: Final = tuple((rule, marks.split(), re.compile(form)) for rule, (marks, form) in _FORMS.items())
# The password of a login in a URL, or its name where that stands alone: then it is a token.
_LOGIN: Final = re.compile(r"(?<=://)(?:[^\s/?#:@{}'\"]*:([^\s/?#@{}'\"]+)|([^\s/?#:@{}'\"]{12,}))@")
_QUERY: Final = re.compile(r"[?&;]([^\s=&#?;{}'\"<>]+)=([^\s&#;{}'\"<>]+)")
_MEMBER: Final = re.compile(r'"([^"\\\n]{1,60})"\s*:\s*"((?:[^"\\]|\\.)+)"')
_SCHEME: Final = re.compile(r"(?i)(?:bearer|basic|token|apikey|digest|negotiate|hmac|key)[ \t]+(?=\S)")
_HEADER: Final = re.compile(
    r"(?i)\b(?:proxy-)?authorization['\"]?\s*[:=]\s*['\"]?"
    r"(?:bearer|basic|token)[ \t]+([A-Za-z0-9._~+/=\-]{8,})"
)
_NOTHING: Final = re.compile(
    r"(?i)\s*|[•*.x_\-]+|<.*>|\$\{?\w+\}?|%\w+%|:\w+|\{[^{}]*\}|"
    r"(?:your|my|the|some|any|insert|enter|put|demo|dummy|fake|sample)[ _\-].*|"
    r"true|false|null|none|nil|undefined|inherit|[+-]?\d{1,3}|change[_\-]?me|replace[_\-]?me|example|placeholder|"
    r"redacted|todo|bearer|basic|digest|header|query|body|include|omit|same-origin"
)
_ORDINARY: Final = re.compile(r"(?i)pass(?:word|wd)?|pw|pwd|secret|token")
_REFERENCE: Final = re.compile(r"\{\{|\}\}|\$\{")
_LEAST_RANDOM: Final = 24  # characters
_BRACES: Final = re.compile(r"\{\{[^{}]*\}\}")
# A name and the rest of its line, or of the next one: a key of YAML or JSON, a parameter, a header in a note.
_APART: Final = r"\n\"'\\:=,{}?&;"
_PAIR: Final = re.compile(
    rf"(?<![^{_APART}])([^{_APART}]++)(?:\\?[\"'])?\s*+[:=](?=[\s\\\"']*+([^\s\"'&\\][^\n\"]{{0,200}}))"
)
# The name of a row, and the line below where that has its value or shows that there is none.
_NAMED_ROW: Final = re.compile(
    r"name(?:\\?[\"'])?:[ \t]*(?:\\?[\"'])?([^\n\"'\\]*?)(?=\s#|[\"'\\\n]|\Z)"
    r"(?:[\"']?\n[ \t]*(?:value:(?P<value>[^\n]*)|(?P<item>seq:|type:[ \t]*(?:http|folder|script)\b)))?"
)
_OUTLINE: Final = re.compile(r"(?:inherit|none)\s*|type:.*")
_LONG: Final = re.compile(rf"[A-Za-z0-9_\-+/]{{{_LEAST_RANDOM},}}")
_AROUND: Final = " \t-\"'\\,}])"
_RANDOM: Final = re.compile(rf"[A-Za-z0-9_\-+/]{{{_LEAST_RANDOM},}}={{0,2}}")
_CLASSES: Final = (re.compile("[a-z]"), re.compile("[A-Z]"), re.compile("[0-9]"))
_LONGEST_RANDOM: Final = 200  # characters; longer ones are pictures and documents
_ROW: Final = 12  # of one and the same letter
_DISORDER: Final = 4.2  # bits a character; a sentence without its blanks has less
_NO_RANDOM: Final = re.compile(
    r"(?i)sha\d*|md5|digest|hash|checksum|etag|integrity|fingerprint|nonce|uuid|guid|boundary|cursor|commit|"
    r"revision|image|picture|icon|thumbnail|certificate|public"
)


def forms_in(text: str) -> Forms:
    """The forms of the tokens that a text may hold, for all texts of a file at once: quick, and never
    without one that there is."""
    return tuple((rule, form) for rule, marks, form in _TOKENS if any(mark in text for mark in marks))


def secrets_in(name: str, text: str, forms: Forms | None = None) -> tuple[Hit, ...]:
    """The secrets of a text that stands under a name, as the value of a header or a variable does. ``forms``
    are those that its whole file may hold, where they are known."""
    if _NOTHING.fullmatch(text):
        return ()
    forms = forms_in(text) if forms is None else forms
    if named := _named(name, text, forms):
        return (named,)
    found = tokens_in(text, forms)
    return found or tuple(_random(name, text))


def tokens_in(text: str, forms: Forms | None = None) -> tuple[Hit, ...]:
    """Well-known tokens, headers and logins of URLs anywhere in a longer text, such as a note or a script."""
    forms = forms_in(text) if forms is None else forms
    found = [*_forms(text, forms), *_queries(text), *_logins(text)]
    if "uthorization" in text:
        found += [Hit(*match.span(1), "authorization header") for match in _HEADER.finditer(text)]
    return _apart([hit for hit in found if not _is_reference(text, hit)])


def _is_reference(text: str, hit: Hit) -> bool:
    """Whether what was found is, holds, or is part of the name of a variable."""
    if _REFERENCE.search(text, hit.start, hit.end):
        return True
    return any(match.start() < hit.start and hit.end < match.end() for match in _BRACES.finditer(text))


def members_in(text: str, forms: Forms | None = None) -> tuple[Hit, ...]:
    """The same in a text such as a JSON body, and members of it that are named as secrets are."""
    named = (
        Hit(*match.span(2), f"named {match[1]}")
        for match in _MEMBER.finditer(text)
        if names_secret(match[1]) and not _is_nothing(match[2])
    )
    return _apart([*tokens_in(text, forms), *named])


def _named(name: str, text: str, forms: Forms) -> Hit | None:
    """The whole of a text whose name tells, behind the word for a scheme; the form of a token says more."""
    if not names_secret(name) or _REFERENCE.search(text):
        return None
    scheme = _SCHEME.match(text.lstrip())
    start = len(text) - len(text.lstrip()) + (scheme.end() if scheme else 0)
    end = len(text.rstrip())
    if _is_nothing(text[start:end]):
        return None
    known = next((hit.rule for hit in _forms(text, forms) if (hit.start, hit.end) == (start, end)), "")
    return Hit(start, end, known or f"named {name}")


def _forms(text: str, forms: Forms) -> Iterator[Hit]:
    for rule, form in forms:
        for match in form.finditer(text):
            if not _is_nothing(match[0]):
                yield Hit(*match.span(), rule)


def _queries(text: str) -> Iterator[Hit]:
    if "=" not in text:
        return
    for match in _QUERY.finditer(text):
        if names_secret(match[1]) and not _is_nothing(match[2]):
            yield Hit(*match.span(2), f"named {match[1]}")


def _logins(text: str) -> Iterator[Hit]:
    if "@" not in text:
        return
    for match in _LOGIN.finditer(text):
        group = 1 if match[1] is not None else 2
        if not _is_nothing(match[group]) and not _ORDINARY.fullmatch(match[group]):
            yield Hit(*match.span(group), LOGIN)


def may_hold(file: str) -> bool:
    """Whether the text of a file is worth a look: quick, and never False for one that holds a secret of any
    rule. Of thousands of files hardly any has to be read as YAML then."""
    if forms_in(file):
        return True
    text = _BRACES.sub("", file)
    if "apikey" in text or any(_logins(text)):
        return True
    return _has_pair(text) or _has_row(text) or any(map(_is_mixed, _LONG.findall(text)))


def _has_pair(text: str) -> bool:
    for name, value in _PAIR.findall(text):
        outline = name.endswith("auth") and _OUTLINE.fullmatch(value)
        if not outline and names_secret(name.strip(_AROUND)) and not _stands_for_one(value):
            return True
    return False


def _has_row(text: str) -> bool:
    for row in _NAMED_ROW.finditer(text):
        # A name that stands on lines of its own, or elsewhere, is not looked for.
        if row[1][:1] in ("", "|", ">", "*", "&", "!"):
            return True
        if not names_secret(row[1].strip()) or row["item"]:
            continue
        value = (row["value"] or "").strip()
        if not value or not _stands_for_one(value):
            return True
    return False


def _stands_for_one(value: str) -> bool:
    # Behind a backslash there may be a line break, and then anything.
    return "\\" not in value and _is_nothing(value.strip(_AROUND))


def _random(name: str, text: str) -> Iterator[Hit]:
    if _NO_RANDOM.search(name) or len(text) > _LONGEST_RANDOM or not _RANDOM.fullmatch(text):
        return
    if _is_mixed(text) and _disorder(text) >= _DISORDER:
        yield Hit(0, len(text), RANDOM)


def _is_mixed(text: str) -> bool:
    return all(kind.search(text) for kind in _CLASSES)


def _disorder(text: str) -> float:
    """Shannon's entropy in bits a character."""
    shares = (count / len(text) for count in Counter(text).values())
    return -sum(share * math.log2(share) for share in shares)


def _is_nothing(text: str) -> bool:
    # A row of one letter behind the beginning of a token is what documentation shows.
    shown = len(text) >= _ROW and len(set(text[-_ROW:])) == 1
    return shown or _NOTHING.fullmatch(text) is not None or _REFERENCE.search(text) is not None


def _apart(hits: list[Hit]) -> tuple[Hit, ...]:
    """The hits in order; of two that overlap the longer one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.start - hit.end):
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    return tuple(sorted(kept, key=lambda hit: hit.start))
