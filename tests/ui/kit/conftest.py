"""Parts of the kit on the screen."""

import pytest

from ui.kit.text_view import TextView


@pytest.fixture
def view(qtbot):
    """A text view that shows nothing yet."""
    made = TextView("Response body")
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made
