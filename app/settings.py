"""The settings: one frozen value and one table that the dialog, the file and the README come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal

from app.errors import UnreadableFile
from app.files import atomic

Kind = Literal["choice", "bool", "int", "text", "path", "lines"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default. Times in milliseconds, sizes in pixels."""

    theme: str = "system"
    text_size: int = 13
    density: str = "comfortable"
    timeout: int = 0
    follow_redirects: bool = True
    max_redirects: int = 10
    verify: bool = True
    ca_file: str = ""
    unverified_hosts: tuple[str, ...] = ()
    store_cookies: bool = True
    restore_tabs: bool = True
    playground: bool = True


@dataclass(frozen=True, slots=True)
class SettingField:
    """How one setting is shown: its label, the sentence below it, and what may be typed."""

    name: str
    group: str
    label: str
    sentence: str
    kind: Kind
    choices: tuple[tuple[str, str], ...] = ()
    minimum: int = 0
    maximum: int = 0
    unit: str = ""


FIELDS: tuple[SettingField, ...] = (
    SettingField(
        "theme",
        "Appearance",
        "Theme",
        "Light, dark, or as the system says.",
        "choice",
        (("system", "As the system"), ("light", "Light"), ("dark", "Dark")),
    ),
    SettingField(
        "text_size",
        "Appearance",
        "Text size",
        "Size of all text; Ctrl+= and Ctrl+- change it too.",
        "int",
        minimum=11,
        maximum=20,
        unit="px",
    ),
    SettingField(
        "density",
        "Appearance",
        "Density",
        "How much air there is between rows.",
        "choice",
        (("comfortable", "Comfortable"), ("compact", "Compact")),
    ),
    SettingField(
        "timeout",
        "Requests",
        "Time limit",
        "For the whole exchange, redirects included; 0 waits for ever. A request may have its own.",
        "int",
        maximum=86_400_000,
        unit="ms",
    ),
    SettingField(
        "follow_redirects",
        "Requests",
        "Follow redirects",
        "Each hop is shown as an exchange of its own in the Timeline.",
        "bool",
    ),
    SettingField(
        "max_redirects",
        "Requests",
        "Most redirects",
        "After that many hops the send ends with a failure.",
        "int",
        maximum=100,
    ),
    SettingField(
        "store_cookies",
        "Requests",
        "Keep cookies",
        "Cookies of responses are stored per environment and sent back.",
        "bool",
    ),
    SettingField(
        "verify",
        "Security",
        "Verify certificates",
        "Off accepts any certificate of any server; better name single hosts below.",
        "bool",
    ),
    SettingField(
        "unverified_hosts",
        "Security",
        "Hosts not verified",
        "One host[:port] per line whose certificate is accepted as it is.",
        "lines",
    ),
    SettingField(
        "ca_file",
        "Security",
        "Extra CA",
        "A PEM file with certificates to trust besides the system's.",
        "path",
    ),
    SettingField(
        "restore_tabs",
        "Start",
        "Restore tabs",
        "Open tabs and unsaved edits come back at the next start.",
        "bool",
    ),
    SettingField(
        "playground",
        "Start",
        "Run the playground",
        "The embedded test server on this machine that the sample collections talk to.",
        "bool",
    ),
)


def from_mapping(data: Mapping[str, Any]) -> Settings:
    """Settings from what a file held; a value of a wrong type or out of range is the default."""
    good: dict[str, Any] = {}
    table = {field.name: field for field in FIELDS}
    for field in fields(Settings):
        value = data.get(field.name, field.default)
        if isinstance(value, list):
            value = tuple(str(line) for line in value)
        if type(value) is type(field.default) and _allowed(table[field.name], value):
            good[field.name] = value
    return Settings(**good)


def _allowed(field: SettingField, value: Any) -> bool:
    if field.kind == "choice":
        return value in {choice for choice, _ in field.choices}
    return field.kind != "int" or field.minimum <= value <= field.maximum


def read(path: Path) -> Settings:
    """Settings of a file; a missing one gives the defaults.

    Raises:
        UnreadableFile: the file is there but is not JSON; it is left as it is.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        sentence = f"The settings in {path} cannot be read ({error})."
        raise UnreadableFile(path, sentence, "The defaults are used until they can.") from error
    return from_mapping(data if isinstance(data, dict) else {})


def write(path: Path, settings: Settings) -> None:
    """Write the settings atomically; only what differs from the defaults, so that new defaults reach
    old files.

    Raises:
        UnreadableFile: the file cannot be written.
    """
    default = asdict(Settings())
    changed = {name: value for name, value in asdict(settings).items() if value != default[name]}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.unwritable(path, error) from error
    atomic.write(path, (json.dumps(changed, indent=2, ensure_ascii=False) + "\n").encode())
