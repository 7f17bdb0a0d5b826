import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit import notice
from ui.kit.button import PlainButton
from ui.kit.notice import MessageBar, Toast

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def button_of(widget, text):
    (found,) = [
        each for each in widget.findChildren(PlainButton) if each.text() == text and not each.isHidden()
    ]
    return found


@pytest.mark.parametrize("kind", ["info", "warning", "error"])
def test_a_message_says_what_and_what_to_do(window, kind):
    bar = MessageBar(window)
    assert not bar.isVisible()
    bar.show_message(kind, "Line 12 is not valid.", "Mend it and reload.")
    assert bar.isVisible()
    assert (bar.sentence(), bar.hint()) == ("Line 12 is not valid.", "Mend it and reload.")
    assert bar.accessibleName() == f"{kind.capitalize()}: Line 12 is not valid. Mend it and reload."


def test_a_button_of_the_message_reports_its_index_and_closes_it(qtbot, window):
    bar = MessageBar(window)
    bar.show_message("warning", "Changed outside.", actions=["Keep mine", "Take theirs"])
    with qtbot.waitSignal(bar.chosen) as heard:
        qtbot.mouseClick(button_of(bar, "Take theirs"), LEFT)
    assert heard.args == [1]
    assert not bar.isVisible()


def test_the_buttons_of_the_message_before_are_gone(qtbot, window):
    bar = MessageBar(window)
    bar.show_message("warning", "One.", actions=["Old"])
    bar.show_message("info", "Two.", actions=["New"])
    qtbot.waitUntil(lambda: [each.text() for each in bar.findChildren(PlainButton)] == ["New"])


def test_escape_dismisses_a_message(qtbot, window):
    bar = MessageBar(window)
    bar.show_message("info", "Pulled.")
    with qtbot.waitSignal(bar.dismissed):
        qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_a_toast_can_be_undone(qtbot, window):
    toast = Toast(window)
    toast.show_toast("Deleted “List products”", "Undo")
    with qtbot.waitSignal(toast.acted):
        qtbot.mouseClick(button_of(toast, "Undo"), LEFT)
    assert not toast.isVisible()


def test_a_toast_goes_by_itself(qtbot, window, monkeypatch):
    monkeypatch.setattr(notice, "TOAST_TIME", 10)
    QLineEdit(window).setFocus()
    toast = Toast(window)
    toast.show_toast("Copied")
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_a_toast_stays_at_the_bottom_when_the_window_grows(window):
    toast = Toast(window)
    toast.show_toast("Copied")
    below = window.height() - toast.geometry().bottom()
    window.resize(800, 700)
    assert window.height() - toast.geometry().bottom() == below
    assert abs(toast.geometry().center().x() - 400) <= 1
