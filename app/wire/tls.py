"""TLS contexts, one per set of options because each costs 100 ms, and the facts of a handshake."""

from __future__ import annotations

import os
import secrets
import ssl
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import certifi
import httpx

from app.model.exchange import Connection
from app.wire.errors import Trouble, troubled
from app.wire.options import Tls

_MINIMUM = {
    "1.0": ssl.TLSVersion.TLSv1,
    "1.1": ssl.TLSVersion.TLSv1_1,
    "1.2": ssl.TLSVersion.TLSv1_2,
    "1.3": ssl.TLSVersion.TLSv1_3,
}
ALPN: dict[str, tuple[str, ...]] = {"auto": ("h2", "http/1.1"), "1.1": ("http/1.1",), "2": ("h2",)}


def context_for(tls: Tls, alpn: tuple[str, ...]) -> ssl.SSLContext:
    """The context for these options, made at the first call in this process. Any thread may ask.

    Raises:
        httpx.LocalProtocolError: a file is missing or is not what it should be; names it.
    """
    if tls.context is not None:
        # A caller's own context is shared by all versions, so it is told anew each time.
        context = tls.context() if callable(tls.context) else tls.context
        context.set_alpn_protocols(list(alpn))
        return context
    return _make(replace(tls, server_name=""), alpn)


@cache
def _make(tls: Tls, alpn: tuple[str, ...]) -> ssl.SSLContext:
    only = tls.ca_file if tls.only_ca_file else None
    try:
        context = ssl.create_default_context(cafile=only)
        if only is None:
            # The system's store may be older than this program, or this program older than the store.
            context.load_verify_locations(certifi.where())
        if tls.ca_file is not None and only is None:
            context.load_verify_locations(tls.ca_file)
    except OSError as error:
        raise _unusable(tls.ca_file, "certificates to trust", error) from error
    context.minimum_version = _MINIMUM[tls.minimum]
    context.set_alpn_protocols(list(alpn))
    if not tls.verify:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    if tls.certificate is not None:
        try:
            _load_client(context, tls, tls.certificate)
        except (OSError, ValueError) as error:
            raise _unusable(tls.certificate, "a client certificate and its key", error) from error
    return context


def _load_client(context: ssl.SSLContext, tls: Tls, certificate: Path) -> None:
    octets = certificate.read_bytes()
    # A password that is not given must not be asked for on a terminal nobody sees.
    password = tls.password or (lambda: b"")
    if b"-----BEGIN" in octets:
        context.load_cert_chain(certificate, tls.key, password)
        return
    # Megabytes that only PKCS#12 needs.
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
    from cryptography.hazmat.primitives.serialization.pkcs12 import load_key_and_certificates

    key, own, others = load_key_and_certificates(octets, tls.password.encode() or None)
    if key is None or own is None:
        raise ValueError("it holds no key or no certificate")
    # OpenSSL reads files only: the key is written encrypted, for a moment, with a password of its own.
    lock = secrets.token_hex(16)
    encrypted = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(lock.encode()))
    chain = [one.public_bytes(Encoding.PEM) for one in (own, *others)]
    descriptor, name = tempfile.mkstemp(suffix=".pem")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(b"".join([encrypted, *chain]))
        context.load_cert_chain(name, password=lock)
    finally:
        Path(name).unlink()


def _unusable(path: Path | None, what: str, error: Exception) -> httpx.LocalProtocolError:
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    sentence = f"{path} cannot be used as {what}: {reason}"
    return troubled(httpx.LocalProtocolError(sentence), Trouble("file", "tls"))


def with_tls(facts: Connection, tls: ssl.SSLObject) -> Connection:
    """The facts of a connection and of the handshake on it."""
    cipher = tls.cipher()
    return replace(
        facts,
        alpn=tls.selected_alpn_protocol() or "",
        tls_version=tls.version() or "",
        cipher=cipher[0] if cipher else "",
        verified=tls.context.verify_mode is ssl.CERT_REQUIRED,
    )


def chain_of(tls: ssl.SSLObject) -> tuple[bytes, ...]:
    """The certificates that the server sent, as DER, its own first."""
    # The chain is public from Python 3.13 on; before, the object inside already knows it.
    source: Any = tls if hasattr(tls, "get_unverified_chain") else getattr(tls, "_sslobj", None)
    chain = source.get_unverified_chain() if hasattr(source, "get_unverified_chain") else None
    if chain:
        return tuple(
            one if isinstance(one, bytes) else ssl.PEM_cert_to_DER_cert(one.public_bytes()) for one in chain
        )
    own = tls.getpeercert(binary_form=True)
    return (own,) if own else ()
