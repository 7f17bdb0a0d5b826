"""Styles of a page made harmless: a few properties stay, with values that can neither load nor swell."""

from __future__ import annotations

import re
from typing import Final

_COLORS: Final = frozenset(("color", "background-color", "background"))
_SHAPES: Final = frozenset(
    (
        *("text-align", "font-weight", "font-style", "font-family", "text-decoration"),
        *("vertical-align", "display", "white-space"),
    )
)
_VALUE: Final = re.compile(r"[-#%., ()a-zA-Z0-9]{1,60}")
_SELECTOR: Final = re.compile(r"[-#.,:_ \w*>]{1,200}")
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_MOST_RULES: Final = 100


def clean_declarations(style: str, colors: bool = True) -> str:
    """The harmless declarations of a ``style`` attribute: "color: red; text-align: center"."""
    kept = []
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.replace("!important", "").strip()
        if name == "font-family":
            value = _family(value)
        if (name in _SHAPES or (colors and name in _COLORS)) and _is_harmless(value):
            kept.append(f"{name}: {value}")
    return "; ".join(kept)


def clean_sheet(sheet: str) -> str:
    """The harmless rules of a style sheet, the first hundred; those for print or small screens are gone."""
    rules = []
    for selector, declarations in _RULE.findall(_without_groups(_COMMENT.sub(" ", sheet))):
        kept = clean_declarations(declarations)
        if kept and _SELECTOR.fullmatch(selector.strip()):
            rules.append(f"{selector.strip()} {{ {kept} }}")
        if len(rules) == _MOST_RULES:
            break
    return "\n".join(rules)


def _family(value: str) -> str:
    """Whether a font is one for machines is all that is kept of its name: a search for others takes long."""
    return "monospace" if any(word in value.lower() for word in ("mono", "courier", "consolas")) else ""


def _is_harmless(value: str) -> bool:
    # A function is a colour or it is gone.
    function = value.partition("(")[0].lower() if "(" in value else "rgb"
    return bool(_VALUE.fullmatch(value)) and function in ("rgb", "rgba", "hsl", "hsla")


def _without_groups(sheet: str) -> str:
    """A sheet without its at-rules: @import, @font-face, and @media with all that is in it."""
    kept, position = [], 0
    while (at := sheet.find("@", position)) >= 0:
        kept.append(sheet[position:at])
        position = _end_of_group(sheet, at)
    return "".join(kept) + sheet[position:]


def _end_of_group(sheet: str, at: int) -> int:
    depth = 0
    for found in re.finditer(r"[;{}]", sheet[at:]):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth <= 0:
            return at + found.end()
    return len(sheet)
