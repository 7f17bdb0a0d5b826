"""The request pane as a whole: five tabs, one request."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTableView

from app.model.auth import BasicAuth, BearerAuth
from app.model.body import FormBody, TextBody
from app.model.field import Field
from app.model.request import Request
from ui.request.context import EditorContext
from ui.request.editor import AUTH, BODY, DOCS, HEADERS, PARAMS, RequestEditor

CONTROL = Qt.KeyboardModifier.ControlModifier
REQUEST = Request(
    method="POST",
    url="http://h/:id?a=1",
    query=(Field("a", "1"), Field("b", "2", enabled=False)),
    path=(Field("id", "7"),),
    headers=(Field("A", "1"),),
    body=TextBody("json", "{}"),
    auth=BearerAuth("{{token}}"),
    docs="# Why",
)


@pytest.fixture
def editor(qtbot):
    made = RequestEditor()
    qtbot.addWidget(made)
    made.resize(520, 500)
    made.show()
    made.told = []
    made.changed.connect(made.told.append)
    return made


def test_showing_a_request_tells_nobody(editor):
    editor.show_request(REQUEST)
    editor.show_context(EditorContext(automatic=(("Host", "h", "From the URL."),)))
    editor.show_request(REQUEST)
    assert editor.told == []


def test_badges_tell_what_is_on_each_tab(editor):
    assert [editor.tabs.badge(tab) for tab in range(5)] == ["", "", "", "", ""]
    editor.show_request(REQUEST)
    editor.show_context(EditorContext(automatic=(("Host", "h", "From the URL."),)))
    assert [editor.tabs.badge(tab) for tab in range(5)] == ["2", "2", "JSON", "Bearer", "•"]


@pytest.mark.parametrize(
    ("tab", "kind"),
    [
        (PARAMS, QTableView),
        (HEADERS, QTableView),
        (BODY, QPlainTextEdit),
        (AUTH, QLineEdit),
        (DOCS, QPlainTextEdit),
    ],
)
def test_a_tab_that_is_called_takes_the_keys(editor, tab, kind):
    editor.show_request(REQUEST)
    editor.show_tab(tab)
    assert editor.tabs.current == tab
    assert isinstance(editor.focusWidget(), kind)


def test_edits_on_different_tabs_add_up(editor, qtbot):
    editor.show_request(REQUEST)
    editor.show_tab(BODY)
    qtbot.keyClicks(editor.page(BODY).text, "[")
    editor.show_tab(DOCS)
    qtbot.keyClicks(editor.page(DOCS).text, "x")
    editor.show_tab(HEADERS)
    editor.page(HEADERS).table.view.rows.remove(0)
    last = editor.told[-1]
    assert (last.body, last.docs, last.headers) == (TextBody("json", "[{}"), "x# Why", ())
    assert last.auth == REQUEST.auth


def test_an_echo_of_each_change_disturbs_no_typing(editor, qtbot):
    editor.changed.connect(editor.show_request)
    editor.show_request(REQUEST)
    qtbot.keyClicks(editor.page(BODY).text, "[1,")
    assert editor.page(BODY).text.text() == "[1,{}"
    editor.page(PARAMS).query.view.edit_cell(2, 1)
    cell = editor.page(PARAMS).query.view.indexWidget(editor.page(PARAMS).query.view.currentIndex())
    qtbot.keyClicks(cell, "page")
    assert editor.told[-1].url == "http://h/:id?a=1&page="


def test_commit_flushes_a_secret_and_tells_its_field(editor, qtbot):
    secrets = []
    editor.secret_entered.connect(lambda *told: secrets.append(told))
    editor.show_request(Request(auth=BasicAuth("ada")))
    qtbot.keyClicks(editor.page(AUTH).password.edit, "canary")
    editor.commit()
    assert secrets == [("password", "canary")]
    assert all("canary" not in repr(request) for request in editor.told)


def test_control_enter_sends_and_control_s_saves_from_anywhere(editor, qtbot):
    heard = []
    editor.send_requested.connect(lambda: heard.append("send"))
    editor.save_requested.connect(lambda: heard.append("save"))
    editor.show_request(REQUEST)
    editor.show_tab(BODY)
    for widget in (editor.page(BODY).text, editor.page(HEADERS).table.view, editor.page(DOCS).text):
        qtbot.keyClick(widget, Qt.Key.Key_Return, CONTROL)
    qtbot.keyClick(editor.page(BODY).text, Qt.Key.Key_S, CONTROL)
    assert heard == ["send", "send", "send", "save"]


def test_control_enter_in_a_cell_sends_what_the_cell_says(editor, qtbot):
    heard = []
    editor.send_requested.connect(lambda: heard.append(editor.told[-1].headers))
    editor.show_request(REQUEST)
    editor.show_tab(HEADERS)
    view = editor.page(HEADERS).table.view
    view.edit_cell(0, 2)
    cell = view.indexWidget(view.currentIndex())
    qtbot.keyClicks(cell, "9")
    qtbot.keyClick(cell, Qt.Key.Key_Return, CONTROL)
    assert heard == [(Field("A", "9"),)]


def test_a_file_is_wanted_and_taken(editor, qtbot):
    editor.show_request(REQUEST)
    editor.show_tab(BODY)
    editor.page(BODY).switch_kind("file")
    with qtbot.waitSignal(editor.file_wanted):
        qtbot.mouseClick(editor.page(BODY).file.choose, Qt.MouseButton.LeftButton)
    editor.show_file("a.bin")
    assert editor.told[-1].body.path == "a.bin"


def test_another_request_replaces_everything(editor):
    editor.show_request(REQUEST)
    editor.show_request(Request(body=FormBody((Field("k", "v"),))))
    assert editor.page(PARAMS).query.fields() == ()
    assert editor.page(HEADERS).table.fields() == ()
    assert editor.page(BODY).form.fields() == (Field("k", "v"),)
    assert editor.page(DOCS).text.toPlainText() == ""


def test_every_control_has_a_name_for_screen_readers(editor):
    kinds = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
    nameless = [
        widget
        for kind in kinds
        for widget in editor.findChildren(kind)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and not widget.accessibleName()
    ]
    assert nameless == []


def test_tab_walks_through_the_pane_and_is_never_trapped(editor, qtbot):
    editor.show_request(REQUEST)
    editor.tabs.set_current(HEADERS)
    editor.tabs.setFocus()
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert editor.page(HEADERS).table.view in seen
    assert len(set(seen)) > 2
