from PySide6.QtCore import Qt

from ui.kit.number_box import NumberBox


def test_keys_step_and_the_range_holds(qtbot):
    box = NumberBox("Time limit in seconds", 0, 2)
    qtbot.addWidget(box)
    box.show()
    for _ in range(5):
        qtbot.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 2
    assert box.accessibleName() == "Time limit in seconds"


def test_the_digits_keep_clear_of_the_edge(qtbot):
    box = NumberBox("Port", 1, 65535)
    qtbot.addWidget(box)
    assert box.lineEdit().textMargins().left() == 8
