"""What can be compared is a side, with the facts that are known of it."""

from app.diff.side import side_of_example
from app.model.example import Example, ExampleResponse
from app.model.payload import Payload


def test_an_example_is_a_side_without_timing():
    answer = ExampleResponse(404, "Not Found", (("Content-Type", "application/json; v=1"),), "json", "{}")
    side = side_of_example(Example("Missing", response=answer), Payload(2, b"{}"))
    assert (side.title, side.status, side.content_type) == ("Example: Missing", 404, "application/json; v=1")
    assert (side.timing, side.wire_size, side.payload.read()) == (None, None, b"{}")
    kind = ExampleResponse(kind="xml")
    assert side_of_example(Example(response=kind), Payload()).content_type == "application/xml"
