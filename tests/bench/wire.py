"""How fast the transport is, side by side with other clients against one nginx on this machine.

Run as `python -m tests.bench.wire [--requests N] [--megabytes N]`. Every figure is measured in a process of
its own, one after another, two rounds, the best of each; timeline and tap are on, as always. Ratios are
ours divided by theirs: above 1 we are faster.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import os
import resource
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import trustme

CLIENTS = ("send", "get", "httpx", "aiohttp")
NAMES = {"send": "ours, send", "get": "ours, get", "httpx": "httpx", "aiohttp": "aiohttp"}
ROUNDS = 2
BODY = "0123456789012345678901234567890123456789012"
LOCATION = f'location = /small {{ default_type text/plain; return 200 "{BODY}"; }}'
CONFIG = """
{user} worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; daemon off;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_requests 100000000; sendfile on; client_max_body_size 0;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi; root {folder}/files;
  server {{ listen 127.0.0.1:{plain} backlog=4096; {location}
    location /uploads/ {{ dav_methods PUT; create_full_put_path on; }} }}
  server {{ listen 127.0.0.1:{tls} ssl http2 backlog=4096; http2_max_concurrent_streams 1000;
    ssl_certificate {folder}/server.pem; ssl_certificate_key {folder}/server.key; {location} }}
}}
"""


# --- one client in a process of its own -----------------------------------------------------------------


@contextlib.asynccontextmanager
async def sender(client, url, ca, http2, count):
    """A function that makes one request and reads its body."""
    if client == "aiohttp":
        async with from_aiohttp(url, ca) as send:
            yield send
        return
    most = 2000
    if client == "httpx":
        limits = httpx.Limits(max_connections=most, max_keepalive_connections=most)
        context = ssl.create_default_context(cafile=ca)
        options = {"verify": context, "http2": http2, "http1": not http2, "limits": limits}
    else:
        options = {"transport": ours(ca, http2, most)}
    async with httpx.AsyncClient(timeout=60, **options) as made:
        yield from_httpx(made, client, url, count)


def ours(ca, http2, most):
    from app.wire.limits import PoolLimits
    from app.wire.options import Options, Tls
    from app.wire.transport import WireTransport

    tls = Tls(ca_file=Path(ca), only_ca_file=True)
    return WireTransport(Options("2" if http2 else "1.1", tls), PoolLimits(most, most))


def from_httpx(made, client, url, count):
    async def get():
        response = await made.get(url)
        assert response.status_code == 200

    ready = [made.build_request("GET", url) for _ in range(count)] if client == "send" else []

    async def send():
        response = await made.send(ready.pop(), stream=True)
        assert response.status_code == 200
        b"".join([chunk async for chunk in response.stream])
        await response.aclose()

    return send if client == "send" else get


@contextlib.asynccontextmanager
async def from_aiohttp(url, ca):
    import aiohttp

    connector = aiohttp.TCPConnector(limit=2000, ssl=ssl.create_default_context(cafile=ca))
    async with aiohttp.ClientSession(connector=connector) as session:

        async def send():
            async with session.get(url) as response:
                assert response.status == 200
                await response.read()

        yield send


async def measure(client, url, ca, http2, flying, count):
    """Requests per second with so many in flight, after every connection is warm."""
    async with sender(client, url, ca, http2, count + flying) as send:
        await asyncio.gather(*(send() for _ in range(flying)))
        turns = iter(range(count))
        # The requests that are ready must not make the garbage collector's rounds longer.
        gc.collect()
        gc.freeze()

        async def work():
            for _ in turns:
                await send()

        begun = time.perf_counter()
        await asyncio.gather(*(work() for _ in range(flying)))
        return count / (time.perf_counter() - begun)


def opened(path, mode):
    return Path(path).open(mode)


async def download(url, ca, path):
    """Seconds to bring a file to disk."""
    transport = ours(ca, False, 10)
    begun = time.perf_counter()
    async with httpx.AsyncClient(transport=transport, timeout=60) as client, client.stream("GET", url) as got:
        with opened(path, "wb") as file:
            async for chunk in got.stream:
                file.write(chunk)
    return time.perf_counter() - begun


async def upload(url, ca, path):
    """Seconds to send a file from disk."""

    async def chunks():
        with opened(path, "rb") as file:
            while chunk := file.read(256 * 1024):
                yield chunk

    transport = ours(ca, False, 10)
    length = {"Content-Length": str(Path(path).stat().st_size)}
    begun = time.perf_counter()
    async with httpx.AsyncClient(transport=transport, timeout=60) as client:
        response = await client.put(url, content=chunks(), headers=length)
        assert response.status_code in (201, 204)
    return time.perf_counter() - begun


def child(task):
    """Do one measurement and print it with the most memory that it took, in MB."""
    kind, *arguments = json.loads(task)
    work = {"measure": measure, "download": download, "upload": upload}[kind]
    figure = asyncio.run(work(*arguments))
    print(json.dumps([figure, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


def run(*task):
    command = [sys.executable, "-m", "tests.bench.wire", "--child", json.dumps(task)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout)


# --- the server and the tables --------------------------------------------------------------------------


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextlib.contextmanager
def nginx():
    """A server; gives the URL in clear, the URL over TLS, the CA file and the folder of its files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "files").mkdir()
        authority = trustme.CA()
        authority.cert_pem.write_to_path(folder / "ca.pem")
        own = authority.issue_cert("localhost")
        own.private_key_pem.write_to_path(folder / "server.key")
        for pem in own.cert_chain_pems:
            pem.write_to_path(folder / "server.pem", append=True)
        plain, tls = free_port(), free_port()
        user = "user root;" if os.geteuid() == 0 else ""
        text = CONFIG.format(user=user, folder=folder, plain=plain, tls=tls, location=LOCATION)
        (folder / "nginx.conf").write_text(text)
        server = subprocess.Popen(["nginx", "-c", folder / "nginx.conf"], stderr=subprocess.DEVNULL)
        try:
            wait_for(plain)
            yield f"http://localhost:{plain}", f"https://localhost:{tls}", str(folder / "ca.pem"), folder
        finally:
            server.terminate()
            server.wait()


def wait_for(port):
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        time.sleep(0.05)
    raise SystemExit("nginx does not start")


def compare(title, url, ca, http2, flying, count):
    """A line of the table: each client's requests per second, and ours against them."""
    best = dict.fromkeys(CLIENTS, 0.0)
    for _ in range(ROUNDS):
        for client in CLIENTS:
            if http2 and client == "aiohttp":
                continue
            slow = client == "httpx"
            number = max(flying, count // 8) if slow else count
            best[client] = max(best[client], run("measure", client, url, ca, http2, flying, number)[0])
    figures = "  ".join(f"{NAMES[client]} {best[client]:7.0f}" for client in CLIENTS if best[client])
    ratios = [
        f"{mine}/{theirs} {best[mine] / best[theirs]:.2f}"
        for mine in ("send", "get")
        for theirs in ("httpx", "aiohttp")
        if best[theirs]
    ]
    print(f"{title:28} {figures}   {'  '.join(ratios)}{limit_of_the_machine(url, http2, flying)}", flush=True)


def limit_of_the_machine(url, http2, flying):
    """What nghttp2's h2load manages, where it is installed."""
    if shutil.which("h2load") is None:
        return ""
    streams = ["-m", str(flying), "-c", "1"] if http2 else ["--h1", "-c", str(flying)]
    command = ["h2load", "-n", "20000", *streams, url]
    told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    found = [line for line in told.splitlines() if line.startswith("finished in")]
    return f"   h2load {found[0].split(',')[1].split()[0]}" if found else ""


def transfers(plain, ca, folder, megabytes):
    """A large file each way, against curl."""
    big, got = str(folder / "files" / "big"), str(folder / "got")
    with opened(big, "wb") as file:
        file.truncate(megabytes * 1024 * 1024)
    put = f"{plain}/uploads/big"
    transfer(
        f"download of {megabytes} MB", ("download", f"{plain}/big", ca, got), ("-o", got, f"{plain}/big")
    )
    transfer(f"upload of {megabytes} MB", ("upload", put, ca, big), ("-T", big, put))


def transfer(title, task, arguments):
    seconds, memory = min(run(*task) for _ in range(2))
    by_curl = min(timed("curl", "-s", *arguments) for _ in range(2))
    print(f"{title:28} ours {seconds:.2f} s, {memory:.0f} MB of memory   curl {by_curl:.2f} s", flush=True)


def timed(*command):
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--requests", type=int, default=3000)
    parser.add_argument("--megabytes", type=int, default=1024)
    given = parser.parse_args()
    if given.child:
        child(given.child)
        return
    with nginx() as (plain, tls, ca, folder):
        if given.requests:
            for flying in (1, 50, 1000):
                compare(f"HTTP/1.1, {flying} in flight", f"{plain}/small", ca, False, flying, given.requests)
            compare("HTTP/1.1 over TLS, 50", f"{tls}/small", ca, False, 50, given.requests)
            compare("HTTP/2 over TLS, 100 streams", f"{tls}/small", ca, True, 100, given.requests)
        if given.megabytes:
            transfers(plain, ca, folder, given.megabytes)


if __name__ == "__main__":
    main()
