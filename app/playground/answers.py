"""JSON as the playground writes it: indented, UTF-8, never invalid."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response


def encode_json(content: Any) -> bytes:
    """Write ``content`` for people to read.

    A lone surrogate has no UTF-8; the escape that Python puts in its place is the JSON escape as well.
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2)
    return (text + "\n").encode("utf-8", "backslashreplace")


def answer_json(
    content: Any,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    media_type: str = "application/json",
) -> Response:
    """An answer with ``content`` as its JSON body."""
    return Response(encode_json(content), status, headers, media_type)
