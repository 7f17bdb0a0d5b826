import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.kit.combo import ComboBox, MethodBox


@pytest.fixture
def methods(qtbot):
    made = MethodBox()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def heard(methods):
    seen = []
    methods.method_changed.connect(seen.append)
    return seen


def type_method(qtbot, methods, text):
    methods.lineEdit().selectAll()
    qtbot.keyClicks(methods.lineEdit(), text)
    qtbot.keyClick(methods.lineEdit(), Qt.Key.Key_Return)


def test_showing_a_method_tells_nobody(methods, heard):
    methods.show_method("DELETE")
    assert (methods.method(), methods.currentText(), heard) == ("DELETE", "DELETE", [])


def test_a_method_from_the_list_is_reported(qtbot, methods, heard):
    qtbot.keyClick(methods, Qt.Key.Key_Down)
    assert heard == ["POST"]


def test_a_method_nobody_foresaw_can_be_typed_and_keeps_its_case(qtbot, methods, heard):
    type_method(qtbot, methods, "Purge")
    assert (methods.method(), heard) == ("Purge", ["Purge"])


def test_a_known_method_in_small_letters_is_the_known_method(qtbot, methods, heard):
    type_method(qtbot, methods, "put")
    assert (methods.currentText(), heard) == ("PUT", ["PUT"])


def test_what_is_no_method_cannot_be_typed(qtbot, methods, heard):
    type_method(qtbot, methods, "A B{C")
    assert heard == ["ABC"]


def test_an_emptied_field_goes_back_to_the_method_before(qtbot, methods, heard):
    methods.lineEdit().clear()
    qtbot.keyClick(methods.lineEdit(), Qt.Key.Key_Return)
    assert (methods.currentText(), heard) == ("GET", [])


@pytest.mark.parametrize("choice", ["light", "dark"])
def test_the_method_has_its_colour_after_a_switch_of_the_theme_too(methods, use_theme, choice):
    methods.show_method("POST")
    use_theme(choice)
    QApplication.processEvents()
    assert methods.lineEdit().palette().color(QPalette.ColorRole.Text) == theme.method_color("POST")


def test_the_wheel_changes_nothing_on_its_way(qtbot):
    box = ComboBox("Environment", ["Production", "Staging"])
    qtbot.addWidget(box)
    box.show()
    place = QPointF(5, 5)
    turn = QWheelEvent(
        place,
        box.mapToGlobal(place),
        QPoint(0, -10),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, turn)
    assert box.currentIndex() == 0


def test_showing_items_tells_nobody(qtbot):
    box = ComboBox("Environment", ["Production"])
    qtbot.addWidget(box)
    with qtbot.assertNotEmitted(box.currentIndexChanged):
        box.show_items(["Local", "Staging"], 1)
    assert box.currentText() == "Staging"


def test_the_method_in_the_field_grows_with_the_text_size(qtbot, use_theme):
    box = MethodBox()
    qtbot.addWidget(box)
    box.show()
    before = box.lineEdit().font().pixelSize()
    use_theme("light", 18)
    assert box.lineEdit().font().pixelSize() > before
