"""Numbers in paths and queries that are out of bounds or no numbers."""

import pytest


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/status/199", "n is 199; it has to be between 200 and 599."),
        ("/delay/61", "seconds is 61; it has to be between 0 and 60."),
        ("/drip?duration=soon", "duration is 'soon'; it has to be a number."),
        ("/drip?duration=nan", "duration is nan; it has to be between 0 and 60."),
        ("/drip?bytes=1.5", "bytes is '1.5'; it has to be a whole number."),
        ("/json?size=-1", "size is -1; it has to be between 2 and 1.07374e+09."),
    ],
)
def test_a_bad_number_is_told_in_a_sentence(client, path, sentence):
    answer = client.get(path)
    assert (answer.status_code, answer.json()["detail"]) == (400, sentence)


def test_an_empty_parameter_means_the_usual_value(client):
    assert len(client.get("/drip?duration=0&bytes=").content) == 10
