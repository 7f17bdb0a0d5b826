"""A file with a comment in every position, and edits of every field of it."""

import re
from dataclasses import replace
from pathlib import Path

from app.model.auth import BasicAuth, BearerAuth, NoAuth
from app.model.body import FormBody, NoBody, TextBody
from app.model.environment import Variable
from app.model.field import Field
from app.model.options import Options

COMMENTED = (Path(__file__).parents[2] / "data" / "commented.yml").read_text()
_BLOCK = re.compile(r"[|>][-+0-9]*(?:\s+#.*)?$")


def _header(index, **changes):
    def change(request):
        rows = list(request.headers)
        rows[index] = replace(rows[index], **changes)
        return replace(request, headers=tuple(rows))

    return change


def _set(**changes):
    return lambda request: replace(request, **changes)


# Each changes one line.
EDITS = {
    "name": _set(name="Other"),
    "method": _set(method="PUT"),
    "url": _set(url="{{base}}/other?a=1&b=2"),
    "sequence": _set(sequence=1500.0),
    "tags": _set(tags=("smoke", "fast")),
    "name of row 1": _header(0, name="New"),
    "value of row 1": _header(0, value="new"),
    "value of row 2": _header(1, value="yes"),
    "row in braces": _header(2, value="4"),
    "name below a lone dash": _header(3, name="New"),
    "number in a row": _header(3, value="007"),
    "line of the body": lambda r: replace(r, body=TextBody("json", r.body.text.replace("last", "end"))),
    "kind of the body": lambda r: replace(r, body=TextBody("xml", r.body.text)),
    "user": lambda r: replace(r, auth=BasicAuth("eve", r.auth.password)),
    "password": lambda r: replace(r, auth=BasicAuth(r.auth.username, "{{other}}")),
    "time limit": lambda r: replace(r, options=replace(r.options, timeout=1)),
    "variable": lambda r: replace(r, variables=(replace(r.variables[0], value="y"),)),
}
# Each changes the part of the file between two lines.
CHANGES = {
    "a row more": (lambda r: replace(r, headers=(*r.headers, Field("Z", "z"))), "  headers:", "  params:"),
    "a row before": (lambda r: replace(r, headers=(Field("Z"), *r.headers)), "  headers:", "  params:"),
    "no first row": (lambda r: replace(r, headers=r.headers[1:]), "  headers:", "  params:"),
    "no last row": (lambda r: replace(r, headers=r.headers[:-1]), "  headers:", "  params:"),
    "no rows": (_set(headers=()), "  headers:", "  params:"),
    "rows backwards": (lambda r: replace(r, headers=r.headers[::-1]), "  headers:", "  params:"),
    "a row off": (_header(0, enabled=False), "  headers:", "  params:"),
    "a row on": (_header(1, enabled=True), "  headers:", "  params:"),
    "no body": (_set(body=NoBody()), "  body:", "  auth:"),
    "a form": (_set(body=FormBody((Field("a", "b"),))), "  body:", "  auth:"),
    "no auth": (_set(auth=NoAuth()), "  auth:", "runtime:"),
    "a token": (_set(auth=BearerAuth("{{t}}")), "  auth:", "runtime:"),
    "no tags": (_set(tags=()), "  tags:", "http:"),
    "more tags": (_set(tags=("a", "b", "c")), "  tags:", "http:"),
    "no variables": (_set(variables=()), "  variables:", "  scripts:"),
    "a variable more": (
        lambda r: replace(r, variables=(*r.variables, Variable("w", "1"))),
        "  variables:",
        "  scripts:",
    ),
    "no limit": (_set(options=Options()), "settings:", "docs:"),
    "docs of two lines": (_set(docs="a\nb\n"), "docs:", None),
}


def recommented(chance):
    """The file with other comments and blank lines, in positions that nobody thought of; ``chance`` is a
    ``random.Random``."""
    out = []
    text_above = None
    for line in _bare(COMMENTED).splitlines():
        column = len(line) - len(line.lstrip(" "))
        if text_above is not None and (not line.strip() or column > text_above):
            out.append(line)
            continue
        text_above = column if _BLOCK.search(line) else None
        while chance.random() < 0.25:
            # Right below a block of text what is indented deeper would be text.
            out.append(" " * chance.randrange(5) + chance.choice(["", "# c", "#- a: b", "#"]))
        # A tab may not follow a dash.
        free = line.strip() and "#" not in line and not line.rstrip().endswith("-")
        out.append(line + chance.choice(["", "", " ", "\t# tab", "   # three", " #"]) if free else line)
    return "\n".join(out) + chance.choice(["", "\n", "\n\n", "\n# the end\n"])


def _bare(text):
    """The text without its own comments, apart from those in texts."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#") or "so does" in line]
    return "\n".join(re.sub(r"(?<![|>-])[ ]+# .*$", "", line) for line in lines)
