"""Method, URL, Send: what is typed is the request, and the rows follow."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.model.environment import Variable
from app.model.field import Field
from app.model.request import Request
from app.template.scope import Layer, Scope
from ui.request.context import EditorContext
from ui.request.request_line import RequestLine

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def line(qtbot):
    made = RequestLine()
    qtbot.addWidget(made)
    made.resize(800, 60)
    made.show()
    made.told = []
    made.changed.connect(made.told.append)
    return made


def test_showing_a_request_tells_nobody(line):
    line.show_request(Request(method="PATCH", url="http://h/?a=1", query=(Field("a", "1"),)))
    assert (line.method.method(), line.url.text()) == ("PATCH", "http://h/?a=1")
    assert line.told == []


def test_rows_follow_the_url_while_it_is_typed(line, qtbot):
    line.show_request(Request(url="http://h/"))
    line.url.end(False)
    qtbot.keyClicks(line.url, ":id?a=%20")
    assert line.told[-1].url == "http://h/:id?a=%20"
    assert line.told[-1].query == (Field("a", " "),)
    assert line.told[-1].path == (Field("id"),)


def test_a_path_name_that_is_typed_again_gets_its_value_back(line, qtbot):
    line.show_request(Request(url="/:id", path=(Field("id", "7"),)))
    line.url.end(False)
    qtbot.keyClick(line.url, Qt.Key.Key_Backspace)
    qtbot.keyClick(line.url, Qt.Key.Key_Backspace)
    assert line.told[-1].path == ()
    qtbot.keyClicks(line.url, "id")
    assert line.told[-1].path == (Field("id", "7"),)


def test_enter_in_the_url_sends(line, qtbot):
    with qtbot.waitSignal(line.send_requested):
        qtbot.keyClick(line.url, Qt.Key.Key_Return)


def test_a_pasted_url_loses_the_blanks_around_it(line, qtbot):
    QGuiApplication.clipboard().setText("  http://h/a b\n")
    qtbot.keyClick(line.url, Qt.Key.Key_V, CONTROL)
    assert line.told[-1].url == "http://h/a b"


def test_any_method_can_be_typed(line, qtbot):
    line.focus_method()
    line.method.hidePopup()
    edit = line.method.lineEdit()
    edit.selectAll()
    qtbot.keyClicks(edit, "purge")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert line.told[-1].method.upper() == "PURGE"


def test_send_turns_into_cancel_and_back(line, qtbot):
    sent, cancelled = [], []
    line.send_requested.connect(lambda: sent.append(1))
    line.cancel_requested.connect(lambda: cancelled.append(1))
    line.set_running(True)
    assert line.send.accessibleName() == "Cancel"
    width = line.send.width()
    qtbot.mouseClick(line.send, Qt.MouseButton.LeftButton)
    line.set_running(False)
    qtbot.mouseClick(line.send, Qt.MouseButton.LeftButton)
    assert (sent, cancelled) == ([1], [1])
    assert line.send.width() == width


def test_save_is_reported(line, qtbot):
    with qtbot.waitSignal(line.save_requested):
        qtbot.mouseClick(line.save, Qt.MouseButton.LeftButton)


def test_the_preview_shows_only_what_differs(line):
    line.show_request(Request(url="http://h/"))
    line.show_preview("http://h/")
    assert not line.preview.isVisible()
    line.show_preview("http://h/1")
    assert line.preview.isVisible()


def test_variables_of_the_context_are_known(line):
    line.show_request(Request(url="{{base_url}}"))
    assert "not defined" in line.url.describe_at(3)
    scope = Scope((Layer("environment E", (Variable("base_url", "http://h"),)),))
    line.show_context(EditorContext(scope))
    assert line.url.describe_at(3) == "base_url = http://h (environment E)"


def test_ctrl_l_selects_the_whole_url(line):
    line.show_request(Request(url="http://h/"))
    line.focus_url()
    assert line.url.selectedText() == "http://h/"
    assert line.focusWidget() is line.url or QApplication.focusWidget() is line.url


def test_the_controls_of_the_line_have_one_height(line):
    heights = {part.height() for part in (line.method, line.url, line.send, line.save)}
    assert heights == {34}


def test_only_what_is_secret_in_a_url_is_offered_a_place_in_the_keyring(line, qtbot):
    wanted = []
    line.secret_wanted.connect(wanted.append)
    line.show_request(Request(url="http://h/plain?page=2", query=(Field("page", "2"),)))
    line.url.setFocus()
    both = CONTROL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(line.url, Qt.Key.Key_K, both)
    assert (line.offer.shown, wanted) == (False, [])
    url = "http://me:s3cr3t-words@h/?page=2&api_key=k-123"
    line.show_request(Request(url=url, query=(Field("page", "2"), Field("api_key", "k-123"))))
    assert line.offer.shown
    qtbot.keyClick(line.url, Qt.Key.Key_K, both)
    assert wanted == ["url", "query.1"]
