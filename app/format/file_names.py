"""A good name for the file that a response body is saved to."""

from __future__ import annotations

import mimetypes
import re
from urllib.parse import unquote, urlsplit

from app.format.languages import declared_language
from app.format.tokens import Language
from app.model.exchange import Exchange

_EXTENDED = re.compile(r"filename\*\s*=\s*([\w-]+)'[^']*'([^;]+)", re.IGNORECASE)
_PLAIN = re.compile(r'filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))', re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f]')
# What the standard library would name otherwise, or not at all.
_ENDINGS = {
    "text/plain": ".txt",
    "text/event-stream": ".txt",
    "text/tab-separated-values": ".tsv",
    "application/xhtml+xml": ".xhtml",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "image/svg+xml": ".svg",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/jpeg": ".jpg",
    "audio/mpeg": ".mp3",
    "application/gzip": ".gz",
    "application/x-gzip": ".gz",
    "application/zstd": ".zst",
    "application/wasm": ".wasm",
    "application/octet-stream": ".bin",
    "application/pdf": ".pdf",
    "font/woff": ".woff",
    "font/woff2": ".woff2",
}
_LANGUAGE_ENDINGS: dict[Language, str] = {
    "json": ".json",
    "ndjson": ".ndjson",
    "xml": ".xml",
    "html": ".html",
    "yaml": ".yaml",
    "css": ".css",
    "javascript": ".js",
    "form": ".txt",
    "csv": ".csv",
    "markdown": ".md",
}


def suggested_name(exchange: Exchange) -> str:
    """The name that the server gives (RFC 6266), else the end of the URL's path with an ending that fits
    the content type. Never with a folder in it."""
    response = exchange.response
    given = _disposition(response.header("content-disposition") or "") if response else ""
    if given:
        return given
    last = _clean(unquote(urlsplit(exchange.request.url).path.rstrip("/").rsplit("/", 1)[-1])) or "response"
    if "." in last or response is None:
        return last
    return last + _ending(response.content_type)


def _ending(media_type: str) -> str:
    language = declared_language(media_type)
    named = _ENDINGS.get(media_type) or (_LANGUAGE_ENDINGS.get(language) if language else None)
    return named or mimetypes.guess_extension(media_type) or (".txt" if language else ".bin")


def _disposition(value: str) -> str:
    found = _EXTENDED.search(value)
    if found:
        try:
            return _clean(unquote(found[2].strip(), found[1]))
        except LookupError:
            return ""
    found = _PLAIN.search(value)
    return _clean(re.sub(r"\\(.)", r"\1", found[1]) if found[1] else found[2]) if found else ""


def _clean(name: str) -> str:
    """The last part of a path, without what some file system refuses."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return _FORBIDDEN.sub("_", last).strip(" .")[:120]
