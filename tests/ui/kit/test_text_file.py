"""A file that is read as text, also when somebody makes it shorter meanwhile."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.kit.text_file import FileText
from ui.kit.text_source import TextSource

OCTETS = bytes(range(256)) * 700


@pytest.fixture(scope="module")
def text(tmp_path_factory):
    path = tmp_path_factory.mktemp("text") / "body"
    path.write_bytes(OCTETS)
    made = FileText(path)
    yield made
    made.close()


@given(start=st.integers(0, 200_000), end=st.integers(0, 200_000))
def test_any_part_is_the_part_of_the_file(text, start, end):
    assert text[start:end] == OCTETS[start:end]


def test_a_file_that_shrinks_reads_as_nul_where_it_was(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(b"line\n" * 100_000)
    text = FileText(path)
    source = TextSource(text)
    os.truncate(path, 5)
    while source.index(1.0):
        pass
    assert text[0:5] == b"line\n"
    assert set(text[400_000:400_010]) == {0}


def test_the_file_may_be_removed(tmp_path):
    path = tmp_path / "body"
    path.write_bytes(b"text")
    text = FileText(path)
    path.unlink()
    assert bytes(text) == b"text"
