"""The table of options: in which group each stands, what it is called, and what kind of control it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Kind = Literal["choice", "time", "count", "text", "path", "secret", "lines", "statuses", "failures", "switch"]

VERSION, REDIRECTS, TLS, DIALLING, RETRY = GROUPS = (
    "Version and limits",
    "Redirects",
    "TLS",
    "Proxy and dialling",
    "Retry",
)


@dataclass(frozen=True, slots=True)
class OptionRow:
    """One row. A dotted ``name`` is a part of an option that is inherited as a whole, such as
    ``proxy.url``; it is shown while that option is set here."""

    name: str
    group: str
    label: str
    kind: Kind
    sentence: str
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def option(self) -> str:
        """The option that the row belongs to."""
        return self.name.partition(".")[0]

    @property
    def part(self) -> str:
        """The part of the option, or empty for the whole."""
        return self.name.partition(".")[2]


_SWITCH: Final = (("on", "On"), ("off", "Off"))

ROWS: Final[tuple[OptionRow, ...]] = (
    OptionRow(
        "http_version",
        VERSION,
        "HTTP version",
        "choice",
        "Auto lets server and client agree over TLS and is 1.1 in clear.",
        (
            ("auto", "Auto"),
            ("1.1", "HTTP/1.1"),
            ("2", "HTTP/2"),
            ("2-prior-knowledge", "HTTP/2 without asking"),
        ),
    ),
    OptionRow("timeout", VERSION, "Time limit", "time", "For everything, redirects and retries included."),
    OptionRow(
        "connect_timeout", VERSION, "To connect", "time", "Until name, TCP and TLS are done, together."
    ),
    OptionRow("read_timeout", VERSION, "Between bytes", "time", "How long the server may send nothing."),
    OptionRow("write_timeout", VERSION, "To take bytes", "time", "How long the server may take nothing."),
    OptionRow(
        "pool_timeout", VERSION, "To get its turn", "time", "Until a connection to the server is free."
    ),
    OptionRow(
        "force_new_connection",
        VERSION,
        "New connection",
        "choice",
        "Open a connection for each send instead of using one that is open.",
        _SWITCH,
    ),
    OptionRow(
        "follow_redirects", REDIRECTS, "Follow", "choice", "Each hop is shown in the Timeline.", _SWITCH
    ),
    OptionRow("max_redirects", REDIRECTS, "At most", "count", "After that many hops the send fails."),
    OptionRow("verify", TLS, "Verify", "choice", "Off accepts any certificate of the server.", _SWITCH),
    OptionRow(
        "ca_file", TLS, "Extra CA", "path", "PEM file with certificates to trust besides the system's."
    ),
    OptionRow(
        "min_tls",
        TLS,
        "Lowest version",
        "choice",
        "A server that offers less is refused.",
        (("1.0", "TLS 1.0"), ("1.1", "TLS 1.1"), ("1.2", "TLS 1.2"), ("1.3", "TLS 1.3")),
    ),
    OptionRow(
        "sni",
        TLS,
        "Server name",
        "text",
        "Asked for, and looked for in the certificate, instead of the host.",
    ),
    OptionRow(
        "certificate.file",
        TLS,
        "Certificate",
        "path",
        "How Sonde shows itself: a PEM file, or PKCS#12 (.p12, .pfx) with the key in it.",
    ),
    OptionRow(
        "certificate.key_file",
        TLS,
        "Private key",
        "path",
        "PEM file; leave empty if the certificate's file holds it.",
    ),
    OptionRow("certificate.passphrase", TLS, "Passphrase", "secret", "What the key is locked with."),
    OptionRow(
        "proxy",
        DIALLING,
        "Proxy",
        "choice",
        "Through which proxy requests go; System is what the environment and the desktop say.",
        (("none", "None"), ("system", "System"), ("url", "This one:")),
    ),
    OptionRow(
        "proxy.url",
        DIALLING,
        "Proxy URL",
        "text",
        "http, https, socks5, socks5h (names are looked up there), socks4 or socks4a.",
    ),
    OptionRow("proxy.username", DIALLING, "User name", "text", "What the proxy knows you by."),
    OptionRow("proxy.password", DIALLING, "Password", "secret", "Goes to the proxy only."),
    OptionRow(
        "no_proxy",
        DIALLING,
        "Without proxy",
        "lines",
        "One host, .domain, address or network (10.0.0.0/8) per line that is reached directly.",
    ),
    OptionRow(
        "resolve",
        DIALLING,
        "Addresses",
        "lines",
        "One per line: api.example.com:443 -> 127.0.0.1 connects there without a look-up.",
    ),
    OptionRow("unix_socket", DIALLING, "Unix socket", "path", "Connect to this socket, whatever the host."),
    OptionRow(
        "ip_version",
        DIALLING,
        "IP version",
        "choice",
        "Which addresses of a host are tried.",
        (("any", "4 and 6"), ("4", "IPv4 only"), ("6", "IPv6 only")),
    ),
    OptionRow(
        "local_address", DIALLING, "From address", "text", "The address of this machine to connect from."
    ),
    OptionRow(
        "retry",
        RETRY,
        "Try again",
        "choice",
        "Each attempt is shown in the Timeline.",
        (("off", "No"), ("on", "Yes:")),
    ),
    OptionRow("retry.count", RETRY, "At most", "count", "Further attempts after the first."),
    OptionRow("retry.on_failures", RETRY, "After", "failures", "Failures that may pass."),
    OptionRow("retry.statuses", RETRY, "And statuses", "statuses", "Such as 429, 502, 503."),
    OptionRow("retry.backoff", RETRY, "First wait", "time", "Doubled before each further attempt."),
    OptionRow("retry.longest", RETRY, "Longest wait", "time", "Retry-After is obeyed up to this."),
    OptionRow(
        "retry.jitter",
        RETRY,
        "Jitter",
        "switch",
        "Wait any time up to that, so that clients do not come back at once.",
    ),
    OptionRow("retry.obey_retry_after", RETRY, "Retry-After", "switch", "Wait as long as the server says."),
    OptionRow(
        "retry.methods",
        RETRY,
        "Methods",
        "choice",
        "Repeatable are GET, HEAD, OPTIONS, TRACE, PUT, DELETE and what has an Idempotency-Key.",
        (("repeatable", "Repeatable ones"), ("all", "All")),
    ),
)
