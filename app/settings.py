"""The settings: one frozen value and one table that the dialog, the file and the README come from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from app.errors import AppError, UnreadableFile
from app.files import atomic
from app.model.options import (
    SYSTEM,
    ClientCertificate,
    HostCertificate,
    Options,
    Proxy,
    Retry,
)

Kind = Literal["choice", "bool", "int", "text", "path", "lines"]

LONGEST = 86_400_000  # ms; a day


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting with its default. Times in milliseconds, sizes in pixels."""

    theme: str = "system"
    text_size: int = 13
    density: str = "comfortable"
    timeout: int = 0
    connect_timeout: int = 0
    read_timeout: int = 0
    write_timeout: int = 0
    pool_timeout: int = 0
    follow_redirects: bool = True
    max_redirects: int = 10
    retries: int = 0
    verify: bool = True
    ca_file: str = ""
    unverified_hosts: tuple[str, ...] = ()
    client_certificates: tuple[str, ...] = ()
    proxy: str = "system"
    proxy_url: str = ""
    no_proxy: tuple[str, ...] = ()
    store_cookies: bool = True
    history: bool = True
    history_bodies: bool = True
    history_budget: int = 500
    history_without: tuple[str, ...] = ()
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
        "Time limits",
        "Whole exchange",
        "For everything, redirects and retries included; 0 waits for ever. Collections, folders and "
        "requests may have limits of their own.",
        "int",
        maximum=LONGEST,
        unit="ms",
    ),
    SettingField(
        "connect_timeout",
        "Time limits",
        "To connect",
        "Until the connection stands: name, TCP and TLS together; 0 waits for ever.",
        "int",
        maximum=LONGEST,
        unit="ms",
    ),
    SettingField(
        "read_timeout",
        "Time limits",
        "Between bytes",
        "How long the server may send nothing while its answer is awaited; 0 waits for ever.",
        "int",
        maximum=LONGEST,
        unit="ms",
    ),
    SettingField(
        "write_timeout",
        "Time limits",
        "To take bytes",
        "How long the server may take nothing of what is sent; 0 waits for ever.",
        "int",
        maximum=LONGEST,
        unit="ms",
    ),
    SettingField(
        "pool_timeout",
        "Time limits",
        "To get its turn",
        "How long a send waits until one of the connections to the server is free; 0 waits for ever.",
        "int",
        maximum=LONGEST,
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
        "retries",
        "Requests",
        "Retries",
        "How often a failed send is tried again; 0 never. Each try is shown in the Timeline.",
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
        "client_certificates",
        "Security",
        "Client certificates",
        "One per line: host | certificate file | key file | {{passphrase}}. PEM, or PKCS#12 without a key "
        "file. The passphrase is the name of a secret variable.",
        "lines",
    ),
    SettingField(
        "proxy",
        "Proxy",
        "Proxy",
        "Collections, folders and requests may have another one.",
        "choice",
        ((SYSTEM, "As the system says"), ("none", "None"), ("url", "The one below")),
    ),
    SettingField(
        "proxy_url",
        "Proxy",
        "Proxy URL",
        "http, https, socks5, socks5h, socks4 or socks4a, such as socks5h://127.0.0.1:1080. "
        "Write {{names}} of secret variables for user name and password before an @.",
        "text",
    ),
    SettingField(
        "no_proxy",
        "Proxy",
        "Without proxy",
        "One host, .domain, address or network such as 10.0.0.0/8 per line that is reached directly.",
        "lines",
    ),
    SettingField(
        "history",
        "History",
        "Keep a history",
        "Each send is kept on this computer only: the request as typed and as sent, headers, status, times, "
        "sizes and bodies. Secrets, credential headers and cookies are masked before they are written.",
        "bool",
    ),
    SettingField(
        "history_bodies",
        "History",
        "Keep bodies",
        "Off keeps everything but the bodies of requests and responses; those can then not be searched.",
        "bool",
    ),
    SettingField(
        "history_budget",
        "History",
        "Space for bodies",
        "When it is used up, the bodies of the oldest entries that are not pinned go; the entries stay. "
        "A body larger than a quarter of it is not kept.",
        "int",
        minimum=1,
        maximum=1_000_000,
        unit="MB",
    ),
    SettingField(
        "history_without",
        "History",
        "Collections left out",
        "One name or folder of a collection per line whose sends are not kept.",
        "lines",
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


def common_options(settings: Settings) -> Options:
    """The options that hold where no request, folder or collection has its own."""
    return Options(
        timeout=settings.timeout,
        connect_timeout=settings.connect_timeout,
        read_timeout=settings.read_timeout,
        write_timeout=settings.write_timeout,
        pool_timeout=settings.pool_timeout,
        follow_redirects=settings.follow_redirects,
        max_redirects=settings.max_redirects,
        verify=settings.verify,
        ca_file=settings.ca_file,
        proxy=_proxy(settings),
        no_proxy=settings.no_proxy,
        retry=Retry(settings.retries),
    )


def _proxy(settings: Settings) -> Proxy:
    return {"none": Proxy(), "url": Proxy(settings.proxy_url)}.get(settings.proxy, Proxy(SYSTEM))


def host_certificates(settings: Settings) -> tuple[HostCertificate, ...]:
    """The client certificates of the settings; a line without a file is none."""
    found = []
    for line in settings.client_certificates:
        host, file, *more = (*(part.strip() for part in line.split("|")), "")
        key, passphrase = (*more, "", "")[:2]
        if host and file:
            found.append(HostCertificate(host, ClientCertificate(file, key, passphrase)))
    return tuple(found)


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


def without_secrets(settings: Settings) -> Settings:
    """The settings without passphrases and proxy passwords that were typed as they are; a reference such
    as ``{{passphrase}}`` stays."""
    lines = []
    for line in settings.client_certificates:
        parts = line.split("|")
        literal = len(parts) > 3 and parts[3].strip() and "{{" not in parts[3]
        lines.append("|".join([*parts[:3], " "]).rstrip(" |") if literal else line)
    login, at, server = settings.proxy_url.rpartition("@")
    scheme, colon, user = login.rpartition("//")
    name, has_password, password = user.partition(":")
    if at and has_password and "{{" not in password:
        return replace(
            settings, client_certificates=tuple(lines), proxy_url=f"{scheme}{colon}{name}@{server}"
        )
    return replace(settings, client_certificates=tuple(lines))


def write(path: Path, settings: Settings) -> None:
    """Write the settings atomically; only what differs from the defaults, so that new defaults reach
    old files.

    Raises:
        UnreadableFile: the file cannot be written.
        AppError: everything is written but a password or passphrase, which holds for this run.
    """
    default, kept = asdict(Settings()), without_secrets(settings)
    changed = {name: value for name, value in asdict(kept).items() if value != default[name]}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise atomic.unwritable(path, error) from error
    atomic.write(path, (json.dumps(changed, indent=2, ensure_ascii=False) + "\n").encode())
    if kept != settings:
        sentence = "A password typed into the settings holds for this run; it is not written to a file."
        raise AppError(sentence, "Make it a secret variable and write {{name}} in its place.")
