"""The table of everything there is, at /, as a page for browsers and as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.playground.answers import answer_json
from app.playground.endpoint import Endpoint

_Row = dict[str, Any]

_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Sonde playground</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }}
td {{ padding: .2rem 1rem .2rem 0; vertical-align: top; }} code {{ white-space: nowrap; }}
</style></head>
<body>
<h1>Sonde playground</h1>
<p>A server on this machine, to try requests on. It keeps nothing.</p>
<table>
{rows}
</table>
</body>
</html>
"""


class Index:
    """Describes the endpoints it is given."""

    def __init__(self, endpoints: Sequence[Endpoint]) -> None:
        self._rows = [_describe(endpoint) for endpoint in endpoints]

    def endpoint(self) -> Endpoint:
        """The address of the index itself."""
        return Endpoint("/", "This table.", self.answer)

    async def answer(self, request: Request) -> Response:
        """HTML for a client that asks for it, JSON for all others."""
        if "text/html" in request.headers.get("accept", ""):
            return HTMLResponse(_PAGE.format(rows="\n".join(map(_row, self._rows))))
        return answer_json({"name": "Sonde playground", "endpoints": self._rows})


def _describe(endpoint: Endpoint) -> _Row:
    path = endpoint.path
    for convertor in (":int", ":float", ":path"):
        path = path.replace(convertor, "")
    return {
        "path": path,
        "methods": list(endpoint.methods) or ["any"],
        "summary": endpoint.summary,
        "example": endpoint.example or path,
    }


def _row(row: _Row) -> str:
    methods = escape(" ".join(row["methods"]))
    path, example, summary = (escape(row[name]) for name in ("path", "example", "summary"))
    link = f'<a href="{example}"><code>{path}</code></a>'
    return f"<tr><td><code>{methods}</code></td><td>{link}</td><td>{summary}</td></tr>"
