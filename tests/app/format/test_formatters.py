"""Which languages have a pretty form, and what is done with what is a little malformed."""

from typing import get_args

import pytest

from app.format.formatters import can_format, format_leniently, format_strictly
from app.format.source import Malformed
from app.format.tokens import Language


def test_text_csv_and_markdown_have_no_pretty_form():
    plain = {language for language in get_args(Language) if not can_format(language)}
    assert plain == {"text", "csv", "markdown"}


@pytest.mark.parametrize("language", [language for language in get_args(Language) if can_format(language)])
def test_every_formatter_can_be_loaded_and_keeps_a_word(language):
    source = b"<a>word</a>" if language == "xml" else b'"word"'
    assert b"word" in b"".join(format_strictly(source, language))


def test_what_cannot_be_formatted_all_the_same_raises_its_problem():
    problem = Malformed("mismatched tag at line 1, column 1", 0)
    with pytest.raises(Malformed) as raised:
        format_leniently(b"<a>", "xml", problem)
    assert raised.value is problem
