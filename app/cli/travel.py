"""The command line's words for how a request travels: curl's names and meanings where curl has one."""

from __future__ import annotations

import argparse
import re
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

from app.errors import AppError
from app.model.options import ClientCertificate, HttpVersion, Options, Override, Proxy, Retry

# What curl calls transient, and how it waits.
_AS_CURL = Retry(
    on_failures=("dns", "connect", "timeout", "reset"),
    statuses=(408, 429, 500, 502, 503, 504),
    backoff=1000,
    longest=600_000,
    jitter=False,
)
_RESOLVE = re.compile(r"\+?(\[[^\]]+\]|[^:\[\]]+):(\d+):(.+)")
# A colon parts the passphrase from the file, but not the drive letter of Windows.
_CERT = re.compile(r"((?:[A-Za-z]:[\\/])?[^:]+)(?::(.*))?")


def add_travel_arguments(send: argparse.ArgumentParser) -> None:
    """Add the options to the parser of a command."""
    add = send.add_argument_group("how the request travels").add_argument
    add("--http", choices=get_args(HttpVersion), help="HTTP version")
    add("-k", "--insecure", action="store_true", help="do not verify the certificate")
    add("--cacert", metavar="FILE", help="trust these certificates too (PEM)")
    add("-E", "--cert", metavar="FILE[:PASSPHRASE]", help="client certificate, PEM or PKCS#12")
    add("--key", metavar="FILE", help="private key of the client certificate (PEM)")
    add("--pass", dest="passphrase", metavar="PHRASE", help="passphrase of the private key")
    for version in ("1.2", "1.3"):
        words = f"TLS {version} or newer"
        add(f"--tlsv{version}", dest="min_tls", action="store_const", const=version, help=words)
    total = ("--timeout", "--deadline", "-m", "--max-time")
    add(*total, type=_seconds, metavar="S", help="for everything, in seconds")
    add("--connect-timeout", type=_seconds, metavar="S", help="until the connection stands")
    add("--read-timeout", type=_seconds, metavar="S", help="how long the server may send nothing")
    add("--no-follow", action="store_true", help="do not follow redirects")
    add("--max-redirs", type=_count, metavar="N", help="follow so many redirects at most")
    add("-x", "--proxy", metavar="URL", help="http, https, socks5(h) or socks4a proxy; '' for none")
    add("-U", "--proxy-user", metavar="USER:PASSWORD", help="for the proxy")
    add("--noproxy", metavar="LIST", help="hosts reached directly, parted by commas; * for all")
    add(
        "--resolve", action="append", metavar="HOST:PORT:ADDR", help="connect to ADDR instead; * for any HOST"
    )
    add("--unix-socket", metavar="PATH", help="connect to this socket, whatever the host")
    for family in ("4", "6"):
        add(f"-{family}", f"--ipv{family}", dest="ip_version", action="store_const", const=family)
    add("--retry", type=_count, metavar="N", help="try again up to N times what may pass")
    add("--retry-delay", type=_seconds, metavar="S", help="wait so long instead of ever longer")
    add("--retry-all-methods", action="store_true", help="repeat POST and PATCH too")


def travel_options(own: Options, words: argparse.Namespace) -> Options:
    """The options of a request with what the command line says put over them.

    Raises:
        AppError: a value that cannot be read.
    """
    found: dict[str, Any] = {
        "http_version": words.http,
        "timeout": _milliseconds(words.timeout),
        "connect_timeout": _milliseconds(words.connect_timeout),
        "read_timeout": _milliseconds(words.read_timeout),
        "follow_redirects": False if words.no_follow else None,
        "max_redirects": words.max_redirs,
        "verify": False if words.insecure else None,
        "ca_file": words.cacert and _absolute(words.cacert),
        "certificate": _certificate(words),
        "min_tls": words.min_tls,
        "proxy": _proxy(words),
        "no_proxy": words.noproxy and tuple(filter(None, re.split(r"[,\s]+", words.noproxy))),
        "resolve": words.resolve and tuple(map(_override, words.resolve)),
        "unix_socket": words.unix_socket and _absolute(words.unix_socket),
        "ip_version": words.ip_version,
        "retry": _retry(own.retry, words),
    }
    return replace(own, **{name: value for name, value in found.items() if value is not None})


def _seconds(text: str) -> float:
    seconds = float(text)
    if not 0 <= seconds < 1e6:
        raise argparse.ArgumentTypeError("must be between 0 and 1000000 seconds")
    return seconds


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise argparse.ArgumentTypeError("must be a number from 0 to 9999")
    return int(text)


def _milliseconds(seconds: float | None) -> int | None:
    # Less than a millisecond must not become 0, which means no limit.
    return None if seconds is None else max(round(seconds * 1000), 1 if seconds else 0)


def _absolute(path: str) -> str:
    return str(Path(path).expanduser().absolute())


def _certificate(words: argparse.Namespace) -> ClientCertificate | None:
    if words.cert is None:
        if words.key or words.passphrase:
            raise AppError("--key and --pass belong to a --cert.", "Give --cert FILE too.")
        return None
    match = _CERT.fullmatch(words.cert)
    if match is None:
        raise AppError(f"--cert {words.cert} names no file.", "Write --cert FILE or --cert FILE:PASSPHRASE.")
    key = _absolute(words.key) if words.key else ""
    return ClientCertificate(_absolute(match[1]), key, words.passphrase or match[2] or "")


def _proxy(words: argparse.Namespace) -> Proxy | None:
    if words.proxy is None:
        if words.proxy_user:
            raise AppError("--proxy-user belongs to a --proxy.", "Give --proxy URL too.")
        return None
    scheme, _, rest = words.proxy.rpartition("://")
    login, at, host = rest.rpartition("@")
    name, _, password = words.proxy_user.partition(":") if words.proxy_user else login.partition(":")
    if at and not words.proxy_user:
        name, password = unquote(name), unquote(password)
    return Proxy(f"{scheme or 'http'}://{host}" if host else "", name, password)


def _override(text: str) -> Override:
    match = _RESOLVE.fullmatch(text)
    if match is None:
        raise AppError(f"--resolve {text} cannot be read.", "Write --resolve HOST:PORT:ADDR.")
    # curl takes several addresses; the first one is where it would begin.
    return Override(f"{match[1]}:{match[2]}", match[3].split(",")[0])


def _retry(own: Retry | None, words: argparse.Namespace) -> Retry | None:
    if words.retry is None:
        if words.retry_delay is not None or words.retry_all_methods:
            raise AppError("--retry-delay and --retry-all-methods belong to --retry.", "Give --retry N too.")
        return None
    found = replace(own or _AS_CURL, count=words.retry)
    if words.retry_delay is not None:
        delay = _milliseconds(words.retry_delay) or 0
        found = replace(found, backoff=delay, longest=delay, jitter=False)
    return replace(found, methods="all") if words.retry_all_methods else found
