"""Change a YAML text so that it holds other data, touching no line that need not change.

The places of libyaml's nodes say where each value stands. Comments, order, quotes and blank lines are
never parsed and written again: they are simply not touched. The result is read again and compared; where
the text cannot be patched (JSON style) the data is written anew, and refused where an alias would be lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode

from app.errors import UnreadableFile
from app.files import yaml, yaml_write
from app.files.rows import align, same

_HEADER_COMMENT = re.compile(r"^[|>][-+0-9]*([ \t]+#[^\n]*)")
_TO_DASH = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*-")


@dataclass(frozen=True, slots=True)
class Edit:
    """The characters from ``start`` to ``end`` become ``text``."""

    start: int
    end: int
    text: str


def rewrite(text: str, data: Mapping[str, Any], path: Path) -> str:
    """The text changed so that it reads as ``data``; the same text when it does already.

    Raises:
        UnreadableFile: the text is not YAML, or the change touches what an alias repeats.
    """
    text = text if text.endswith("\n") or not text else text + "\n"
    node = yaml.compose(text, path)
    if isinstance(node, MappingNode) and not node.flow_style:
        edits = _Page(text, path).mapping(node, data)
        changed = None if edits is None else _apply(text, edits, 0, len(text))
        if changed is not None and _reads_as(changed, data, path):
            return changed
    _refuse_aliases(text, path)
    return yaml_write.write(data)


def _refuse_aliases(text: str, path: Path) -> None:
    # Written anew, a value would stand where somebody wanted one place to change it at.
    place = yaml.first_alias(text)
    if place is not None:
        raise yaml.refusal(path, place, "an alias stands here, and this change would dissolve it")


def _reads_as(text: str, data: Mapping[str, Any], path: Path) -> bool:
    try:
        return same(yaml.read(text, path), data)
    except UnreadableFile:
        return False


def _apply(text: str, edits: Sequence[Edit], start: int, end: int) -> str | None:
    out = []
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < start:
            return None  # Two edits meet: an alias stands for a place elsewhere.
        out += [text[start : edit.start], edit.text]
        start = edit.end
    return "".join([*out, text[start:end]])


class _Page:
    """A text with the edits that its nodes need. Methods answer None where a node must be written anew."""

    def __init__(self, text: str, path: Path) -> None:
        self._text = text
        self._path = path

    def mapping(self, node: MappingNode, wanted: Mapping[str, Any]) -> list[Edit] | None:
        """The edits that make a block mapping hold ``wanted``."""
        kept = [index for index, (key, _) in enumerate(node.value) if key.value in wanted]
        if not kept:
            return None
        edits = self._removals(node, kept)
        for key, value in (node.value[index] for index in kept):
            colon = self._text.find(":", key.end_mark.index) + 1
            edits += self._value(value, wanted[key.value], colon, key.start_mark.column)
        return edits + self._insertions(node, kept, wanted)

    def sequence(self, node: SequenceNode, wanted: Sequence[Any]) -> list[Edit] | None:
        """The edits that make a block sequence hold ``wanted``."""
        rows = [self._data(row) for row in node.value]
        origins = align(rows, wanted)
        if origins == list(range(len(rows))):
            found = zip(node.value, self._dashes(node), wanted, strict=True)
            return [edit for row, dash, new in found for edit in self._row(row, dash, new)]
        if not self._starts_line(node):
            return None
        return [self._rebuilt(node, wanted, origins)]

    def _rebuilt(self, node: SequenceNode, wanted: Sequence[Any], origins: list[int | None]) -> Edit:
        """One edit for a sequence whose rows were added, removed or moved; own-line comments above a row
        go where it goes, and those of a removed row stay with the next one."""
        column = node.start_mark.column
        start = position = self._line_start(node.start_mark.index)
        chunks, above, orphans = [], [], ""
        dashes = self._dashes(node)
        for index, row in enumerate(node.value):
            dash, end = self._line_start(dashes[index] - 1), self._owned_end(row, column)
            above.append(orphans + self._text[position:dash])
            orphans = "" if index in origins else above[-1]
            chunks.append((dash, end))
            position = end
        out = []
        for new, origin in zip(wanted, origins, strict=True):
            if origin is None:
                out.append(yaml_write.row(new, column))
                continue
            changed = _apply(self._text, self._row(node.value[origin], dashes[origin], new), *chunks[origin])
            out.append(above[origin] + (changed or yaml_write.row(new, column)))
        return Edit(start, position, "".join(out) + orphans)

    def _row(self, row: Node, dash: int, wanted: Any) -> list[Edit]:
        return self._value(row, wanted, dash, dash - 1 - self._line_start(dash - 1))

    def _value(self, node: Node, wanted: Any, mark: int, column: int) -> list[Edit]:
        """The edits for a value behind a colon or dash that ends at ``mark``; its key or dash stands at
        ``column``."""
        if same(self._data(node), wanted):
            return []
        inner = self._inside(node, wanted)
        return [self._replacement(node, wanted, mark, column)] if inner is None else inner

    def _inside(self, node: Node, wanted: Any) -> list[Edit] | None:
        match node, wanted:
            case MappingNode(flow_style=False), Mapping() if wanted:
                return self.mapping(node, wanted)
            case SequenceNode(flow_style=False), list() | tuple() if wanted:
                return self.sequence(node, wanted)
        return None

    def _replacement(self, node: Node, wanted: Any, mark: int, column: int) -> Edit:
        dash = self._text[mark - 1] == "-"
        after = yaml_write.after_dash if dash else yaml_write.after_mark
        new = _in_style(node, wanted) or after(wanted, column)
        end = self._content_end(node)
        header = _HEADER_COMMENT.match(self._text[node.start_mark.index : end])
        line_end = self._line_end(end) - 1
        trailing = header.group(1) if header else self._text[end:line_end].rstrip()
        first, newline, rest = new.partition("\n")
        return Edit(mark, line_end, first + trailing + newline + rest)

    def _removals(self, node: MappingNode, kept: list[int]) -> list[Edit]:
        edits = []
        entries = node.value
        skipped = 0
        if kept[0] and not self._starts_line(node):
            # The first keys share the line of a dash: the next key moves up to it.
            skipped = kept[0]
            edits.append(Edit(node.start_mark.index, entries[skipped][0].start_mark.index, ""))
        for index in sorted(set(range(skipped, len(entries))) - set(kept)):
            key, value = entries[index]
            start = self._line_start(key.start_mark.index)
            end = self._owned_end(value, key.start_mark.column)
            if start >= 2 and self._text[start - 2 : start] == "\n\n":
                start -= 1
            edits.append(Edit(start, end, ""))
        return edits

    def _insertions(self, node: MappingNode, kept: list[int], wanted: Mapping[str, Any]) -> list[Edit]:
        column = node.start_mark.column
        places = {node.value[index][0].value: index for index in kept}
        previous: int | None = None
        edits = []
        for key, value in wanted.items():
            if key in places:
                previous = places[key]
                continue
            new = yaml_write.entry(key, value, column)
            edits.append(self._insertion(node, kept[0], previous, new))
        return edits

    def _insertion(self, node: MappingNode, first: int, previous: int | None, new: str) -> Edit:
        gap = "\n" if node.start_mark.column == 0 else ""
        if previous is None and (first or self._starts_line(node)):
            place = self._line_start(node.value[first][0].start_mark.index)
            if self._starts_line(node.value[first][0]):
                return Edit(place, place, new + gap)
        place = self._line_end(self._content_end(node.value[previous or first][1]))
        return Edit(place, place, gap + new)

    def _data(self, node: Node) -> Any:
        return yaml.Builder(self._path, len(self._text)).build(node)

    def _dashes(self, node: SequenceNode) -> list[int]:
        """The places just behind the dashes of the rows."""
        found = [int(node.start_mark.index) + 1]
        for row in node.value[:-1]:
            next_dash = _TO_DASH.match(self._text, self._line_end(self._content_end(row)))
            # The row may be an alias, which has its content elsewhere: the edits do not hold then.
            found.append(next_dash.end() if next_dash else found[-1])
        return found

    def _starts_line(self, node: Node) -> bool:
        place = node.start_mark.index
        return not self._text[self._line_start(place) : place].strip()

    def _line_start(self, place: int) -> int:
        return self._text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        """The place behind the line end of the line that ``place`` stands on."""
        end = self._text.find("\n", place)
        return len(self._text) if end < 0 else end + 1

    def _owned_end(self, node: Node, column: int) -> int:
        """The place behind the lines of a value whose key or dash stands at ``column``, with the comments
        and blanks below that are indented deeper: without it they might fall to a text that stands above."""
        end = self._line_end(self._content_end(node))
        deeper = re.compile(rf"(?:(?:[ \t]*\n)*[ ]{{{column + 1},}}(?:#[^\n]*)?\n)*")
        found = deeper.match(self._text, end)
        return found.end() if found else end

    def _content_end(self, node: Node) -> int:
        """The place behind the last character that belongs to a value."""
        if isinstance(node, CollectionNode) and not node.flow_style:
            last = node.value[-1]
            return self._content_end(last[1] if isinstance(last, tuple) else last)
        start, end = node.start_mark.index, node.end_mark.index
        if not isinstance(node, ScalarNode) or node.style not in ("|", ">"):
            return int(end)
        header = self._text[start:end].partition("\n")[0].partition(" ")[0]
        body = (
            self._text[start:end].removesuffix("\n") if "+" in header else self._text[start:end].rstrip(" \n")
        )
        return int(start) + len(body)


def _in_style(node: Node, wanted: Any) -> str | None:
    """The new value as the old one was spelled: with its quotes, or on one line in brackets."""
    if isinstance(node, ScalarNode) and isinstance(wanted, str) and "\n" not in wanted:
        match node.style:
            case "'":
                return " " + yaml_write.single_quoted(wanted)
            case '"':
                return " " + yaml_write.quoted(wanted)
    if isinstance(node, CollectionNode) and node.flow_style and wanted and isinstance(wanted, Mapping | list):
        return " " + yaml_write.flow(wanted)
    return None
