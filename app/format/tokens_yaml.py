"""The colours of YAML; the lines of a block scalar are known by their indentation."""

from __future__ import annotations

import re
from typing import Final

from app.format.spans import State, Token, named_spans

_YAML: Final = re.compile(
    r"""
      (?P<comment>(?:^|(?<=\s))\#.*+)
    | (?P<key>(?:"(?:[^"\\]++|\\.)*+"|'[^']*+'|(?<![^\s,{\[])[^\s\#,\[\]{}"'&*!|>%@`?:-][^\#:,\[\]{}"']*?)
        (?=\s*:(?:\s|$)))
    | (?P<string>"(?:[^"\\]++|\\.)*+(?:"|\\?$)|(?<!\w)'[^']*+(?:'|$))
    | (?P<number>(?<![^\s,\[:])[+-]?(?:0x[\da-fA-F]++|0o[0-7]++|\d++(?:\.\d*+)?(?:[eE][+-]?\d++)?|\.inf|\.nan)
        (?=\s*(?:$|[,\]}]|\s\#)))
    | (?P<boolean>(?<![^\s,\[:])(?:true|True|TRUE|false|False|FALSE)(?=\s*(?:$|[,\]}]|\s\#)))
    | (?P<null>(?<![^\s,\[:])(?:null|Null|NULL|~)(?=\s*(?:$|[,\]}]|\s\#)))
    | (?P<attribute>(?<!\S)[&*!][^\s,\[\]{}]*+|(?<!\S)<<(?=:))
    | (?P<tag>^%.*+)
    | (?P<punctuation>^---|^\.\.\.|(?<!\S)[-?](?=\s|$)|:(?=\s|$)|[{}\[\],]
        |(?<=\s)[|>][-+0-9]*+(?=\s*(?:$|\#)))
    | [^\s\#:,\[\]{}"'][^\#:,\[\]{}"']*+
    """,
    re.VERBOSE,
)
_BLOCK: Final = re.compile(r"( *)(?:.*[:\s-]|)[|>][-+0-9]*\s*(?:\s#.*)?$")


def yaml_spans(line: str, state: State) -> tuple[list[Token], State]:
    """Keys, scalars, anchors and comments; ``state`` is the indentation above a block scalar."""
    if state:
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or indent > int(state):
            return ([(0, len(line), "string")] if line else []), state
    found = list(named_spans(_YAML, line, 0, len(line)))
    if found and line[found[-1][0]] in "|>#":
        block = _BLOCK.match(line)
        return found, str(len(block[1])) if block else ""
    return found, ""
