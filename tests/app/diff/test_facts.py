"""What two responses differ in apart from their bodies."""

from app.diff.facts import count_differences, header_facts, status_facts
from app.diff.side import Side
from app.model.exchange import Timing
from app.model.payload import Payload


def header_kinds(left, right):
    facts = header_facts(Side("a", headers=left), Side("b", headers=right))
    return {fact.name: fact.kind for fact in facts}, count_differences(facts)


def test_headers_are_compared_by_name_in_any_case_and_values_in_any_order():
    left = (("Vary", "a"), ("vary", "b"), ("X-One", "1"), ("X-Gone", "1"))
    right = (("VARY", "b"), ("Vary", "a"), ("x-one", "2"), ("X-New", "1"))
    assert header_kinds(left, right) == (
        {"X-One": "changed", "X-Gone": "removed", "X-New": "added", "Vary": "same"},
        3,
    )


def test_a_date_differs_as_usual_and_does_not_count():
    assert header_kinds((("Date", "now"),), (("date", "then"),)) == ({"Date": "usual"}, 0)


def test_differences_stand_first():
    facts = header_facts(
        Side("a", headers=(("A", "1"), ("Age", "1"), ("B", "1"))),
        Side("b", headers=(("A", "1"), ("Age", "2"), ("B", "2"))),
    )
    assert [fact.name for fact in facts] == ["B", "Age", "A"]


def facts_by_name(left, right):
    return {fact.name: fact for fact in status_facts(left, right)}


def test_status_protocol_type_and_size_count():
    left = Side("a", 200, "", "HTTP/2", payload=Payload(1, b"x"), content_type="text/plain")
    right = Side("b", 404, "Nope", "HTTP/1.1", payload=Payload(3, b"xyz"), content_type="text/html")
    facts = facts_by_name(left, right)
    assert (facts["Status"].left, facts["Status"].right) == ("200 OK", "404 Nope")
    assert facts["Body"].note == "+2 B"
    assert count_differences(tuple(facts.values())) == 4


def test_each_phase_has_its_time_and_how_much_longer_it_took():
    facts = facts_by_name(
        Side("a", timing=Timing(dns=4, wait=70, total=80)), Side("b", timing=Timing(wait=90, total=80))
    )
    assert (facts["Wait"].left, facts["Wait"].right, facts["Wait"].note) == ("70 ms", "90 ms", "+20 ms")
    assert (facts["DNS"].left, facts["DNS"].right) == ("4 ms", "")
    assert facts["Total"].kind == "same"
    assert count_differences(tuple(facts.values())) == 0


def test_a_file_has_no_status_and_no_timing():
    assert {*facts_by_name(Side("a"), Side("b"))} == {"Body"}
