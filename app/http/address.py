"""The text of a URL taken apart for the wire: where to connect, and the request target verbatim."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import unquote

from app.errors import InvalidRequest

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_AUTHORITY = re.compile(r"(?:(?P<user>.*)@)?(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>.*))?\Z", re.DOTALL)
_NOT_IN_HOST = re.compile(r"[\s\"#%/<>?@\\^`{|}]")
_NOT_ON_A_LINE = re.compile(r"[^\x21-\x7e]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request goes.

    ``host`` as it is looked up (IDNA, no brackets), ``port`` None for the scheme's own, ``target`` the
    request target (RFC 9112 section 3.2) in ASCII. ``username`` and ``password`` come from the URL.
    """

    scheme: str
    host: str
    port: int | None
    target: str
    username: str | None = None
    password: str = ""

    @property
    def any_port(self) -> int:
        """The port to connect to, the scheme's own where none is given."""
        return self.port or DEFAULT_PORTS[self.scheme]

    @property
    def authority(self) -> str:
        """The value of Host: host, and the port when it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port in (None, DEFAULT_PORTS[self.scheme]) else f"{host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str]:
        """What must be equal for two URLs to share credentials (RFC 6454)."""
        return (self.scheme, self.authority)

    @property
    def text(self) -> str:
        """The URL without credentials and fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"


def read_address(url: str) -> Address:
    """Take the text of a URL apart. Without a scheme it is http, as with curl.

    Raises:
        InvalidRequest: says what is wrong and where.
    """
    text = url.strip()
    if not text:
        raise InvalidRequest("The URL is empty.", "Type an address, for example https://example.com.")
    if control := _CONTROL.search(text):
        place = f"U+{ord(control.group()):04X} at position {control.start() + 1}"
        raise InvalidRequest(f"The URL holds a control character ({place}).", "Remove it.")
    scheme, rest = _split_scheme(text)
    rest = rest.partition("#")[0]
    end = re.search(r"[/?]|\Z", rest)
    assert end is not None
    match = _AUTHORITY.match(rest[: end.start()])
    if match is None:
        raise _malformed(f"{rest[: end.start()]} is not a host and port")
    username, password = _credentials(match["user"])
    host = _host(match["host"], scheme)
    return Address(scheme, host, _port(match["port"]), _target(rest[end.start() :]), username, password)


def encode_for_line(text: str) -> str:
    """Percent-encode what cannot stand on a request line, as UTF-8; everything else stays as typed."""
    return _NOT_ON_A_LINE.sub(lambda found: "".join(f"%{octet:02X}" for octet in _octets(found)), text)


def _octets(found: re.Match[str]) -> bytes:
    return found.group().encode("utf-8", "surrogatepass")


def _split_scheme(text: str) -> tuple[str, str]:
    if match := _SCHEME.match(text):
        scheme = match.group(1).lower()
        if scheme not in ("http", "https"):
            raise InvalidRequest(
                f"The URL begins with {scheme}://, which Sonde does not speak.", "Use http:// or https://."
            )
        return scheme, text[match.end() :]
    if slip := re.match(r"(https?):(?!\d)/?", text, re.IGNORECASE):
        raise _malformed(f"two slashes are missing after {slip.group(1)}:")
    return "http", text.removeprefix("//")


def _credentials(user: str | None) -> tuple[str | None, str]:
    if user is None:
        return None, ""
    name, _, password = user.partition(":")
    return unquote(name), unquote(password)


def _host(host: str, scheme: str) -> str:
    if not host:
        raise _malformed(f"there is no host after {scheme}://")
    if wrong := _NOT_IN_HOST.search(host):
        raise _malformed(f'the host "{host}" holds {wrong.group()!r}')
    try:
        return _ip_address(host) if host.startswith("[") else _host_name(host)
    except ValueError as error:
        raise _malformed(f'"{host}" is not a host name') from error


def _ip_address(host: str) -> str:
    address, percent, zone = host.strip("[]").partition("%")
    return str(ipaddress.IPv6Address(address)) + percent + zone


def _host_name(host: str) -> str:
    """A name in lower case; one with letters of other scripts as IDNA 2008 writes it."""
    if host.isascii():
        return host.lower()
    import idna

    return idna.encode(host.lower()).decode("ascii")


def _port(port: str | None) -> int | None:
    if not port:
        return None
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise _malformed(f'the port "{port}" is not a number from 1 to 65535')
    return int(port)


def _target(rest: str) -> str:
    return encode_for_line(rest if rest.startswith("/") else f"/{rest}")


def _malformed(what: str) -> InvalidRequest:
    return InvalidRequest(f"The URL is malformed: {what}.", "Check the address in the URL bar.")
