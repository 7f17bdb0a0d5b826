"""A whole window over a real collection: what its tests look at, and the hands that use it."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from app import paths
from app.errors import AppError
from app.files.secrets import Secrets
from app.workspace import Workspace, Workspaces
from ui.kit.document_tabs import DocumentTabs
from ui.layout import Layout
from ui.page import RequestPage
from ui.window import Window

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEY = Qt.Key
PATIENCE = 20.0  # seconds; what is waited for comes in a blink unless the machine is busy
TURN = 0.002  # seconds

HELLO = """\
# Says hello; the comment must survive.
info:
  name: Hello
  type: http
  seq: 1

http:
  method: GET
  url: "{{base_url}}/anything?greeting=hello" # the greeting
  x-unknown: kept
"""
WORLD = """\
info:
  name: World
  type: http
  seq: 2

http:
  method: POST
  url: "{{base_url}}/anything"
  body:
    type: json
    data: '{"a": 1}'
"""
FOLDER = "info:\n  name: Deep\n  type: folder\n  seq: 3\n"
INNER = """\
info:
  name: Inner
  type: http
  seq: 1

http:
  method: GET
  url: "{{base_url}}/status/404"
"""
ROOT = 'opencollection: "1.0.0"\n\ninfo:\n  name: Stage\n\nextensions:\n  sonde:\n    id: stage-{id}\n'
ENVIRONMENT = "name: Local\n\nvariables:\n  - name: base_url\n    value: {url}\n"


def write_collection(root, url="", environment=True):
    """A small collection as somebody may have written it by hand; gives its folder."""
    (root / "deep").mkdir(parents=True)
    (root / "opencollection.yml").write_text(ROOT.replace("{id}", uuid4().hex))
    (root / "hello.yml").write_text(HELLO)
    (root / "world.yml").write_text(WORLD)
    (root / "deep" / "folder.yml").write_text(FOLDER)
    (root / "deep" / "inner.yml").write_text(INNER)
    if environment:
        (root / "environments").mkdir()
        (root / "environments" / "Local.yml").write_text(ENVIRONMENT.replace("{url}", url))
    return root


@dataclass
class Stage:
    """One window; ``problems`` are the sentences that it told outside of a page."""

    root: Path
    home: Path
    secrets: Secrets | None = None
    layout: Layout = field(default_factory=lambda: Layout(width=1280, height=800))
    fresh: bool = True
    late: tuple[Path, ...] = ()  # collections of the layout that are opened later

    def __post_init__(self):
        self.problems: list[AppError] = []
        self.closed = False
        self.workspaces = Workspaces(paths.find(self.home), self.secrets)
        self.services = self.workspaces.services
        self.services.noticed.connect(self.problems.append)
        self.workspaces.open(self.root)
        self.window = Window(self.workspaces, self.layout)
        self.window.remembered.expect(self.late)
        self.window.restore(self.layout, "", fresh=self.fresh)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.window.desk.take_keyboard()
        # Not before: while Qt waits for the window to be active, no task can take a step.
        self.window.begin()

    @property
    def workspace(self) -> Workspace:
        return self.workspaces.current

    @property
    def page(self) -> RequestPage:
        return self.window.desk.page

    @property
    def response(self):
        return self.page.response

    def open(self, path):
        """Open a request as the tree does."""
        self.window.requests.open(path)
        return self.page

    def tab(self, title):
        """The document tab of that title."""
        (found,) = [tab for tab in self.tabs() if tab.title == title]
        return found

    def tabs(self):
        """The document tabs, left to right."""
        return self.window.desk.findChild(DocumentTabs).tabs()

    def titles(self):
        """The words on the document tabs, left to right."""
        return [tab.title for tab in self.tabs()]

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key where the keyboard is."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    def type(self, text):
        """Type text where the keyboard is."""
        QTest.keyClicks(QApplication.focusWidget(), text)

    def type_url(self, url):
        """Put another URL into the line."""
        self.page.line.focus_url()
        QTest.keyClicks(self.page.line.url, url)

    async def send(self):
        """Press Ctrl+Enter and wait for what comes of it."""
        self.press(KEY.Key_Return, CONTROL)
        return await self.answered()

    async def answered(self):
        """Wait until the page in front has sent; gives the exchange."""
        await until(lambda: not self.page.running)
        return self.page.exchange

    async def dialog(self, kind=QDialog):
        """The dialog that is open, or is about to open."""
        return await until(lambda: next(iter(self.dialogs(kind)), None))

    def dialogs(self, kind=QDialog):
        """The dialogs that are open."""
        return [each for each in self.window.findChildren(kind) if each.isVisible()]

    async def rest(self):
        """Wait until every task of the window has ended and it has the keyboard again."""
        await until(lambda: not self.window.tasks._running and not self.page_tasks())
        if QApplication.activeWindow() is None:
            # A desktop gives the keyboard back where a dialog was; the offscreen one must be told.
            self.window.activateWindow()
            await until(self.window.isActiveWindow)

    async def look_again(self):
        """Look for changes from outside, as the window does when it comes to the front."""
        self.window.outside.look_again()
        await self.rest()

    def page_tasks(self):
        return [name for page in self.window.desk.pages for name in page.tasks._running]

    def saved(self, path):
        """The text of a file of the collection."""
        return (self.root / path).read_text("utf-8")

    async def close(self):
        """End as the program does, without what belongs to the process; the second time nothing is left."""
        if self.closed:
            return
        self.closed = True
        await self.window.settle()
        await self.workspaces.close()
        for dialog in self.dialogs():
            dialog.close()
        await self.rest()
        # Worker processes of views are told to end, and end a little later.
        await until(lambda: len(asyncio.all_tasks()) == 1)
        self.window.hide()
        self.window.deleteLater()


async def until(condition):
    """Turn the loop until something is true, and give it back."""
    for _ in range(round(PATIENCE / TURN)):
        if found := condition():
            return found
        await asyncio.sleep(TURN)
    raise AssertionError("What was waited for did not happen.")


def click(dialog, text):
    """Press the button of that text."""
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text() == text]
    found.click()
