"""Reads the certificates of a server, as the handshake brought them, into values for people."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from app.model.certificate import Certificate

if TYPE_CHECKING:
    from cryptography import x509


@lru_cache(maxsize=64)
def read_chain(chain: tuple[bytes, ...]) -> tuple[Certificate, ...]:
    """The certificates of a chain (DER), the server's own first; what cannot be read is left out."""
    found = (_read(octets) for octets in chain)
    return tuple(certificate for certificate in found if certificate is not None)


def _read(octets: bytes) -> Certificate | None:
    # Only who looks at a certificate pays for the library.
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes

    try:
        made = x509.load_der_x509_certificate(octets)
        return Certificate(
            made.subject.rfc4514_string(),
            made.issuer.rfc4514_string(),
            _names(made),
            made.not_valid_before_utc,
            made.not_valid_after_utc,
            f"{made.serial_number:x}",
            made.fingerprint(hashes.SHA256()).hex(),
        )
    except ValueError:
        return None


def _names(made: x509.Certificate) -> tuple[str, ...]:
    """RFC 5280 section 4.2.1.6: the names that count; the subject's own is for show."""
    from cryptography import x509

    try:
        names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    return tuple(str(name.value) for name in names if isinstance(name, x509.DNSName | x509.IPAddress))
