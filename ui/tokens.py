"""The colours of Sonde: one name for each use, one set of values for the light and one for the dark theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of a theme as ``#RRGGBB``; a field's name is the token that painting code asks for."""

    # Surfaces, from the back to the front.
    window: str
    sidebar: str
    panel: str
    input: str
    hover: str
    selection: str
    mark: str  # behind found text
    ok_back: str
    warn_back: str
    danger_back: str

    # Lines. Borders only separate; an outline that means something uses "faint" or "focus".
    border: str
    border_soft: str
    focus: str

    # Words. "faint" is for disabled text, placeholders and line numbers alone: 3.3 to 3.9 to 1.
    text: str
    muted: str
    faint: str
    accent: str  # fills, bars and underlines
    accent_hover: str
    accent_text: str  # words on the accent
    link: str  # words that act as a link

    # Hues that methods and status classes share.
    green: str
    amber: str
    blue: str
    violet: str
    red: str
    teal: str
    pink: str
    indigo: str

    # Syntax of bodies.
    key: str
    string: str
    number: str
    boolean: str
    null: str
    punctuation: str

    # Bars of the waterfall, at least 3 to 1 on the panel.
    phase_dns: str
    phase_connect: str
    phase_tls: str
    phase_wait: str
    phase_receive: str


LIGHT: Final = Tokens(
    window="#F3F4F6",
    sidebar="#F7F8FA",
    panel="#FFFFFF",
    input="#FFFFFF",
    hover="#ECEFF3",
    selection="#DBE7FF",
    mark="#FFE9A8",
    ok_back="#E6F5EC",
    warn_back="#FFF3DC",
    danger_back="#FDECEC",
    border="#D5DAE1",
    border_soft="#E6E9EE",
    focus="#2563EB",
    text="#1B1F24",
    muted="#57606C",
    faint="#868F9B",
    accent="#2563EB",
    accent_hover="#1D56D6",
    accent_text="#FFFFFF",
    link="#1D5FD0",
    green="#0B7038",
    amber="#8F5300",
    blue="#1D5FD0",
    violet="#7A3DC2",
    red="#C42B2B",
    teal="#0B7280",
    pink="#B0307A",
    indigo="#5B4FC9",
    key="#0B4F9E",
    string="#A03030",
    number="#0B6E4F",
    boolean="#1A39C9",
    null="#7A3DC2",
    punctuation="#57606C",
    phase_dns="#7A8CA3",
    phase_connect="#B8720F",
    phase_tls="#8E5BD0",
    phase_wait="#2E9E5B",
    phase_receive="#2F77E6",
)

DARK: Final = Tokens(
    window="#15171B",
    sidebar="#181A1F",
    panel="#1B1E23",
    input="#15171B",
    hover="#242830",
    selection="#21365E",
    mark="#55471B",
    ok_back="#173026",
    warn_back="#38290F",
    danger_back="#3A1F22",
    border="#2E333C",
    border_soft="#262A32",
    focus="#6AA0FF",
    text="#E4E7EB",
    muted="#A3ABB8",
    faint="#727B89",
    accent="#2F6BE6",
    accent_hover="#255FD8",
    accent_text="#FFFFFF",
    link="#74A9FF",
    green="#4CC38A",
    amber="#F0A94B",
    blue="#74A9FF",
    violet="#C29BFF",
    red="#FF8080",
    teal="#4FC3D0",
    pink="#F291C7",
    indigo="#A9A0FF",
    key="#8CC7FF",
    string="#E5A88A",
    number="#A8D5A2",
    boolean="#7FA8FF",
    null="#CFA6FF",
    punctuation="#A3ABB8",
    phase_dns="#8696AC",
    phase_connect="#E8A23D",
    phase_tls="#A57BE6",
    phase_wait="#3FB873",
    phase_receive="#4C8DF5",
)

METHOD_TOKENS: Final[Mapping[str, str]] = {
    "GET": "green",
    "POST": "amber",
    "PUT": "blue",
    "PATCH": "violet",
    "DELETE": "red",
    "HEAD": "teal",
    "OPTIONS": "pink",
    "GRAPHQL": "pink",
    "WS": "indigo",
}

STATUS_TOKENS: Final[Mapping[int, str]] = {1: "muted", 2: "green", 3: "blue", 4: "amber", 5: "red"}

STATUS_BACK_TOKENS: Final[Mapping[int, str]] = {
    1: "hover",
    2: "ok_back",
    3: "selection",
    4: "warn_back",
    5: "danger_back",
}

PHASE_TOKENS: Final[Mapping[str, str]] = {
    "prepare": "faint",
    "blocked": "faint",
    "dns": "phase_dns",
    "connect": "phase_connect",
    "tls": "phase_tls",
    "send": "teal",
    "wait": "phase_wait",
    "receive": "phase_receive",
}

SYNTAX_TOKENS: Final[Mapping[str, str]] = {
    "key": "key",
    "string": "string",
    "number": "number",
    "boolean": "boolean",
    "null": "null",
    "punctuation": "punctuation",
    "tag": "key",
    "attribute": "number",
    "comment": "muted",
    "text": "text",
}
