"""The line of figures."""

from ui.response.facts import Facts


def test_what_does_not_fit_is_left_out_and_told_by_the_tooltip(qtbot):
    facts = Facts("Response")
    qtbot.addWidget(facts)
    facts.resize(400, 24)
    facts.show()
    facts.show_facts(("142 ms", "97.4 MB", "HTTP/2"))
    assert facts.shown() == ("142 ms", "97.4 MB", "HTTP/2")
    assert facts.toolTip() == ""
    facts.resize(100, 24)
    assert facts.shown() == ("142 ms",)
    assert facts.toolTip() == "142 ms · 97.4 MB · HTTP/2"
    assert facts.accessibleName() == "Response: 142 ms, 97.4 MB, HTTP/2"
