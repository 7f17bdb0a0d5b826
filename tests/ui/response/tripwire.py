"""A server and a file that no preview may touch: it counts who connects, and the file is a red picture."""

import socket
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

RED = "#ff0000"


@dataclass(slots=True)
class Tripwire:
    """Where the server and the picture are, and how often somebody connected."""

    url: str
    file_url: str
    connections: list = field(default_factory=list)


@contextmanager
def tripwire(folder: Path):
    """A server on this computer that notes every connection and closes it."""
    red = QImage(64, 64, QImage.Format.Format_RGB32)
    red.fill(RED)
    path = folder / "red.png"
    assert red.save(str(path))
    listener = socket.create_server(("127.0.0.1", 0))
    wire = Tripwire(f"http://127.0.0.1:{listener.getsockname()[1]}", path.as_uri())
    thread = threading.Thread(target=_listen, args=(listener, wire), daemon=True)
    thread.start()
    try:
        yield wire
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def has_red(image: QImage) -> bool:
    """Whether the picture of the file is on the screen, looked for at every fourth pixel."""
    return any(
        image.pixelColor(x, y).name() == RED
        for x in range(0, image.width(), 4)
        for y in range(0, image.height(), 4)
    )


def _listen(listener: socket.socket, wire: Tripwire) -> None:
    while True:
        try:
            connection, peer = listener.accept()
        except OSError:
            return
        wire.connections.append(peer)
        connection.close()
