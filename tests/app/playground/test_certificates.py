"""The local authority and its folder."""

import ssl
import stat

import pytest

from app.playground.certificates import CA_FILE, prepare_certificates


def test_keys_are_private_and_the_authority_key_is_not_kept(tmp_path):
    made = prepare_certificates(tmp_path)
    assert stat.S_IMODE(made.folder.stat().st_mode) == 0o700
    assert "PRIVATE KEY" not in made.ca.read_text()


def test_kept_certificates_are_taken_as_they_are(tmp_path):
    first = prepare_certificates(tmp_path).ca.read_bytes()
    assert prepare_certificates(tmp_path).ca.read_bytes() == first


def test_a_folder_with_a_missing_file_is_made_anew(tmp_path):
    prepare_certificates(tmp_path).client.unlink()
    again = prepare_certificates(tmp_path)
    assert again.client.is_file()
    again.context("server")


def test_the_authority_is_where_other_programs_look_for_it(tmp_path):
    assert prepare_certificates(tmp_path).ca == tmp_path / CA_FILE
    (tmp_path / "certificates" / "client.pem").unlink()
    assert prepare_certificates(tmp_path).ca == tmp_path / CA_FILE
    assert [place.name for place in tmp_path.iterdir()] == ["certificates"]


@pytest.mark.parametrize("kind", ["server", "expired", "wrong_host", "mutual"])
def test_each_listener_has_its_context(tmp_path_factory, kind):
    folder = tmp_path_factory.getbasetemp() / "certificates-of-this-test"
    context = prepare_certificates(folder).context(kind)
    assert context.minimum_version == ssl.TLSVersion.TLSv1_2
    assert (context.verify_mode == ssl.CERT_REQUIRED) == (kind == "mutual")
