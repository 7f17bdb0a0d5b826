"""Names of headers that people send, and usual values of some, to complete while typing."""

from __future__ import annotations

from app.model.field import Field

_MEDIA_TYPES = (
    "application/json",
    "application/xml",
    "application/x-www-form-urlencoded",
    "application/octet-stream",
    "application/pdf",
    "application/problem+json",
    "application/vnd.api+json",
    "application/x-ndjson",
    "application/yaml",
    "image/jpeg",
    "image/png",
    "multipart/form-data",
    "text/csv",
    "text/event-stream",
    "text/html; charset=utf-8",
    "text/plain; charset=utf-8",
    "text/xml",
)
_CODINGS = ("gzip", "br", "zstd", "deflate", "identity", "gzip, deflate, br, zstd")

CONTENT_TYPE_VALUES = _MEDIA_TYPES

HEADER_NAMES = (
    "Accept",
    "Accept-Charset",
    "Accept-Encoding",
    "Accept-Language",
    "Authorization",
    "Cache-Control",
    "Connection",
    "Content-Disposition",
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-Type",
    "Cookie",
    "Date",
    "DNT",
    "Expect",
    "Forwarded",
    "From",
    "Host",
    "Idempotency-Key",
    "If-Match",
    "If-Modified-Since",
    "If-None-Match",
    "If-Range",
    "If-Unmodified-Since",
    "Origin",
    "Pragma",
    "Prefer",
    "Proxy-Authorization",
    "Range",
    "Referer",
    "Sec-Fetch-Mode",
    "TE",
    "Traceparent",
    "Transfer-Encoding",
    "Upgrade",
    "User-Agent",
    "Via",
    "X-API-Key",
    "X-Correlation-ID",
    "X-CSRF-Token",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-HTTP-Method-Override",
    "X-Request-ID",
    "X-Requested-With",
)

_VALUES = {
    "accept": ("*/*", *_MEDIA_TYPES),
    "accept-encoding": _CODINGS,
    "accept-language": ("en", "en-GB", "en-US,en;q=0.9", "de", "fr", "es"),
    "authorization": ("Bearer ", "Basic "),
    "cache-control": ("no-cache", "no-store", "max-age=0", "only-if-cached"),
    "connection": ("close", "keep-alive"),
    "content-encoding": _CODINGS,
    "content-type": _MEDIA_TYPES,
    "expect": ("100-continue",),
    "prefer": ("return=minimal", "return=representation", "respond-async"),
    "x-requested-with": ("XMLHttpRequest",),
}


def header_values(row: Field) -> tuple[str, ...]:
    """Usual values for the header of a row."""
    return _VALUES.get(row.name.strip().lower(), ())
