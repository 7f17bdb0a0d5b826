"""What a typed variable may say."""

import pytest

from app.template.typed import fits


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("12", "number"),
        (" -1.5e3 ", "number"),
        ("True", "boolean"),
        ('{"a": 1}', "object"),
        ("[1, 2]", "object"),
        ("", "null"),
        ("null", "null"),
        ("twelve", "string"),
        ("twelve", ""),
        ("{{retries}}", "number"),
        ('{"a": {{retries}}}', "object"),
    ],
)
def test_a_text_that_json_would_take_fits_its_type(text, kind):
    assert fits(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("twelve", "number"),
        ("", "number"),
        ("007", "number"),
        ("NaN", "number"),
        ("yes", "boolean"),
        ("{a: 1}", "object"),
        ("12", "object"),
        ('{"a": NaN}', "object"),
        ("[" * 100_000, "object"),
        ("twelve", "null"),
    ],
)
def test_another_text_does_not(text, kind):
    assert not fits(text, kind)
