"""The kind of body is switched without losing what was typed."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

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
    assert page.file.state.text().startswith("5 B")


def test_comments_are_told_not_to_be_sent(page):
    page.show_request(Request(body=TextBody("json", '{"a": 1} // why')))
    assert page.comments.isVisible()
    assert page.problem.text() == ""
    page.show_request(Request(body=TextBody("json", '{"a": "//"}')))
    assert not page.comments.isVisible()
    page.show_request(Request(body=TextBody("json", "[] // a")))
    page.switch_kind("text")
    assert not page.comments.isVisible()


def test_text_is_coloured_by_the_type_among_the_headers(page):
    page.show_request(Request(body=TextBody("text", "a: 1")))
    assert not page.format.isVisible()
    page.show_request(
        Request(body=TextBody("text", "a: 1"), headers=(Field("Content-Type", "application/yaml"),))
    )
    assert page.format.isVisible()


def test_a_large_body_never_comes_into_the_editor(page, qtbot):
    large = TextBody("json", "[" + "1,\n" * 1_000_000 + "1]")
    page.show_request(Request(body=large))
    assert page.stack.currentWidget() is page.large
    assert page.text.text() == ""
    assert not page.format.isVisible()
    with qtbot.waitSignal(page.large_text) as heard:
        page.large.keep.click()
    assert heard.args == [large.text]
    page.show_request(Request(body=TextBody("json", "[]")))
    assert page.stack.currentWidget() is page.text
    assert page.told == []


def test_a_large_text_that_is_pasted_is_handed_on_with_what_was_there(page, qtbot):
    page.show_request(Request(body=TextBody("json", "[]")))
    data = QMimeData()
    data.setText("1" * (2 * 1024 * 1024))
    page.text.moveCursor(page.text.textCursor().MoveOperation.Right)
    with qtbot.waitSignal(page.large_text) as heard:
        page.text.insertFromMimeData(data)
    assert heard.args == [f"[{data.text()}]"]
    assert page.told == []


def drop(page, widget, *paths):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    for make in (QDragEnterEvent, QDropEvent):
        event = make(widget.rect().center(), copy, data, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_a_file_that_is_dropped_is_the_body(page, tmp_path):
    (tmp_path / "a.json").write_text("{}")
    page.show_context(EditorContext(base=tmp_path))
    page.show_request(Request(body=TextBody("json", "[]")))
    assert drop(page, page.text.viewport(), tmp_path / "a.json")
    assert page.told == [FileBody("a.json")]
    assert page.stack.currentWidget() is page.file
    page.switch_kind("json")
    assert page.text.text() == "[]"
    assert not drop(page, page, tmp_path)


def test_files_that_are_dropped_on_parts_are_parts(page, tmp_path):
    (tmp_path / "a").touch()
    page.show_request(Request(body=MultipartBody((Part("x"),))))
    assert drop(page, page, tmp_path / "a")
    path = (tmp_path / "a").as_posix()
    assert page.told[-1].parts == (Part("x"), Part("file", files=(path,), is_file=True))


def test_the_text_of_a_file_becomes_the_body_with_the_type_it_had(page):
    page.show_request(Request(body=FileBody("a.csv")))
    requests = []
    page.changed.connect(requests.append)
    page.show_text("a,b", "text/csv")
    assert requests[-1] == Request(body=TextBody("text", "a,b"), headers=(Field("Content-Type", "text/csv"),))
    assert page.text.text() == "a,b"
    page.switch_kind("file")
    assert page.told[-1] == FileBody("a.csv")
