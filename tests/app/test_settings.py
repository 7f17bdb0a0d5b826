import json
from dataclasses import fields, replace

import pytest

from app.errors import AppError, UnreadableFile
from app.model.options import ClientCertificate, HostCertificate, Proxy
from app.settings import FIELDS, Settings, common_options, from_mapping, host_certificates, read, write


def test_the_table_describes_every_setting_once():
    assert [field.name for field in FIELDS] == list(dict.fromkeys(field.name for field in FIELDS))
    assert {field.name for field in FIELDS} == {field.name for field in fields(Settings)}
    assert all(field.sentence.endswith(".") for field in FIELDS)


def test_settings_come_back_as_written(tmp_path):
    settings = replace(Settings(), theme="dark", timeout=500, unverified_hosts=("a:1", "b"))
    write(tmp_path / "x" / "settings.json", settings)
    assert read(tmp_path / "x" / "settings.json") == settings


def test_only_what_differs_from_the_defaults_is_written(tmp_path):
    write(tmp_path / "s.json", replace(Settings(), text_size=15))
    assert json.loads((tmp_path / "s.json").read_text()) == {"text_size": 15}


def test_wrong_values_become_defaults_and_unknown_ones_are_left_alone():
    data = {"text_size": 99, "theme": "pink", "verify": 1, "timeout": True, "nonsense": 1, "max_redirects": 3}
    assert from_mapping(data) == replace(Settings(), max_redirects=3)


def test_a_broken_file_is_named_and_kept(tmp_path):
    file = tmp_path / "settings.json"
    file.write_text("{")
    with pytest.raises(UnreadableFile, match=r"settings\.json cannot be read"):
        read(file)
    assert file.read_text() == "{"


def test_a_missing_file_gives_the_defaults(tmp_path):
    assert read(tmp_path / "none.json") == Settings()


def test_settings_say_how_requests_travel_that_say_nothing():
    settings = Settings(
        timeout=5, pool_timeout=6, retries=2, proxy="url", proxy_url="http://h", no_proxy=("a",)
    )
    found = common_options(settings)
    assert (found.timeout, found.pool_timeout, found.retry.count) == (5, 6, 2)
    assert (found.proxy, found.no_proxy) == (Proxy("http://h"), ("a",))
    assert found.http_version is None
    assert common_options(Settings(proxy="none")).proxy == Proxy()
    assert common_options(Settings()).proxy == Proxy("system")


def test_a_line_of_the_settings_is_a_client_certificate():
    lines = ("a:1 | c.pem | k.pem | {{p}}", "*.b|c.p12", "no file", "| c.pem", "c | d.p12 | | x")
    assert host_certificates(Settings(client_certificates=lines)) == (
        HostCertificate("a:1", ClientCertificate("c.pem", "k.pem", "{{p}}")),
        HostCertificate("*.b", ClientCertificate("c.p12")),
        HostCertificate("c", ClientCertificate("d.p12", "", "x")),
    )


def test_passwords_typed_into_the_settings_are_not_written_and_that_is_said(tmp_path):
    file = tmp_path / "settings.json"
    typed = replace(
        Settings(),
        client_certificates=("a.example | a.pem | a.key | canary-1", "b.example | b.p12 | | {{pass}}"),
        proxy_url="http://ada:canary-2@proxy:3128",
    )
    with pytest.raises(AppError, match="not written to a file"):
        write(file, typed)
    assert "canary" not in file.read_text()
    kept = read(file)
    assert kept.proxy_url == "http://ada@proxy:3128"
    assert [each.host for each in host_certificates(kept)] == ["a.example", "b.example"]
    assert host_certificates(kept)[1].certificate.passphrase == "{{pass}}"
    write(file, kept)
