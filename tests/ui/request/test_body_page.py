"""The kind of body is switched without losing what was typed."""

import pytest
from PySide6.QtCore import Qt

from app.model.body import FileBody, FormBody, MultipartBody, NoBody, Part, TextBody
from app.model.field import Field
from app.model.request import Request
from ui.request.body_page import BodyPage
from ui.request.context import EditorContext


@pytest.fixture
def page(qtbot):
    made = BodyPage()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    made.told = []
    made.changed.connect(lambda request: made.told.append(request.body))
    return made


def test_each_kind_has_its_editor(page):
    for body, editor in (
        (NoBody(), page.nothing),
        (TextBody("json", "{}"), page.text),
        (FormBody((Field("a", "1"),)), page.form),
        (MultipartBody((Part("a", "1"),)), page.parts),
        (FileBody("a.bin"), page.file),
    ):
        page.show_request(Request(body=body))
        assert page.stack.currentWidget() is editor
    assert page.told == []


def test_switching_kinds_keeps_what_was_typed_for_each(page, qtbot):
    page.show_request(Request(body=TextBody("json", '{"a": 1}')))
    page.switch_kind("form")
    assert page.told[-1] == FormBody()
    page.form.view.edit_cell(0, 1)
    qtbot.keyClicks(page.form.view.indexWidget(page.form.view.currentIndex()), "k")
    page.switch_kind("json")
    assert page.told[-1] == TextBody("json", '{"a": 1}')
    page.switch_kind("form")
    assert page.told[-1] == FormBody((Field("k"),))


def test_text_comes_along_to_another_kind_of_text(page):
    page.show_request(Request(body=TextBody("text", "<a/>")))
    page.switch_kind("xml")
    assert page.told[-1] == TextBody("xml", "<a/>")
    assert page.format.isVisible()


def test_the_kind_is_chosen_by_keyboard(page, qtbot):
    page.kind.setFocus()
    qtbot.keyClick(page.kind, Qt.Key.Key_Down)
    assert page.told == [TextBody("json", "")]


def test_a_rare_kind_is_listed_only_where_a_file_brought_it(page):
    assert page.kind.findText("SPARQL") == -1
    page.show_request(Request(body=TextBody("sparql", "ASK {}")))
    assert page.kind.currentText() == "SPARQL"
    assert page.text.text() == "ASK {}"
    page.show_request(Request(body=TextBody("json", "{}")))
    assert page.kind.findText("SPARQL") == -1


def test_typing_tells_the_body_and_a_mistake_is_told_softly(page, qtbot):
    page.show_request(Request(body=TextBody("json", "")))
    qtbot.keyClicks(page.text, "{1")
    assert page.told[-1] == TextBody("json", "{1}")
    page.text.check()
    assert page.problem.text().startswith("Not valid yet: ")
    assert "line 1" in page.problem.text()
    page.switch_kind("none")
    assert page.problem.text() == ""


def test_the_format_button_lays_json_out(page, qtbot):
    page.show_request(Request(body=TextBody("json", '{"a":1.00}')))
    qtbot.mouseClick(page.format, Qt.MouseButton.LeftButton)
    assert page.told == [TextBody("json", '{\n  "a": 1.00\n}')]
    page.switch_kind("text")
    assert not page.format.isVisible()


def test_a_chosen_file_goes_where_it_was_asked_for(page, qtbot):
    page.show_request(Request(body=FileBody()))
    with qtbot.waitSignal(page.file_wanted):
        qtbot.mouseClick(page.file.choose, Qt.MouseButton.LeftButton)
    page.show_file("data/a.bin")
    assert page.told[-1] == FileBody("data/a.bin")
    page.show_request(Request(body=MultipartBody((Part("x"), Part("up", is_file=True)))))
    with qtbot.waitSignal(page.file_wanted):
        page.parts.edit_cell(1, 3)
    page.show_file("b.png")
    assert page.told[-1].parts[1] == Part("up", files=("b.png",), is_file=True)


def test_the_context_reaches_every_editor(page, tmp_path):
    (tmp_path / "a.bin").write_bytes(b"12345")
    page.show_request(Request(body=FileBody("a.bin")))
    page.show_context(EditorContext(base=tmp_path))
    assert page.file.state.text() == "5 B"
