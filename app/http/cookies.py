"""Cookies as browsers keep them (RFC 6265): read from Set-Cookie, sent back where they belong."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from email.utils import mktime_tz, parsedate_tz
from typing import Any

from app.errors import AppError
from app.http.address import Address, read_address


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie. ``expires`` is seconds since 1970, None until the end of the session. A cookie whose
    ``host_only`` is set goes to exactly ``domain``, else also to the hosts below it."""

    name: str
    value: str
    domain: str = ""
    path: str = ""
    expires: float | None = None
    secure: bool = False
    http_only: bool = False
    same_site: str = ""
    host_only: bool = True

    @property
    def key(self) -> tuple[str, str, str]:
        """What a later cookie must share to replace this one."""
        return (self.domain, self.path, self.name)


def parse_set_cookie(value: str) -> Cookie:
    """Read the value of Set-Cookie (RFC 6265 section 5.2); ``domain`` and ``path`` are empty when it
    names none. A value without ``=`` is a cookie without a name, which no jar keeps."""
    pair, *attributes = value.split(";")
    name, equals, text = pair.partition("=")
    cookie = Cookie(name.strip(), text.strip()) if equals else Cookie("", pair.strip())
    max_age: float | None = None
    for attribute in attributes:
        key, _, setting = (part.strip() for part in attribute.partition("="))
        if key.lower() == "max-age":
            max_age = _max_age(setting)
        else:
            cookie = _with_attribute(cookie, key.lower(), setting)
    # Max-Age wins over Expires, wherever it stands.
    return cookie if max_age is None else replace(cookie, expires=max_age)


def _max_age(text: str) -> float | None:
    try:
        seconds = int(text)
    except ValueError:
        return None
    return time.time() + seconds if seconds > 0 else 0.0


def _with_attribute(cookie: Cookie, key: str, setting: str) -> Cookie:
    if key == "expires":
        return replace(cookie, expires=_moment(setting))
    if key == "domain" and setting.lstrip("."):
        return replace(cookie, domain=setting.lstrip(".").lower(), host_only=False)
    if key == "path":
        return replace(cookie, path=setting if setting.startswith("/") else "")
    if key == "samesite":
        return replace(cookie, same_site=setting)
    if key == "secure":
        return replace(cookie, secure=True)
    return replace(cookie, http_only=True) if key == "httponly" else cookie


def _moment(text: str) -> float | None:
    parts = parsedate_tz(text)
    try:
        return None if parts is None else float(mktime_tz(parts))
    except (ValueError, OverflowError):
        return None


class CookieJar:
    """The cookies of one environment. Ports do not matter; localhost and IP addresses work."""

    def __init__(self) -> None:
        self._cookies: dict[tuple[str, str, str], Cookie] = {}

    def header_for(self, url: str) -> str | None:
        """The value of Cookie for a request to ``url``, longest paths first; None when there is none."""
        address = _address(url)
        if address is None:
            return None
        found = [cookie for cookie in self.cookies() if _belongs(cookie, address)]
        found.sort(key=lambda cookie: -len(cookie.path))
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in found) or None

    def store(self, url: str, set_cookie_values: Iterable[str]) -> bool:
        """Keep what an answer from ``url`` sets; a date in the past removes. True when something changed.

        Cookies for domains that the host does not belong to are dropped.
        """
        address = _address(url)
        before = dict(self._cookies)
        for value in set_cookie_values:
            cookie = _placed(parse_set_cookie(value), address) if address else None
            if cookie is None:
                continue
            # A replaced cookie keeps its place in the order (RFC 6265 section 5.3, step 11).
            if cookie.expires is not None and cookie.expires <= time.time():
                self._cookies.pop(cookie.key, None)
            else:
                self._cookies[cookie.key] = cookie
        return before != self._cookies

    def cookies(self) -> tuple[Cookie, ...]:
        """Every cookie that has not expired, oldest first."""
        now = time.time()
        return tuple(c for c in self._cookies.values() if c.expires is None or c.expires > now)

    def remove(self, cookie: Cookie) -> None:
        """Forget one cookie."""
        self._cookies.pop(cookie.key, None)

    def clear(self) -> None:
        """Forget all."""
        self._cookies.clear()

    def dump(self) -> list[dict[str, Any]]:
        """The cookies as plain data, for a file."""
        return [asdict(cookie) for cookie in self.cookies()]

    def load(self, data: Iterable[Mapping[str, Any]]) -> None:
        """Replace the cookies by those that ``dump`` gave."""
        cookies = [Cookie(**entry) for entry in data]
        self._cookies = {cookie.key: cookie for cookie in cookies}


def _address(url: str) -> Address | None:
    try:
        return read_address(url)
    except AppError:
        return None


def _placed(cookie: Cookie, address: Address) -> Cookie | None:
    """The cookie with domain and path filled in, or None when this host may not set it."""
    if not cookie.name or (cookie.secure and not _is_trusted(address)):
        return None
    path = cookie.path or _default_path(address.target)
    if cookie.host_only or cookie.domain == address.host:
        return replace(
            cookie, domain=address.host, path=path, host_only=cookie.host_only or _is_ip(address.host)
        )
    # A domain of one label (com, localhost) would reach strangers.
    if "." not in cookie.domain or not _is_below(address.host, cookie.domain):
        return None
    return replace(cookie, path=path)


def _belongs(cookie: Cookie, address: Address) -> bool:
    path = address.target.partition("?")[0]
    within = path == cookie.path or path.startswith(cookie.path.rstrip("/") + "/")
    at_home = address.host == cookie.domain
    below = not cookie.host_only and _is_below(address.host, cookie.domain)
    return within and (at_home or below) and (not cookie.secure or _is_trusted(address))


def _is_below(host: str, domain: str) -> bool:
    return host.endswith(f".{domain}") and not _is_ip(host)


def _is_trusted(address: Address) -> bool:
    """Secure cookies also travel to this machine itself, as in browsers and curl."""
    return address.scheme == "https" or address.host in ("localhost", "127.0.0.1", "::1")


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _default_path(target: str) -> str:
    """RFC 6265 section 5.1.4."""
    return target.partition("?")[0].rpartition("/")[0] or "/"
