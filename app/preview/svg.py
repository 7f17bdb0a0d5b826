"""Drawings made harmless: an SVG is read event by event and written anew with what is known to be harmless.

What is left out: scripts, handlers, foreign content, animation, every reference that leads out of the
drawing, and embedded pictures that are not plain bitmaps. Entities are not expanded beyond a few words.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from app.format import words
from app.work.job import JobProblem

DEEPEST: Final = 300
MOST_ELEMENTS: Final = 200_000
_ENTITY_LENGTH: Final = 256

_ELEMENTS: Final = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "switch", "title", "desc", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image"),
        *("text", "tspan", "textArea", "tbreak", "linearGradient", "radialGradient", "stop", "pattern"),
        *("clipPath", "mask", "marker", "filter", "feMerge", "feMergeNode", "feOffset", "feGaussianBlur"),
        *("feColorMatrix", "feComposite", "feFlood", "feBlend", "solidColor"),
    )
)
_RENAMED: Final = {"a": "g"}
_NAMED: Final = {
    **dict.fromkeys(("script", "handler", "listener"), "script"),
    **dict.fromkeys(("foreignObject", "iframe", "audio", "video"), "foreign object"),
    **dict.fromkeys(("animate", "animateTransform", "animateMotion", "animateColor", "set"), "animation"),
}
_BITMAPS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")
_REFERENCE: Final = "external reference"

_URL: Final = re.compile(r"url\s*\(\s*(['\"]?)\s*([^)]*)\)?", re.IGNORECASE)
_IMPORT: Final = re.compile(r"@import[^;]*(?:;|$)", re.IGNORECASE)
_FONT_FACE: Final = re.compile(r"@font-face\s*\{[^}]*(?:\}|$)", re.IGNORECASE)
_COMMENT: Final = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """A harmless SVG, and what it had to lose, in words: "2 scripts, 1 external reference"."""

    svg: bytes
    left_out: str


def clean_svg(data: bytes) -> Drawing:
    """A drawing without whatever could run, load or swell.

    Args:
        data: the SVG in UTF-8, whatever its XML declaration says.

    Raises:
        JobProblem: it is no well-formed XML or no SVG, too deep, too large, or declares entities that
            could grow.
    """
    cleaner = _Cleaner()
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = cleaner.start
    parser.EndElementHandler = cleaner.end
    parser.CharacterDataHandler = cleaner.text
    parser.EntityDeclHandler = cleaner.entity
    parser.buffer_text = True
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        said = expat.ErrorString(error.code)
        raise JobProblem(
            f"it is no well-formed XML ({said} at line {error.lineno}, column {error.offset + 1})"
        ) from None
    return cleaner.drawing()


class _Cleaner:
    """Takes what the parser reads and keeps the harmless part of it."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._open: list[str] = []
        self._skipping = 0
        self._elements = 0
        self._left_out: Counter[str] = Counter()
        self._style: list[str] | None = None

    def drawing(self) -> Drawing:
        """What was kept, once all is read."""
        told = [words.count(number, noun) for noun, number in self._left_out.items() if number]
        return Drawing("".join(self._written).encode(), ", ".join(told))

    def start(self, qualified: str, attributes: dict[str, str]) -> None:
        name = _local(qualified)
        if not self._open and name != "svg":
            raise JobProblem(f"it begins with <{qualified[:40]}>, not with <svg>")
        self._count()
        name = _RENAMED.get(name, name)
        if self._skipping or name not in _ELEMENTS:
            if not self._skipping and name in _NAMED:
                self._left_out[_NAMED[name]] += 1
            self._skipping += 1
            return
        self._open.append(name)
        if len(self._open) > DEEPEST:
            raise JobProblem(f"it is nested more than {DEEPEST} levels deep", "limit")
        if name == "style":
            self._style = []
        else:
            self._written.append(f"<{name}{self._namespaces()}{self._attributes(name, attributes)}>")

    def end(self, _qualified: str) -> None:
        if self._skipping:
            self._skipping -= 1
            return
        name = self._open.pop()
        if self._style is None:
            self._written.append(f"</{name}>")
        else:
            self._written.append(f"<style>{escape(self._css(''.join(self._style)))}</style>")
            self._style = None

    def text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)
        elif not self._skipping:
            self._written.append(escape(text))

    def entity(self, name: str, _parameter: bool, value: str | None, *_place: str | None) -> None:
        if value is None or len(value) > _ENTITY_LENGTH or any(mark in value for mark in "&%<"):
            raise JobProblem(f"it declares the entity {name[:40]!r}, and such are not expanded")

    def _count(self) -> None:
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise JobProblem(f"it has more than {words.count(MOST_ELEMENTS)} elements", "limit")

    def _namespaces(self) -> str:
        if len(self._open) > 1:
            return ""
        return ' xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'

    def _attributes(self, name: str, attributes: dict[str, str]) -> str:
        kept = []
        for qualified, value in attributes.items():
            attribute = _local(qualified)
            if qualified.startswith("xmlns") or attribute in ("base", "src"):
                continue
            if attribute.lower().startswith("on"):
                self._left_out["script"] += 1
            elif attribute == "href":
                kept.append(self._reference(name, value.strip()))
            elif ":" not in qualified or attribute == "space":
                kept.append(f" {qualified}={quoteattr(self._css(value))}")
        return "".join(kept)

    def _reference(self, name: str, target: str) -> str:
        if target.startswith("data:") and name == "image":
            target = _bitmap(target)
        if target.startswith("#") or (name == "image" and target.startswith("data:")):
            return f" xlink:href={quoteattr(target)}"
        self._left_out[_REFERENCE] += 1
        return ""

    def _css(self, text: str) -> str:
        """A style or an attribute without references to the outside."""
        # Escapes could spell what is looked for below in another way; drawings hardly need them.
        plain = text.replace("\\", "")
        if "/*" in plain:
            plain = _COMMENT.sub(" ", plain)
        if "@" in plain:
            plain, imports = _IMPORT.subn("", plain)
            plain, faces = _FONT_FACE.subn("", plain)
            self._left_out[_REFERENCE] += imports + faces
        return _URL.sub(self._inner_url, plain) if "(" in plain else plain

    def _inner_url(self, found: re.Match[str]) -> str:
        if found[2].startswith("#"):
            return f"url({found[2].strip(chr(39) + chr(34) + ' ')})"
        self._left_out[_REFERENCE] += 1
        return "none"


def _local(qualified: str) -> str:
    return qualified.rpartition(":")[2]


def _bitmap(target: str) -> str:
    """A data URL written anew if it holds a plain bitmap, else nothing: a drawing inside it would not have
    been looked at."""
    head, comma, body = target.partition(",")
    if not comma or not head.rstrip().endswith("base64"):
        return ""
    try:
        data = base64.b64decode("".join(body.split()), validate=True)
    except (binascii.Error, ValueError):
        return ""
    if not data.startswith(_BITMAPS) and not (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return ""
    return f"data:image/any;base64,{base64.b64encode(data).decode()}"
