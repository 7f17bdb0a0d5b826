"""Web pages made harmless: parsed, and written anew with what shows text and nothing that runs or loads.

The page comes out in *pieces* of a few KB, each well-formed by itself, so that a window can put them into
a document one after the other and stay awake. What is larger than the limits ends early.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final
from urllib.parse import quote

from lxml import etree

from app.format import words
from app.preview.css import clean_declarations, clean_sheet

MOST_ELEMENTS: Final = 8_000
MOST_TEXT: Final = 250_000  # characters
MOST_CELLS: Final = 3_000
DEEPEST: Final = 60
_DEEPEST_TABLES: Final = 4
_PIECE: Final = 1_500  # characters, an element counted as a few; a new piece begins at the next block
_LONGEST_PIECE: Final = 3_000  # a new piece begins wherever it is
_ELEMENT_WEIGHT: Final = 16
_BREAK_WEIGHT: Final = 60
_PART: Final = re.compile(r".{1,500}(?:\s|$)|.{1,500}", re.DOTALL)
_IMAGES_SIZE: Final = 4_000_000  # characters of all embedded pictures
_SHEET_SIZE: Final = 32_000

_INLINE: Final = frozenset(
    (
        *("a", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "s", "samp"),
        *("small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var"),
    )
)
_BLOCKS: Final = frozenset(
    (
        *("blockquote", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ol"),
        *("p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_PARTS_OF_TABLE: Final = ("tbody", "thead", "tfoot", "td", "th")
_RENAMED: Final = {
    **dict.fromkeys(("section", "article", "main", "header", "footer", "nav", "aside", "figure"), "div"),
    **dict.fromkeys(("figcaption", "form", "fieldset", "details", "summary", "address", "caption"), "div"),
    **dict.fromkeys(("label", "button", "mark", "q", "abbr", "time"), "span"),
}
_SKIPPED: Final = frozenset(
    (
        *("script", "template", "iframe", "frameset", "object", "embed", "applet", "svg", "math", "canvas"),
        *("audio", "video", "select", "textarea", "datalist", "noembed", "noframes"),
    )
)
_NUMBERS: Final = {
    "border": 2,
    "cellpadding": 20,
    "cellspacing": 20,
    "colspan": 50,
    "rowspan": 200,
    "start": 9999,
}
_COLORLESS_WORDS: Final = ("align", "valign", "class", "id", "name")
_WORDS: Final = (*_COLORLESS_WORDS, "bgcolor", "color")


@dataclass(frozen=True, slots=True)
class Page:
    """A harmless page. ``images`` are the embedded pictures in base64: ``<img src="image:0">`` is the first;
    ``<img src="placeholder:words">`` stands for one that is not loaded. ``whole`` is False where a limit
    cut the page."""

    title: str
    pieces: tuple[str, ...]
    sheet: str
    images: tuple[str, ...]
    left_out: str
    whole: bool


def clean_page(html: bytes, colors: bool = True) -> Page:
    """A page without whatever could run, load or swell.

    Args:
        html: in UTF-8, whatever the page says of itself; malformed as it may be.
        colors: whether the page's own styles stay.
    """
    reader = _Reader(colors)
    # The stubs want a target that takes bytes too, which a parser of text never gives.
    target: Any = reader
    parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
    try:
        parser.feed(html or b" ")
        parser.close()
    except _Enough:
        reader.whole = False
    return reader.page()


class _Enough(Exception):
    """A limit is reached."""


class _Reader:
    """Takes what the parser reads and keeps the harmless part of it, in pieces."""

    def __init__(self, colors: bool) -> None:
        self.whole = True
        self._colors = colors
        self._pieces: list[str] = []
        self._piece: list[str] = []
        self._weight = 0
        self._open: list[tuple[str, str]] = []  # the tags that are written and what they began with
        self._read: list[str] = []  # for every open element the tag that was written, or none
        self._skipping = 0
        self._collecting: list[str] | None = None
        self._title = ""
        self._sheet = ""
        self._images: list[str] = []
        self._counts: Counter[str] = Counter()
        self._left_out: Counter[str] = Counter()

    def page(self) -> Page:
        """What was kept."""
        self._end_piece()
        told = ", ".join(words.count(number, noun) for noun, number in self._left_out.items())
        title = " ".join(self._title.split())[:200]
        return Page(title, tuple(self._pieces), self._sheet, tuple(self._images), told, self.whole)

    # What the parser calls

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._count("elements", MOST_ELEMENTS)
        if self._skipping or tag in _SKIPPED or _hidden(attributes):
            if not self._skipping and tag == "script":
                self._left_out["script"] += 1
            self._skipping += 1
        elif tag in ("title", "style"):
            self._collecting = []
        elif tag == "link" and "stylesheet" in attributes.get("rel", ""):
            self._left_out["style sheet"] += 1
        elif tag == "img":
            self._add_image(attributes)
        elif tag in ("br", "hr"):
            self._write(f"<{tag}>", _BREAK_WEIGHT)
        else:
            self._open_tag(tag, attributes)

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif tag in ("title", "style"):
            self._take_collected(tag)
        elif tag not in ("img", "br", "hr", "link"):
            self._close_tag()

    def data(self, text: str) -> None:
        if self._collecting is not None:
            self._collecting.append(text)
        elif not self._skipping:
            for part in _parts(text):
                self._count("text", MOST_TEXT, len(part))
                self._write(escape(part, quote=False), len(part))

    def close(self) -> None:
        """The page is over."""

    # Tags

    def _open_tag(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = _RENAMED.get(tag, tag)
        if not self._fits(name):
            self._read.append("")
            return
        # A new piece must not tear a row of a table apart.
        if self._weight > _PIECE and name in _BLOCKS and name not in _PARTS_OF_TABLE:
            self._end_piece()
        if name in ("td", "th"):
            self._count("cells", MOST_CELLS)
        opening = f"<{name}{self._attributes(name, attributes)}>"
        self._write(opening, _ELEMENT_WEIGHT)
        self._open.append((name, opening))
        self._read.append(name)

    def _fits(self, name: str) -> bool:
        """Whether a tag is known and not nested beyond what a document should have."""
        if name not in _INLINE and name not in _BLOCKS:
            return False
        if len(self._open) >= DEEPEST:
            return False
        tables = sum(1 for open_name, _ in self._open if open_name == "table")
        return tables < _DEEPEST_TABLES or name not in ("table", "tr", *_PARTS_OF_TABLE)

    def _close_tag(self) -> None:
        if self._read and self._read.pop():
            name, _ = self._open.pop()
            self._write(f"</{name}>", 0)

    def _attributes(self, name: str, attributes: Mapping[str, str]) -> str:
        kept = {}
        if name == "a" and "href" in attributes:
            kept["href"] = attributes["href"].strip()[:2000]
        for attribute, most in _NUMBERS.items():
            if attributes.get(attribute, "").isdecimal():
                kept[attribute] = str(min(int(attributes[attribute][:9]), most))
        chosen = _WORDS if self._colors else _COLORLESS_WORDS
        kept |= {word: attributes[word][:60] for word in chosen if word in attributes}
        kept["style"] = clean_declarations(attributes.get("style", "")[:2000], self._colors)
        return "".join(f' {key}="{escape(value)}"' for key, value in kept.items() if value)

    def _add_image(self, attributes: Mapping[str, str]) -> None:
        source = attributes.get("src", "").strip()
        if source[:11].lower() == "data:image/" and ";base64," in source[:100]:
            body = source.partition(",")[2]
            self._count("images", _IMAGES_SIZE, len(body))
            self._images.append(body)
            name = f"image:{len(self._images) - 1}"
        else:
            self._left_out["picture"] += 1
            name = f"placeholder:{quote(attributes.get('alt', '')[:80])}"
        sizes = "".join(
            f' {side}="{min(int(attributes[side][:9]), 800)}"'
            for side in ("width", "height")
            if attributes.get(side, "").isdecimal()
        )
        self._write(f'<img src="{name}"{sizes}>', _ELEMENT_WEIGHT)

    def _take_collected(self, tag: str) -> None:
        text = "".join(self._collecting or ())
        self._collecting = None
        if tag == "title":
            self._title = self._title or text
        elif self._colors and len(self._sheet) < _SHEET_SIZE:
            self._sheet += clean_sheet(text[:_SHEET_SIZE]) + "\n"

    # Pieces

    def _write(self, text: str, weight: int) -> None:
        if self._weight > _LONGEST_PIECE:
            self._end_piece()
        self._piece.append(text)
        self._weight += weight

    def _end_piece(self) -> None:
        """End the piece by closing what is open, and begin the next by opening it again."""
        closing = [f"</{name}>" for name, _ in reversed(self._open)]
        if self._weight:
            self._pieces.append("".join(self._piece + closing))
        self._piece = [opening for _, opening in self._open]
        self._weight = 0

    def _count(self, what: str, most: int, number: int = 1) -> None:
        self._counts[what] += number
        if self._counts[what] > most:
            raise _Enough


def _hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or "display:none" in attributes.get("style", "").replace(" ", "")


def _parts(text: str) -> list[str]:
    """A text in parts that are small beside a piece and end with a word where they can."""
    return _PART.findall(text)
