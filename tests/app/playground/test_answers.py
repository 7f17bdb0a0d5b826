"""The JSON that the playground writes can always be read."""

import json

from hypothesis import given
from hypothesis import strategies as st

from app.playground.answers import encode_json


@given(st.text(st.characters()))
def test_any_text_comes_back_even_half_a_surrogate_pair(text):
    assert json.loads(encode_json({"text": text})) == {"text": text}


def test_letters_stay_readable():
    assert "Grüße" in encode_json("Grüße").decode()
