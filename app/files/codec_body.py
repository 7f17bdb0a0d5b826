"""Bodies as values and as a file's mappings."""

from __future__ import annotations

from typing import get_args

from app.files.codec_parts import Data, decode_fields, encode_fields, encode_marks
from app.files.merge import selected
from app.files.view import View
from app.model.body import Body, FileBody, FormBody, MultipartBody, NoBody, Part, TextBody, TextKind


def decode_body(http: View) -> Body:
    """The body of a request; of several variants the selected one.

    Raises:
        UnreadableFile: a kind of body that cannot be understood, so that nothing wrong is sent.
    """
    body = _chosen(http)
    kind = body.text("type")
    match kind:
        case "" | "none":
            return NoBody()
        case "form-urlencoded":
            return FormBody(decode_fields(body.rows("data")))
        case "multipart-form":
            return MultipartBody(tuple(map(_decode_part, body.rows("data"))))
        case "file":
            return _decode_file(body)
    for known in get_args(TextKind):
        if kind == known:
            return TextBody(known, body.text("data"))
    if isinstance(body.data.get("data"), str):
        return TextBody("text", body.text("data"))
    raise body.refuse(f"has the type {kind!r}, which Sonde does not know")


def _chosen(http: View) -> View:
    held = http.data.get("body")
    if not isinstance(held, list):
        return http.inside("body")
    variants = list(http.rows("body"))
    return (
        variants[selected([row.data for row in variants])].inside("body")
        if variants
        else View(None, http.path)
    )


def _decode_part(row: View) -> Part:
    is_file = row.text("type") == "file"
    return Part(
        name=row.text("name"),
        value="" if is_file else row.text("value"),
        files=row.texts("value") if is_file else (),
        is_file=is_file,
        content_type=row.text("contentType"),
        enabled=row.flag("disabled") is not True,
        description=row.text("description"),
    )


def _decode_file(body: View) -> FileBody:
    rows = list(body.rows("data"))
    if not rows:
        return FileBody()
    row = rows[selected([row.data for row in rows])]
    return FileBody(row.text("filePath"), row.text("contentType"))


def encode_body(body: Body) -> Data | None:
    """The mapping of a body; None for no body."""
    match body:
        case NoBody():
            return None
        case TextBody(kind, text):
            return {"type": kind, "data": text}
        case FormBody(fields):
            return {"type": "form-urlencoded", "data": encode_fields(fields)}
        case MultipartBody(parts):
            return {"type": "multipart-form", "data": list(map(_encode_part, parts))}
        case FileBody(path, content_type):
            row = {"filePath": path, "contentType": content_type, "selected": True}
            return {"type": "file", "data": [row]}


def _encode_part(part: Part) -> Data:
    row: Data = {"name": part.name, "type": "file" if part.is_file else "text"}
    row["value"] = list(part.files) if part.is_file else part.value
    if part.content_type:
        row["contentType"] = part.content_type
    return row | encode_marks(part.description, part.enabled)
