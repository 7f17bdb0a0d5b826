"""An nginx of our own on free ports of this machine: small answers and large files."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import trustme

BODY = "0123456789012345678901234567890123456789012"
# In the worker of nginx that serves HTTP/2 in clear, HTTP/1.1 is not spoken: it has a port of its own.
CONFIG = """
{user} worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 100000000; sendfile on; client_max_body_size 0;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; root {folder}/files;
  http2_max_concurrent_streams 1000;
  server {{ listen 127.0.0.1:{http} backlog=4096; {location}
    location /uploads/ {{ dav_methods PUT; create_full_put_path on; }} }}
  server {{ listen 127.0.0.1:{h2c} http2 backlog=4096; {location} }}
  server {{ listen 127.0.0.1:{https} ssl http2 backlog=4096; {location}
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key; }}
}}
"""
LOCATION = f'location = /small {{ default_type text/plain; return 200 "{BODY}"; }}'


@dataclass(frozen=True, slots=True)
class Nginx:
    """A running server: its ports, its folder, and the file with the CA to trust."""

    http: int
    h2c: int
    https: int
    folder: Path

    @property
    def ca(self) -> str:
        return str(self.folder / "ca.pem")

    def small(self, over_tls: bool, http2: bool) -> str:
        """The URL that answers with 43 bytes."""
        if over_tls:
            return f"https://localhost:{self.https}/small"
        return f"http://localhost:{self.h2c if http2 else self.http}/small"


def is_installed() -> bool:
    """Whether there is anything to measure against."""
    return shutil.which("nginx") is not None


@contextlib.contextmanager
def nginx(parent: str | None = None) -> Iterator[Nginx]:
    """A server that lives as long as the block; its files lie under ``parent``."""
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "files").mkdir()
        _certify(folder)
        running = Nginx(*_free_ports(3), folder)
        user = "user root;" if os.geteuid() == 0 else ""
        ports = {"http": running.http, "h2c": running.h2c, "https": running.https}
        text = CONFIG.format(user=user, folder=folder, location=LOCATION, **ports)
        (folder / "nginx.conf").write_text(text)
        server = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
        try:
            _wait_for(running.http)
            yield running
        finally:
            server.terminate()
            server.wait()


def _certify(folder: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    own = authority.issue_cert("localhost")
    own.private_key_pem.write_to_path(folder / "server.key")
    for pem in own.cert_chain_pems:
        pem.write_to_path(folder / "server.pem", append=True)


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as stack:
        servers = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [server.getsockname()[1] for server in servers]


def _wait_for(port: int) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise SystemExit("nginx does not start.")
