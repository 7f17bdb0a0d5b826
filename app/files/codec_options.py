"""Options as the mappings of a file: what the schema has in its places, the rest in ``extensions.sonde``.

Reading is lenient: what is not understood counts as left open. A file holds only what is set in it.
"""

from __future__ import annotations

from typing import Any, get_args

from app.files.codec_parts import Data, without_empty
from app.files.view import View, as_text
from app.model.options import (
    RETRIABLE,
    ClientCertificate,
    HttpVersion,
    IpVersion,
    MinTls,
    Options,
    Override,
    Proxy,
    Retry,
)

_NO_PROXY = "none"
_LIMITS = {
    "connect": "connect_timeout",
    "read": "read_timeout",
    "write": "write_timeout",
    "pool": "pool_timeout",
}


def decode_options(settings: View, sonde: View) -> Options:
    """The options in a schema's HTTP settings and in ``extensions.sonde``."""
    limits, tls = sonde.inside("timeouts"), sonde.inside("tls")
    total = _whole(settings, "timeout")
    return Options(
        http_version=_one_of(sonde.inside("http"), "version", HttpVersion),
        timeout=_whole(limits, "total") if total is None else total,
        **{name: _whole(limits, key) for key, name in _LIMITS.items()},
        follow_redirects=settings.flag("followRedirects"),
        max_redirects=_whole(settings, "maxRedirects"),
        verify=tls.flag("verify"),
        ca_file=_text(tls, "ca"),
        certificate=_decode_certificate(tls),
        min_tls=_one_of(tls, "minimum", MinTls),
        sni=_text(tls, "serverName"),
        proxy=_decode_proxy(sonde),
        no_proxy=sonde.texts("noProxy") if "noProxy" in sonde else None,
        resolve=_decode_resolve(sonde),
        unix_socket=_text(sonde, "unixSocket"),
        ip_version=_one_of(sonde, "ipVersion", IpVersion),
        local_address=_text(sonde, "localAddress"),
        force_new_connection=sonde.flag("newConnection"),
        retry=_decode_retry(sonde),
    )


def encode_settings(options: Options) -> Data:
    """What the schema's HTTP settings have a place for."""
    return without_empty(
        {
            "timeout": options.timeout,
            "followRedirects": options.follow_redirects,
            "maxRedirects": options.max_redirects,
        }
    )


def encode_sonde(options: Options) -> Data:
    """What ``extensions.sonde`` holds of the options."""
    tls = {
        "verify": options.verify,
        "ca": options.ca_file,
        "minimum": options.min_tls,
        "serverName": options.sni,
        "certificate": options.certificate and encode_certificate(options.certificate),
    }
    nested = {
        "timeouts": _set({key: getattr(options, name) for key, name in _LIMITS.items()}),
        "retry": options.retry and _encode_retry(options.retry),
        "http": _set({"version": options.http_version}),
        "tls": _set(tls),
        "proxy": None if options.proxy is None else _encode_proxy(options.proxy),
    }
    flat = {
        "noProxy": None if options.no_proxy is None else list(options.no_proxy),
        "resolve": None if options.resolve is None else list(map(_encode_override, options.resolve)),
        "unixSocket": options.unix_socket,
        "ipVersion": options.ip_version,
        "localAddress": options.local_address,
        "newConnection": options.force_new_connection,
    }
    return without_empty(nested) | _set(flat)


def _set(data: Data) -> Data:
    """The entries that are set; an empty text or list is set too: it takes back what would be inherited."""
    return {key: value for key, value in data.items() if value is not None}


def _text(view: View, key: str) -> str | None:
    return view.text(key) if key in view else None


def _whole(view: View, key: str) -> int | None:
    value = view.number(key)
    return None if value is None else max(int(value), 0)


def _one_of(view: View, key: str, kind: Any) -> Any:
    text = view.text(key).removesuffix(".0") if key == "version" else view.text(key)
    return text if text in get_args(kind) else None


# --- certificates ---------------------------------------------------------------------------------


def decode_certificate(view: View) -> ClientCertificate:
    """The files of a client certificate, in the words of the format."""
    file = view.text("pkcs12FilePath") or view.text("certificateFilePath")
    return ClientCertificate(file, view.text("privateKeyFilePath"), view.text("passphrase"))


def encode_certificate(certificate: ClientCertificate) -> Data:
    """The mapping of a client certificate."""
    passphrase = without_empty({"passphrase": certificate.passphrase})
    if certificate.is_pkcs12 and not certificate.key_file:
        return {"type": "pkcs12", "pkcs12FilePath": certificate.file} | passphrase
    files = {"certificateFilePath": certificate.file, "privateKeyFilePath": certificate.key_file}
    return {"type": "pem"} | files | passphrase


def _decode_certificate(tls: View) -> ClientCertificate | None:
    return decode_certificate(tls.inside("certificate")) if "certificate" in tls else None


# --- proxy and dialling ---------------------------------------------------------------------------


def _decode_proxy(sonde: View) -> Proxy | None:
    if "proxy" not in sonde:
        return None
    if isinstance(sonde.data["proxy"], dict):
        proxy = sonde.inside("proxy")
        return Proxy(proxy.text("url"), proxy.text("username"), proxy.text("password"))
    text = sonde.text("proxy")
    return Proxy("" if text == _NO_PROXY else text)


def _encode_proxy(proxy: Proxy) -> Data | str:
    if proxy.username or proxy.password or proxy.url == _NO_PROXY:
        login = {"username": proxy.username, "password": proxy.password}
        return {"url": proxy.url} | without_empty(login)
    return proxy.url or _NO_PROXY


def _decode_resolve(sonde: View) -> tuple[Override, ...] | None:
    if "resolve" not in sonde:
        return None
    return tuple(Override(row.text("host"), row.text("address")) for row in sonde.rows("resolve"))


def _encode_override(row: Override) -> Data:
    return {"host": row.host, "address": row.address}


# --- retry ----------------------------------------------------------------------------------------


def _decode_retry(sonde: View) -> Retry | None:
    if "retry" not in sonde:
        return None
    view, usual = sonde.inside("retry"), Retry()
    jitter, obey = view.flag("jitter"), view.flag("retryAfter")
    words = [as_text(word) for word in view.texts("on")]
    named = "on" in view
    return Retry(
        count=_whole(view, "max") or 0,
        on_failures=tuple(kind for kind in words if kind in RETRIABLE) if named else usual.on_failures,
        statuses=tuple(int(word) for word in words if _is_status(word)) if named else usual.statuses,
        backoff=_or(_whole(view, "backoffMs"), usual.backoff),
        longest=_or(_whole(view, "maxBackoffMs"), usual.longest),
        jitter=usual.jitter if jitter is None else jitter,
        obey_retry_after=usual.obey_retry_after if obey is None else obey,
        methods="all" if view.text("methods") == "all" else "repeatable",
    )


def _is_status(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) == 3


def _or(value: int | None, usual: int) -> int:
    return usual if value is None else value


def _encode_retry(retry: Retry) -> Data:
    """``max`` always, the rest where it is not the usual."""
    usual = Retry()
    data: Data = {"max": retry.count}
    if (retry.on_failures, retry.statuses) != (usual.on_failures, usual.statuses):
        data["on"] = [*retry.on_failures, *retry.statuses]
    names = {
        "backoffMs": "backoff",
        "maxBackoffMs": "longest",
        "jitter": "jitter",
        "retryAfter": "obey_retry_after",
        "methods": "methods",
    }
    changed = {
        key: getattr(retry, name)
        for key, name in names.items()
        if getattr(retry, name) != getattr(usual, name)
    }
    return data | changed
