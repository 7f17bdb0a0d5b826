"""The cookies that the responses of all hops asked to keep, as a table."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from PySide6.QtWidgets import QStackedLayout, QWidget

from app.http.cookies import Cookie, parse_set_cookie
from app.model.exchange import Exchange
from ui.kit.empty import EmptyState
from ui.response.value_table import ValueTable, indented


class CookiesView(QWidget):
    """Set-Cookie, one row each, in the order they came."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(EmptyState("cookie", "No response of this send set a cookie.", parent=self))
        page = QWidget(self)
        self.table = ValueTable("Cookies", ("Name", "Value", "Domain", "Path", "Expires", "Flags"), 1, page)
        page.setLayout(indented(self.table))
        self._pages.addWidget(page)

    def show_exchange(self, exchange: Exchange) -> None:
        """Show the cookies of all hops."""
        rows = cookie_rows(exchange)
        self.table.show_rows(rows)
        self._pages.setCurrentIndex(1 if rows else 0)


def cookie_rows(exchange: Exchange) -> tuple[tuple[str, ...], ...]:
    """Every cookie that a response of this send asked to keep, in words."""
    return tuple(
        cookie_row(parse_set_cookie(value), hop.request.url)
        for hop in exchange.hops
        if hop.response is not None
        for name, value in hop.response.headers
        if name.lower() == "set-cookie"
    )


def cookie_row(cookie: Cookie, url: str) -> tuple[str, ...]:
    """A cookie in words; ``url`` is where it came from, for a cookie that names no domain or path."""
    address = urlsplit(url)
    # The folder of the request's path is the default (RFC 6265 section 5.1.4).
    folder = address.path.rpartition("/")[0] or "/"
    flags = [
        "Secure" if cookie.secure else "",
        "HttpOnly" if cookie.http_only else "",
        f"SameSite={cookie.same_site}" if cookie.same_site else "",
    ]
    return (
        cookie.name,
        cookie.value,
        cookie.domain or address.hostname or "",
        cookie.path or folder,
        _expiry_words(cookie.expires),
        " ".join(flag for flag in flags if flag),
    )


def _expiry_words(expires: float | None) -> str:
    if expires is None:
        return "Session"
    if expires <= 0:
        return "Removed"
    try:
        return datetime.fromtimestamp(expires).strftime("%Y-%m-%d %H:%M")
    except (OverflowError, OSError, ValueError):
        return "Never"
