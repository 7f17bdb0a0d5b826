"""The table of client certificates for single hosts, as a collection or folder gives them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.model.options import ClientCertificate, HostCertificate
from app.template.scan import scan
from ui.dialogs.variable_row import DOTS
from ui.kit.field_table_model import Column, RowKind
from ui.kit.field_table_view import RowTable
from ui.kit.labels import label
from ui.kit.variables import Variables

_HINT = (
    "The host may begin with *. for everything below it. Files are PEM, or PKCS#12 (.p12, .pfx) with the key "
    "in it. A passphrase that is typed goes to the keyring."
)


class CertificateTable(QWidget):
    """Edits host certificates.

    Signal:
        changed(rows): the tuple of rows after each edit.
    """

    changed = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view: RowTable[HostCertificate] = RowTable("Client certificates", _KIND, self)
        self.view.changed.connect(self.changed)
        hint = label(_HINT, "muted", 12)
        hint.setWordWrap(True)
        hint.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(hint)
        self.first = self.view

    def rows(self) -> tuple[HostCertificate, ...]:
        """The rows that say something."""
        return self.view.rows.rows()

    def show_rows(self, rows: Sequence[HostCertificate]) -> None:
        """Show other rows."""
        self.view.rows.show_rows(rows)

    def show_variables(self, variables: Variables) -> None:
        """The names that are known from now on."""
        self.view.show_variables(variables)


def _put(part: str) -> Any:
    def write(row: HostCertificate, text: str) -> HostCertificate:
        # A cell that was only looked at holds the dots, which are no passphrase.
        if text == DOTS:
            return row
        changes: dict[str, Any] = {part: text}
        return replace(row, certificate=replace(row.certificate, **changes))

    return write


def _passphrase(row: HostCertificate) -> str:
    text = row.certificate.passphrase
    return DOTS if text and not scan(text) else text


_COLUMNS: tuple[Column[HostCertificate], ...] = (
    Column("Host", lambda row: row.host, lambda row, text: replace(row, host=text), weight=12),
    Column("Certificate", lambda row: row.certificate.file, _put("file"), weight=14),
    Column("Private key", lambda row: row.certificate.key_file, _put("key_file"), weight=12),
    Column("Passphrase", _passphrase, _put("passphrase"), weight=10),
)
_KIND: RowKind[HostCertificate] = RowKind(
    _COLUMNS,
    HostCertificate(),
    lambda row: not row.host and row.certificate == ClientCertificate(),
    "Add certificate",
)
