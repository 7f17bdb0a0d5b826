"""A text that no editor should hold is shown whole and can become a file."""

import pytest

from app.model.body import TextBody
from ui.request.large_text import LargeText, is_large

LIMIT = 2 * 1024 * 1024


@pytest.mark.parametrize(
    ("text", "large"),
    [("x" * LIMIT, False), ("x" * (LIMIT + 1), True), ("é" * (LIMIT // 2 + 1), True), ("", False)],
)
def test_bytes_count_and_not_characters(text, large):
    assert is_large(text) == large


def test_the_text_is_shown_and_offered(qtbot):
    large = LargeText()
    qtbot.addWidget(large)
    large.resize(500, 200)
    large.show()
    text = '{"a": 1}\n' * 300_000
    large.show_body(TextBody("json", text))
    assert large.view.visible_text().startswith('{"a": 1}\n')
    assert large.words.text().startswith("2.7 MB")
    with qtbot.waitSignal(large.keep_wanted) as heard:
        large.keep.click()
    assert heard.args == [text]
    large.forget()
    assert large.view.visible_text() == ""
