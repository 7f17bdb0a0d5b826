"""A local certificate authority and what it signs: good, expired, for another host, for a client."""

from __future__ import annotations

import datetime
import shutil
import ssl
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError

NAMES = ("127.0.0.1", "localhost", "::1")
_KEPT = "certificates"
CA_FILE = f"{_KEPT}/ca.pem"  # where the authority's certificate is, from the folder that was given
_FILES = ("ca.pem", "server.pem", "expired.pem", "wrong_host.pem", "client.pem")


@dataclass(frozen=True, slots=True)
class Certificates:
    """A folder of PEM files; all but ``ca`` hold a private key and its certificate chain."""

    folder: Path

    @property
    def ca(self) -> Path:
        """The authority's certificate: what a client has to trust."""
        return self.folder / "ca.pem"

    @property
    def client(self) -> Path:
        """A client's key and certificate, for the listener that demands one."""
        return self.folder / "client.pem"

    def context(self, kind: str) -> ssl.SSLContext:
        """The TLS settings of a listener: "server", "expired", "wrong_host" or "mutual"."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        # RFC 9113 section 9.2.1 forbids compression and renegotiation under HTTP/2.
        context.options |= ssl.OP_NO_COMPRESSION | ssl.OP_NO_RENEGOTIATION
        context.set_alpn_protocols(["h2", "http/1.1"])
        if kind == "mutual":
            context.verify_mode = ssl.CERT_REQUIRED
            context.load_verify_locations(self.ca)
            kind = "server"
        context.load_cert_chain(self.folder / f"{kind}.pem")
        return context


def prepare_certificates(folder: Path) -> Certificates:
    """Take the certificates kept in ``folder``, or make them there.

    The authority's key is thrown away after signing: nobody who trusts the authority can be fooled by
    a certificate that is made later.

    Raises:
        AppError: nothing can be written into ``folder``.
    """
    kept = folder / _KEPT
    if not _is_whole(kept):
        try:
            _put_in_place(_make(folder), kept)
        except OSError as error:
            raise AppError(
                f"The playground cannot keep its certificates in {folder} ({error}).",
                "Make the folder writable, or choose another one.",
            ) from error
    return Certificates(kept)


def _is_whole(kept: Path) -> bool:
    return all((kept / name).is_file() for name in _FILES)


def _make(folder: Path) -> Path:
    """A new folder inside ``folder`` with every file in it."""
    folder.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder, prefix=f"{_KEPT}-"))
    _write(fresh)
    return fresh


def _put_in_place(fresh: Path, kept: Path) -> None:
    """Rename the finished folder, unless another program put a whole one there in the meantime."""
    if not _is_whole(kept):
        shutil.rmtree(kept, ignore_errors=True)
    try:
        fresh.rename(kept)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        if not _is_whole(kept):
            raise


def _write(folder: Path) -> None:
    # Imported here, for it takes 70 ms that a start with kept certificates can do without.
    import trustme

    authority = trustme.CA(organization_name="Sonde playground")
    past = datetime.datetime(2020, 1, 1)
    leaves = {
        "server.pem": authority.issue_cert(*NAMES),
        "expired.pem": authority.issue_cert(*NAMES, not_after=past),
        "wrong_host.pem": authority.issue_cert("wrong.host.invalid"),
        "client.pem": authority.issue_cert("client@playground.invalid", common_name="Sonde client"),
    }
    authority.cert_pem.write_to_path(folder / "ca.pem")
    for name, leaf in leaves.items():
        # mkdtemp made the folder for this user only, so the keys inside are private.
        leaf.private_key_and_cert_chain_pem.write_to_path(folder / name)
