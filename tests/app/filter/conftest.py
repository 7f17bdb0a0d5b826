"""Asking something of a body in a real process, for the tests of filters."""

from pathlib import Path

import pytest

from app.filter.expression import Expression
from app.filter.run import filter_body
from app.format.reading import read_body
from app.model.payload import Payload

TYPES = {"json": "application/json", "ndjson": "application/x-ndjson", "xml": "text/xml", "html": "text/html"}


@pytest.fixture
def ask(tmp_path):
    """Ask a body something; gives the matches with their text as bytes."""

    async def run(body, language, text, form="json", paths=False):
        reading = read_body(Payload(len(body), body), TYPES[form])
        found = await filter_body(reading, Expression(language, text, paths), Path(tmp_path))
        return found, found.reading.payload.read()

    return run
