"""Between options and the rows of their table: reading a value, placing one, and saying it in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from app.model.options import SYSTEM, ClientCertificate, Options, Override, Proxy, Retry
from ui.kit.duration import duration_words
from ui.request.option_rows import OptionRow

_FIRST_PROXY: Final = "http://localhost:3128"
_FIRST_RETRY: Final = Retry(3)
_EMPTY: Final[dict[str, Any]] = {"certificate": ClientCertificate(), "proxy": Proxy(), "retry": Retry()}
_NOTHING: Final = {"sni": "the host", "local_address": "any"}
_ARROW: Final = " -> "


def read_option(options: Options, row: OptionRow) -> Any:
    """The value that a row shows, None where the option is left open."""
    value: Any = getattr(options, row.option)
    if value is None or row.part:
        return None if value is None else getattr(value, row.part)
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Proxy):
        return {"": "none", SYSTEM: SYSTEM}.get(value.url, "url")
    if isinstance(value, Retry):
        return "on" if value.count else "off"
    return value


def place_option(options: Options, row: OptionRow, value: Any, inherited: Options) -> Options:
    """The options with the value that a row was given; None leaves the option open."""
    if row.part:
        whole = getattr(options, row.option) or _EMPTY[row.option]
        value = replace(whole, **{row.part: value or type(getattr(whole, row.part))()})
        # A certificate of which nothing is left is none.
        value = None if value == ClientCertificate() else value
    elif value is not None and row.choices in _SWITCHES:
        value = value == "on"
    elif value is not None and row.name in ("proxy", "retry"):
        value = _proxy(value, inherited) if row.name == "proxy" else _retry(value, inherited)
    changes: dict[str, Any] = {row.option: value}
    return replace(options, **changes)


_SWITCHES: Final = ((("on", "On"), ("off", "Off")),)


def _proxy(choice: str, inherited: Options) -> Proxy:
    if choice != "url":
        return Proxy("" if choice == "none" else SYSTEM)
    held = inherited.proxy
    return held if held is not None and held.url not in ("", SYSTEM) else Proxy(_FIRST_PROXY)


def _retry(choice: str, inherited: Options) -> Retry:
    if choice == "off":
        return Retry(0)
    return inherited.retry if inherited.retry is not None and inherited.retry.count else _FIRST_RETRY


def is_shown(row: OptionRow, options: Options) -> bool:
    """Whether a row has something to say: a part of an option only where that option is set to be so."""
    if row.option == "certificate":
        return row.part == "file" or options.certificate is not None
    if row.part and row.option == "proxy":
        return options.proxy is not None and options.proxy.url not in ("", SYSTEM)
    if row.part and row.option == "retry":
        return options.retry is not None and options.retry.count > 0
    return True


def option_words(row: OptionRow, options: Options) -> str:
    """The value of a row in words, for what is inherited."""
    value = read_option(options, row)
    if row.name == "proxy" and value == "url" and options.proxy is not None:
        return options.proxy.url.rpartition("@")[2]
    if row.name == "retry" and value == "on" and options.retry is not None:
        return f"{options.retry.count} times"
    if row.kind == "choice":
        return dict(row.choices).get(value, str(value)).rstrip(":")
    if row.kind == "time":
        return duration_words(value)
    if row.kind == "lines":
        return ", ".join(line_texts(value)) or "none"
    return str(value) if value not in (None, "") else _NOTHING.get(row.name, "none")


def line_texts(value: tuple[Any, ...] | None) -> list[str]:
    """The lines of a value that has several."""
    return [
        f"{line.host}{_ARROW}{line.address}" if isinstance(line, Override) else line for line in value or ()
    ]


def read_lines(row: OptionRow, text: str) -> tuple[Any, ...] | None:
    """The value of several lines; None for none."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if row.name != "resolve":
        return tuple(lines) or None
    return tuple(map(_read_override, lines)) or None


def _read_override(line: str) -> Override:
    host, arrow, address = line.partition(_ARROW.strip())
    if not arrow:
        host, _, address = line.partition(" ")
    return Override(host.strip(), address.strip())


def count_set(options: Options) -> int:
    """How many options are set here."""
    return len(options.set_here())
