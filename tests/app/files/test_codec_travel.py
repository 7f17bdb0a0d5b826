"""The collection's proxy and certificates stand where OpenCollection has them; folders have an extension."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given

from app.files import yaml
from app.files.codec_collection import FolderFile, RootFile, decode_root, encode_root
from app.files.document import FOLDER, ROOT, fresh
from app.model.collection import Defaults
from app.model.options import ClientCertificate, HostCertificate, Options, Proxy
from tests.app.files.strategies import host_certificates, options

HERE = Path("opencollection.yml")
SCHEMA = json.loads(
    (Path(__file__).parents[3] / "app/files/schema/opencollection.schema.json").read_text("utf-8")
)


def config(text):
    return decode_root(yaml.read(f"config: {{{text}}}\n", HERE), HERE).defaults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("proxy: {disabled: true, config: {hostname: h}}", Options(proxy=Proxy())),
        ("proxy: {inherit: true, disabled: false}", Options(proxy=Proxy("system"))),
        ("proxy: {config: {protocol: http, hostname: '', port: ''}}", Options()),
        ("proxy: inherit", Options(proxy=Proxy("system"))),
        ("proxy: {protocol: http, hostname: h, port: 3128}", Options(proxy=Proxy("http://h:3128"))),
        ("proxy: {config: {hostname: h, port: '3128'}}", Options(proxy=Proxy("http://h:3128"))),
        (
            "proxy: {config: {protocol: socks5, hostname: h, port: 1, auth: {username: u, password: p}, "
            "bypassProxy: 'a, .b'}}",
            Options(proxy=Proxy("socks5://h:1", "u", "p"), no_proxy=("a", ".b")),
        ),
        (
            "proxy: {config: {hostname: h, auth: {disabled: true, username: u}}}",
            Options(proxy=Proxy("http://h")),
        ),
    ],
)
def test_every_spelling_of_a_proxy_is_understood(text, expected):
    assert config(text).options == expected


def test_client_certificates_are_read_as_the_schema_has_them():
    found = config(
        "clientCertificates: [{domain: a.example, type: pem, certificateFilePath: c, privateKeyFilePath: k},"
        "{domain: '*.b', type: pkcs12, pkcs12FilePath: b.p12, passphrase: '{{p}}', disabled: true}]"
    )
    assert found.certificates == (
        HostCertificate("a.example", ClientCertificate("c", "k")),
        HostCertificate("*.b", ClientCertificate("b.p12", "", "{{p}}"), False),
    )


def test_what_is_written_is_what_the_schema_asks():
    defaults = Defaults(
        options=Options(
            timeout=5, proxy=Proxy("http://h:3128", "u"), no_proxy=("a", "b"), connect_timeout=1, verify=False
        ),
        certificates=(
            HostCertificate("h", ClientCertificate("c.pem", "k.pem", "{{p}}"), False),
            HostCertificate("*", ClientCertificate("c.pfx")),
        ),
    )
    data = encode_root(RootFile("id", "C", defaults))
    jsonschema.Draft7Validator(SCHEMA).validate(data)
    assert data["config"]["proxy"]["config"]["bypassProxy"] == "a,b"
    assert data["request"] == {"settings": {"http": {"timeout": 5}}}
    assert data["extensions"] == {"sonde": {"id": "id", "timeouts": {"connect": 1}, "tls": {"verify": False}}}


@given(options, host_certificates)
def test_a_collection_keeps_all_options_and_certificates(options, certificates):
    root = RootFile("id", "C", Defaults(options=options, certificates=certificates))
    assert ROOT.decode(yaml.load(fresh(root, ROOT), HERE), HERE) == root


@given(options, host_certificates)
def test_a_folder_keeps_all_options_and_certificates(options, certificates):
    folder = FolderFile("F", Defaults(options=options, certificates=certificates))
    assert FOLDER.decode(yaml.load(fresh(folder, FOLDER), HERE), HERE) == folder
