"""The frame takes over what its content says and wants, and stays on the screen."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget

from ui.frame import Frame


@pytest.fixture
def frame(qtbot):
    made = Frame(600, 500, 0)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def content():
    made = QMainWindow()
    made.setCentralWidget(QWidget())
    made.setWindowFlags(Qt.WindowType.Widget)
    column = QVBoxLayout(made.centralWidget())
    for name in ("first", "second"):
        field = QLineEdit()
        field.setObjectName(name)
        column.addWidget(field)
    made.setWindowTitle("Get — Sonde")
    return made


def test_the_content_keeps_the_keyboard_where_it_put_it(qtbot, frame, content):
    with qtbot.waitActive(frame):
        frame.activateWindow()
    content.findChild(QLineEdit, "second").setFocus()
    frame.fill(content)
    assert content.findChild(QLineEdit, "second").hasFocus()


def test_the_title_of_the_content_is_the_title_of_the_window(frame, content):
    frame.fill(content)
    assert frame.windowTitle() == "Get — Sonde"
    content.setWindowTitle("Post — Sonde")
    assert frame.windowTitle() == "Post — Sonde"


def test_a_frame_larger_than_the_screen_is_made_to_fit(qtbot):
    frame = Frame(5000, 4000, 0)
    qtbot.addWidget(frame)
    frame.fit_screen()
    room = frame.screen().availableSize()
    assert frame.width() <= room.width()
    assert frame.height() < room.height()


def test_a_frame_that_fits_keeps_its_size(qtbot):
    frame = Frame(700, 500, 0)
    qtbot.addWidget(frame)
    frame.fit_screen()
    assert frame.size() == QSize(700, 500)
