"""Options go where the schema has a place for them, and the rest where FORMAT says."""

from pathlib import Path

import pytest

from app.files import yaml
from app.files.codec_options import encode_settings, encode_sonde
from app.files.codec_request import decode_request
from app.files.document import REQUEST, fresh
from app.model.options import ClientCertificate, Options, Override, Proxy, Retry
from app.model.request import Request

HERE = Path("x.yml")


def read(text):
    return decode_request(yaml.read(text, HERE), HERE).options


def sonde(text):
    return read(f"extensions: {{sonde: {{{text}}}}}\n")


def test_what_the_schema_has_is_in_settings_and_the_rest_in_the_extension():
    options = Options(
        timeout=60000,
        connect_timeout=3000,
        follow_redirects=False,
        http_version="2",
        min_tls="1.3",
        certificate=ClientCertificate("own.pem", "own.key", "{{pass}}"),
        proxy=Proxy("http://localhost:3128", "ada", "{{proxy_password}}"),
        resolve=(Override("api:443", "127.0.0.1"),),
        retry=Retry(2, ("connect",), (502, 503)),
    )
    assert fresh(Request("R", url="http://h", options=options), REQUEST).decode() == (
        "info:\n  name: R\n  type: http\n\n"
        "http:\n  method: GET\n  url: http://h\n  auth: inherit\n\n"
        "settings:\n  timeout: 60000\n  followRedirects: false\n\n"
        "extensions:\n  sonde:\n"
        "    timeouts:\n      connect: 3000\n"
        '    retry:\n      max: 2\n      "on":\n        - connect\n        - 502\n        - 503\n'
        '    http:\n      version: "2"\n'
        "    tls:\n"
        '      minimum: "1.3"\n'
        "      certificate:\n        type: pem\n        certificateFilePath: own.pem\n"
        '        privateKeyFilePath: own.key\n        passphrase: "{{pass}}"\n'
        "    proxy:\n      url: http://localhost:3128\n      username: ada\n"
        '      password: "{{proxy_password}}"\n'
        '    resolve:\n      - host: api:443\n        address: "127.0.0.1"\n'
    )


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("timeouts: {total: 5, read: '7'}", Options(timeout=5, read_timeout=7)),
        ("http: {version: 2.0}", Options(http_version="2")),
        ("http: {version: 9}, tls: {minimum: 0.9}, ipVersion: 5", Options()),
        ("proxy: none", Options(proxy=Proxy())),
        ("proxy: system, noProxy: []", Options(proxy=Proxy("system"), no_proxy=())),
        (
            "tls: {certificate: {type: pkcs12, pkcs12FilePath: a.p12}}",
            Options(certificate=ClientCertificate("a.p12")),
        ),
        (
            "retry: {max: 2, on: [connect, 502, nonsense], backoffMs: 10, methods: idempotent}",
            Options(retry=Retry(2, ("connect",), (502,), 10)),
        ),
        ("retry: {max: 1}", Options(retry=Retry(1))),
    ],
)
def test_every_spelling_is_understood_and_what_is_not_is_left_open(text, options):
    assert sonde(text) == options


def test_the_total_in_the_settings_goes_before_the_one_in_the_extension():
    assert read("settings: {timeout: 5}\nextensions: {sonde: {timeouts: {total: 9}}}\n").timeout == 5


def test_what_is_taken_back_is_written_and_what_is_open_is_not():
    assert encode_sonde(Options()) == {}
    assert encode_settings(Options()) == {}
    assert encode_sonde(Options(unix_socket="", no_proxy=(), verify=False)) == {
        "tls": {"verify": False},
        "noProxy": [],
        "unixSocket": "",
    }
