"""The versions can be copied into a report of a fault."""

from app import __version__
from ui.dialogs.about import AboutDialog


def test_the_versions_are_copied(qtbot, qapp):
    dialog = AboutDialog()
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert qapp.clipboard().text().startswith(f"Sonde {__version__} · Python 3.")
