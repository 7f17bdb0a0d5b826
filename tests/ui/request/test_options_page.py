"""The Options tab shows what is set and what is inherited, and a typed secret never becomes part of it."""

import pytest
from PySide6.QtCore import Qt

from app.model.environment import Variable
from app.model.options import ClientCertificate, Layer, Options, Override, Proxy, Retry, usual_options
from app.model.request import Request
from app.settings import Settings, common_options
from app.template import scope
from ui.request.context import EditorContext
from ui.request.option_rows import ROWS
from ui.request.options_page import OptionsPage

LAYERS = (
    Layer("folder Orders", Options(timeout=30_000)),
    Layer("settings", common_options(Settings())),
    usual_options(),
)
SCOPE = scope.Scope((scope.Layer("E", (Variable("word", secret=True),), {"word": "hunter2"}),))


@pytest.fixture
def page(qtbot):
    made = OptionsPage()
    qtbot.addWidget(made)
    made.resize(380, 900)
    made.show_context(EditorContext(SCOPE, options=LAYERS))
    made.told, made.secrets = [], []
    made.changed.connect(lambda request: made.told.append(request.options))
    made.secret_entered.connect(lambda *told: made.secrets.append(told))
    made.show()
    return made


def field(page, name):
    return page.rows[name].field


def test_what_is_inherited_is_shown_with_its_source(page):
    page.show_request(Request())
    assert field(page, "timeout").edit.placeholderText() == "30 s from folder Orders"
    assert field(page, "read_timeout").edit.placeholderText() == "no limit from settings"
    assert field(page, "http_version").box.currentText() == "Auto by default"
    assert field(page, "proxy").box.currentText() == "System from settings"
    assert not any(line.reset.isVisible() for line in page.rows.values())


def test_a_typed_time_is_told_in_milliseconds_and_shown_as_it_was_understood(page, qtbot):
    edit = field(page, "connect_timeout").edit
    edit.setFocus()
    qtbot.keyClicks(edit, "1.5 s")
    assert page.told[-1] == Options(connect_timeout=1500)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "1500 ms"
    assert page.rows["connect_timeout"].reset.isVisible()


def test_what_is_no_time_is_marked_and_not_told(page, qtbot):
    edit = field(page, "timeout").edit
    qtbot.keyClicks(edit, "soon")
    assert page.told == []
    assert edit.property("warning")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == ""


def test_an_emptied_field_and_the_reset_button_leave_the_option_open(page, qtbot):
    page.show_request(Request(options=Options(timeout=5, max_redirects=3)))
    edit = field(page, "max_redirects").edit
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert page.told[-1] == Options(timeout=5)
    qtbot.mouseClick(page.rows["timeout"].reset, Qt.MouseButton.LeftButton)
    assert page.told[-1] == Options()
    assert field(page, "timeout").edit.text() == ""


def test_a_choice_is_made_with_the_keyboard_and_the_first_entry_inherits(page, qtbot):
    box = field(page, "verify").box
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert page.told[-1] == Options(verify=False)
    qtbot.keyClick(box, Qt.Key.Key_Home)
    assert page.told[-1] == Options()


def test_lines_are_told_while_they_are_typed_and_tab_leaves_them(page, qtbot):
    edit = field(page, "resolve").edit
    edit.setFocus()
    qtbot.keyClicks(edit, "api:443 -> 127.0.0.1")
    assert page.told[-1] == Options(resolve=(Override("api:443", "127.0.0.1"),))
    assert edit.toPlainText() == "api:443 -> 127.0.0.1"
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert not edit.hasFocus()


def test_a_typed_proxy_password_goes_to_the_keyring(page, qtbot):
    page.show_request(Request(options=Options(proxy=Proxy("http://h:1", "ada"))))
    qtbot.keyClicks(field(page, "proxy.password").edit.edit, "hunter2")
    page.commit()
    assert page.secrets == [("proxy.password", "hunter2")]
    assert "hunter2" not in repr(page.told)
    page.show_request(Request(options=Options(proxy=Proxy("http://h:1", "ada", "{{word}}"))))
    assert field(page, "proxy.password").edit.chip.isVisible()


def test_a_passphrase_has_a_row_as_soon_as_there_is_a_certificate(page, qtbot):
    assert page.rows["certificate.passphrase"].isHidden()
    qtbot.keyClicks(field(page, "certificate.file").edit, "c")
    assert page.told[-1] == Options(certificate=ClientCertificate("c"))
    assert not page.rows["certificate.passphrase"].isHidden()
    qtbot.mouseClick(page.rows["certificate.file"].reset, Qt.MouseButton.LeftButton)
    assert page.told[-1] == Options()


def test_the_parts_of_a_retry_are_shown_and_edited(page, qtbot):
    box = field(page, "retry").box
    qtbot.keyClick(box, Qt.Key.Key_End)
    assert page.told[-1].retry == Retry(3)
    field(page, "retry.on_failures").boxes["timeout"].click()
    assert page.told[-1].retry.on_failures == ("dns", "connect", "reset")
    edit = field(page, "retry.statuses").edit
    edit.selectAll()
    qtbot.keyClicks(edit, "503 504")
    assert page.told[-1].retry.statuses == (503, 504)


def test_a_proxy_url_may_be_empty_while_it_is_typed_anew(page, qtbot):
    page.show_request(Request(options=Options(proxy=Proxy("http://h:1"))))
    edit = field(page, "proxy.url").edit
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    assert not page.rows["proxy.url"].isHidden()
    qtbot.keyClicks(edit, "x")
    assert page.told[-1].proxy == Proxy("x")


def test_a_chosen_file_goes_where_it_was_asked_for(page, qtbot):
    with qtbot.waitSignal(page.file_wanted):
        field(page, "ca_file").file_wanted.emit()
    page.show_file("ca.pem")
    assert page.told[-1] == Options(ca_file="ca.pem")


def test_nothing_is_clipped_in_a_narrow_pane(page):
    full = Options(proxy=Proxy("http://h:1"), retry=Retry(3), certificate=ClientCertificate("c"))
    page.show_request(Request(options=full))
    for line in page.rows.values():
        assert line.mapTo(page, line.rect().topRight()).x() < page.width()
        assert line.words.sizeHint().width() <= line.words.width() + 1, line.row.label


def test_every_control_has_a_name_and_a_place_in_the_order_of_tab(page):
    for row in ROWS:
        first = field(page, row.name).first
        assert first.accessibleName(), row.name
        assert first.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_the_login_of_a_proxy_is_offered_a_place_in_the_keyring(page, qtbot):
    wanted = []
    page.secret_wanted.connect(wanted.append)
    page.show_request(Request(options=Options(proxy=Proxy("http://proxy:8080"))))
    edit = field(page, "proxy.url").edit
    edit.setFocus()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(edit, Qt.Key.Key_K, both)
    assert wanted == []
    page.show_request(Request(options=Options(proxy=Proxy("http://me:s3cr3t-words@proxy:8080"))))
    assert edit.offer.shown
    qtbot.keyClick(edit, Qt.Key.Key_K, both)
    assert wanted == ["proxy.url"]
