"""Draws the window into a picture: for ``--shot``, where nobody looks at a screen."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from app.errors import AppError
from app.files.atomic import unwritable
from app.format.words import milliseconds, size
from app.model.exchange import Exchange
from ui.page import RequestPage
from ui.window import Window

SETTLE: Final = 0.15  # seconds for layout, line index and formatting after the last change


async def take_shot(window: Window, target: Path, send: bool) -> None:
    """Send the shown request if asked, draw the window with its pop-ups, write the picture, and print
    what came back and the name of the file. Raises AppError when it cannot be written."""
    page = window.desk.page
    if send and page is not None:
        print(describe(await _send(page)))
    await asyncio.sleep(SETTLE)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(target, error) from error
    if not picture(window.window()).save(str(target)):
        raise AppError(f"{target} cannot be written.", "Name a file that ends in .png.")
    print(f"Wrote {target}")


async def _send(page: RequestPage) -> Exchange:
    answered: asyncio.Future[Exchange] = asyncio.get_running_loop().create_future()
    page.sent.connect(answered.set_result, Qt.ConnectionType.SingleShotConnection)
    page.send()
    return await answered


def picture(window: QWidget) -> QPixmap:
    """The window as it is painted, with every visible pop-up over it."""
    whole = window.grab()
    painter = QPainter(whole)
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            place = other.mapToGlobal(QPoint(0, 0)) - window.mapToGlobal(QPoint(0, 0))
            painter.drawPixmap(place, other.grab())
    painter.end()
    return whole


def describe(exchange: Exchange) -> str:
    """One line about an exchange."""
    head = f"{exchange.request.method} {exchange.request.url}"
    if exchange.failure is not None:
        return f"{head} failed: {exchange.failure.title} {exchange.failure.hint}".strip()
    if exchange.response is None:
        return head
    response = exchange.response
    status = f"{response.status} {response.reason}".strip()
    facts = (status, milliseconds(exchange.total), size(response.body.size), response.http_version)
    return f"{head} → {' · '.join(facts)}"
