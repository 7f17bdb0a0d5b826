"""Starting and closing the playground, and every way to reach it."""

import socket
import ssl
import subprocess
import sys
import threading

import httpx
import pytest

from app.errors import AppError
from app.playground import Playground


def test_importing_the_room_loads_no_server():
    code = "import sys, app.playground; print({'starlette', 'hypercorn', 'trustme'} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_http1_in_clear_and_over_tls(playground, client, trusting):
    assert client.get("/anything").json()["http_version"] == "1.1"
    with httpx.Client(verify=trusting) as secure:
        answer = secure.get(playground.https + "/anything")
    assert (answer.http_version, answer.json()["scheme"]) == ("HTTP/1.1", "https")


def test_http2_is_negotiated_over_tls(playground, trusting):
    with httpx.Client(verify=trusting, http2=True) as both:
        assert both.get(playground.https + "/anything").http_version == "HTTP/2"


def test_http2_with_prior_knowledge_in_clear(playground):
    with httpx.Client(http1=False, http2=True) as prior:
        answer = prior.get(playground.http + "/anything")
    assert (answer.http_version, answer.json()["scheme"]) == ("HTTP/2", "http")


def test_the_certificate_covers_every_name_of_this_machine(playground, trusting):
    port = httpx.URL(playground.https).port
    for host in ("127.0.0.1", "localhost"):
        with httpx.Client(verify=trusting) as secure:
            assert secure.get(f"https://{host}:{port}/status/200").status_code == 200
    with socket.create_connection(("127.0.0.1", port)) as raw:
        trusting.wrap_socket(raw, server_hostname="::1").close()


def test_an_unknown_authority_is_refused(playground):
    with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
        httpx.get(playground.https)


def test_an_expired_certificate_and_one_for_another_host(playground, trusting):
    with pytest.raises(httpx.ConnectError, match="expired"):
        httpx.get(playground.expired, verify=trusting)
    with pytest.raises(httpx.ConnectError, match="not valid for"):
        httpx.get(playground.wrong_host, verify=trusting)
    assert playground.expired == playground.expired


def test_the_mutual_listener_wants_a_client_certificate(playground):
    context = ssl.create_default_context(cafile=playground.ca)
    with pytest.raises(httpx.TransportError):
        httpx.get(playground.mutual, verify=context)
    context.load_cert_chain(playground.client_certificate)
    assert httpx.get(playground.mutual, verify=context).status_code == 200


def test_close_leaves_no_thread_no_port_and_no_folder():
    before = set(threading.enumerate())
    server = Playground()
    server.start()
    port, folder = httpx.URL(server.http).port, server.ca.parent
    server.close()
    server.close()
    assert set(threading.enumerate()) <= before
    assert not folder.exists()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


def test_a_kept_folder_keeps_its_authority(tmp_path):
    authorities = []
    for _run in range(2):
        with Playground(folder=tmp_path) as server:
            authorities.append(server.ca.read_text())
    assert authorities[0] == authorities[1]


def test_a_taken_port_is_told_or_avoided():
    with Playground() as first:
        port = httpx.URL(first.http).port
        with pytest.raises(AppError, match=f"cannot use port {port}"):
            Playground(port).start()
        with Playground(port, fall_back=True) as second:
            assert httpx.get(second.http, verify=False).status_code == 200
            assert second.http != first.http


def test_a_taken_tls_port_leaves_no_other_port_bound():
    with Playground() as first:
        port = httpx.URL(first.https).port
        with pytest.raises(AppError, match=f"cannot use port {port}"):
            Playground(0, port).start()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    server = Playground(folder=tmp_path / "file" / "folder")
    with pytest.raises(AppError, match="cannot keep its certificates"):
        server.start()


def test_it_starts_again_on_the_port_that_it_left():
    with Playground() as first:
        port = httpx.URL(first.http).port
        httpx.get(first.http, verify=False)
    with Playground(port) as second:
        assert second.http == first.http


def test_an_address_is_asked_for_too_early():
    with pytest.raises(RuntimeError, match="not running"):
        _ = Playground().ca
