"""The colours of CSS and JavaScript."""

from __future__ import annotations

import re
from typing import Final

from app.format.spans import State, Token, commented_spans, named_spans, open_state

_CSS: Final = re.compile(
    r"""
      (?P<comment>/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+)
    | (?P<string>"(?:[^"\\]++|\\.)*+(?:"|\\?$)|'(?:[^'\\]++|\\.)*+(?:'|\\?$)|url\([^)"']*+\)?)
    | (?P<tag>@[\w-]++|!\s*important\b)
    | (?P<key>(?<![\w.#-])-{0,2}[A-Za-z][\w-]*+(?=\s*:[^{};]{0,300}(?:[;}]|$)))
    | (?P<number>\#[0-9a-fA-F]{3,8}\b|(?<![\w.#-])[+-]?(?:\d++(?:\.\d++)?|\.\d++)(?:%|[a-zA-Z]++)?)
    | (?P<attribute>[.\#][A-Za-z_-][\w-]*+|::?[A-Za-z-]++(?=[^;{}]{0,300}\{)|\[[^\]{};]*+\]?)
    | (?P<punctuation>[{}();:,>+~*])
    | [\w-]++
    """,
    re.VERBOSE | re.IGNORECASE,
)
# A slash begins a regular expression where a value may stand, else it divides.
_JAVASCRIPT: Final = re.compile(
    r"""
      (?P<comment>//.*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+)
    | (?P<string>"(?:[^"\\]++|\\.)*+(?:"|\\?$)|'(?:[^'\\]++|\\.)*+(?:'|\\?$)|`(?:[^`\\]++|\\.)*+(?:`|\\?$)
        |(?:^\s*|(?<=[=(,:;!&|?{\[+~^<>])|(?<=[=(,:;!&|?{\[+~^<>]\ )|(?<=return\ ))
         /(?:[^/\\\[]++|\\.|\[(?:[^\]\\]++|\\.)*+\])++/[a-z]*+)
    | (?P<boolean>\b(?:true|false)\b)
    | (?P<null>\b(?:null|undefined|NaN|Infinity)\b)
    | (?P<tag>\b(?:async|await|break|case|catch|class|const|continue|debugger|default|delete|do|else|export
        |extends|finally|for|from|function|get|if|import|in|instanceof|let|new|of|return|set|static|super
        |switch|this|throw|try|typeof|var|void|while|with|yield)\b)
    | (?P<key>[A-Za-z_$][\w$]*+(?=\s*:(?!:)))
    | (?P<number>\b(?:0[xXbBoO][\da-fA-F_]++n?|\d[\d_]*+(?:\.\d++)?(?:[eE][+-]?\d++)?n?))
    | (?P<punctuation>[{}()\[\];,])
    | [A-Za-z_$][\w$]*+
    """,
    re.VERBOSE,
)
_TEMPLATE_END: Final = re.compile(r"(?:[^`\\]++|\\.)*+(`)?", re.DOTALL)


def css_spans(line: str, state: State) -> tuple[list[Token], State]:
    """Properties, selectors and values."""
    return commented_spans(_CSS, line, state)


def javascript_spans(line: str, state: State) -> tuple[list[Token], State]:
    """Keywords, literals and the keys of objects."""
    if state == "`":
        found = _TEMPLATE_END.match(line)
        end = found.end() if found else 0
        first: list[Token] = [(0, end, "string")] if end else []
        if not found or not found[1]:
            return first, state
        rest = list(named_spans(_JAVASCRIPT, line, end, len(line)))
        return first + rest, open_state(line, rest)
    return commented_spans(_JAVASCRIPT, line, state)
