"""What is done with the settings: the dialog, text size and theme, and the two sheets of help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QDialog

from app.settings import Settings
from ui import theme
from ui.actions import ACTIONS, shown_keys
from ui.dialogs.about import AboutDialog
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.shortcuts import ShortcutsDialog
from ui.kit.tasks import listen
from ui.parts import Parts

SMALLEST: Final = 11
LARGEST: Final = 20
NORMAL: Final = 13


class SettingsWork:
    """Handlers for what holds for the whole program."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._services = parts.workspaces.services

    def handlers(self) -> dict[str, Callable[[], object]]:
        """The actions done here, by id."""
        return {
            "app.settings": self.show_settings,
            "view.larger": lambda: self._resize(self._services.settings.text_size + 1),
            "view.smaller": lambda: self._resize(self._services.settings.text_size - 1),
            "view.normal": lambda: self._resize(NORMAL),
            "view.theme": self.switch_theme,
            "help.shortcuts": self.show_shortcuts,
            "help.about": lambda: _open(AboutDialog(self._parts.window)),
        }

    def show_settings(self) -> None:
        """Open the settings; a change holds at once."""
        dialog = SettingsDialog(self._services.settings, self._parts.window)
        listen(dialog.changed, self._services.change_settings)
        _open(dialog)

    def _change(self, settings: Settings) -> None:
        self._services.change_settings(settings)

    def _resize(self, pixels: int) -> None:
        size = min(max(pixels, SMALLEST), LARGEST)
        self._change(replace(self._services.settings, text_size=size))

    def switch_theme(self) -> None:
        """Light becomes dark and dark becomes light."""
        wanted = "light" if theme.is_dark() else "dark"
        self._change(replace(self._services.settings, theme=wanted))

    def trust_host(self, host: str) -> None:
        """From now on take any certificate of this host, and of no other."""
        known = self._services.settings.unverified_hosts
        if host and host not in known:
            self._change(replace(self._services.settings, unverified_hosts=(*known, host)))

    def show_shortcuts(self) -> None:
        """Open the sheet of every action and its keys."""
        shortcuts = [(spec.group, spec.text, shown_keys(spec)) for spec in ACTIONS if spec.keys]
        _open(ShortcutsDialog(shortcuts, self._parts.window))


def _open(dialog: QDialog) -> None:
    """Open a dialog that nobody waits for; it is gone when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
