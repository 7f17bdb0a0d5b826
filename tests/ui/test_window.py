"""The whole window by the keyboard: every action, every control, the panes, the size of text and theme."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLineEdit, QWidget

from app.errors import AppError
from tests.ui.stage import ALT, CONTROL, KEY, SHIFT, click, until, write_collection
from ui import theme
from ui.actions import ACTIONS
from ui.request.editor import AUTH, BODY

TAB_FOCUS = Qt.FocusPolicy.TabFocus
STYLE_CHANGE = QEvent.Type.StyleChange


class Stylings(QObject):
    """Counts how often a widget of the program is given its style."""

    count = 0

    def eventFilter(self, watched, event):
        self.count += event.type() == STYLE_CHANGE
        return False


def test_a_window_is_styled_about_once_while_it_is_built(qapp, open_stage, tmp_path):
    # Two thirds of the time of a new window went into styling parts that found their places one by one.
    stylings = Stylings()
    qapp.installEventFilter(stylings)
    window = open_stage(write_collection(tmp_path / "shop")).window
    qapp.removeEventFilter(stylings)
    assert 0 < stylings.count < 1.2 * len(window.findChildren(QWidget))


def controls(window):
    """Every shown control of a window that Tab should reach."""
    return [
        each
        for each in window.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & TAB_FOCUS
        and each.focusProxy() is None
        and each.window() is window
        and not isinstance(each.parentWidget(), QComboBox | QAbstractSpinBox)
    ]


def place(widget):
    """Where a widget is, in words that find it in a failing test."""
    chain = []
    while widget is not None:
        chain.append(type(widget).__name__)
        widget = widget.parentWidget()
    return " < ".join(chain[:4])


async def test_every_control_has_an_accessible_name(stage):
    await stage.send()
    shown = [partial(stage.page.editor.show_tab, index) for index in range(5)]
    shown += [partial(stage.response.tabs.set_current, index) for index in range(4)]
    for show in shown:
        show()
        assert [place(each) for each in controls(stage.window) if not each.accessibleName()] == []


async def test_tab_reaches_every_control_forwards_and_backwards(stage):
    await stage.send()
    for tab in range(5):
        stage.page.editor.show_tab(tab)
        if tab == BODY:
            stage.page.editor.page(BODY).switch_kind("multipart")
        if tab == AUTH:
            stage.page.editor.page(AUTH).kind.setCurrentText("Basic")
            stage.page.editor.page(AUTH).kind.activated.emit(stage.page.editor.page(AUTH).kind.currentIndex())
        for step in (stage.window.focusNextChild, stage.window.focusPreviousChild):
            assert missed_by(stage.window, step) == []


def missed_by(window, step):
    """The controls that the keyboard does not come to when it is moved on again and again."""
    window.topbar.collection.setFocus()
    reached = set()
    while (focus := QApplication.focusWidget()) not in reached:
        reached.add(focus)
        step()
    return [place(each) for each in controls(window) if each not in reached]


async def test_f6_goes_around_the_panes(stage):
    await stage.send()
    page = stage.page
    page.line.focus_url()
    panes = (page.editor, page.response, stage.window.sidebar, page.line, page.editor)
    for pane in panes:
        stage.press(KEY.Key_F6)
        assert pane.isAncestorOf(QApplication.focusWidget()), place(QApplication.focusWidget())


async def test_alt_and_a_number_open_the_tabs_of_the_request(stage):
    for index, key in enumerate((KEY.Key_1, KEY.Key_2, KEY.Key_3, KEY.Key_4, KEY.Key_5)):
        stage.press(key, ALT)
        assert stage.page.editor.tabs.current == index
        assert stage.page.editor.isAncestorOf(QApplication.focusWidget())


async def test_control_and_a_number_go_to_a_tab(stage):
    stage.open("world.yml")
    stage.open("deep/inner.yml")
    stage.press(KEY.Key_1, CONTROL)
    assert stage.page.path == "hello.yml"
    stage.press(KEY.Key_9, CONTROL)
    assert stage.page.path == "deep/inner.yml"


async def test_control_tab_goes_around_the_tabs(stage):
    stage.open("world.yml")
    stage.press(KEY.Key_Tab, CONTROL)
    assert stage.page.path == "hello.yml"
    stage.press(KEY.Key_Tab, CONTROL | SHIFT)
    assert stage.page.path == "world.yml"


async def test_the_text_grows_to_a_limit_and_returns(stage, use_theme):
    before = stage.window.topbar.height(), stage.window.statusbar.height()
    stage.press(KEY.Key_Equal, CONTROL)
    assert stage.services.settings.text_size == 14
    stage.services.change_settings(replace(stage.services.settings, text_size=20))
    stage.press(KEY.Key_Equal, CONTROL)
    assert stage.services.settings.text_size == 20
    after = stage.window.topbar.height(), stage.window.statusbar.height()
    assert all(now > then for now, then in zip(after, before, strict=True))
    stage.press(KEY.Key_0, CONTROL)
    assert stage.services.settings.text_size == 13
    assert (stage.window.topbar.height(), stage.window.statusbar.height()) == before


async def test_another_theme_changes_colours_and_nothing_else(stage, use_theme):
    stage.type_url("{{base_url}}/anything?x=typed")
    exchange = await stage.send()
    light = stage.window.grab().toImage()
    stage.window.actions_table["view.theme"].trigger()
    assert theme.is_dark()
    assert stage.window.grab().toImage() != light
    assert stage.page.draft.url == "{{base_url}}/anything?x=typed"
    assert stage.page.exchange is exchange
    assert stage.page.response.head.pill.text() == "200 OK"
    stage.window.actions_table["view.theme"].trigger()
    assert not theme.is_dark()


async def test_compact_makes_rows_lower(stage, use_theme):
    comfortable = theme.row_height()
    stage.services.change_settings(replace(stage.services.settings, density="compact"))
    assert theme.row_height() < comfortable
    stage.services.change_settings(replace(stage.services.settings, density="comfortable"))


async def test_a_narrow_window_hides_the_sidebar_and_a_wide_one_brings_it_back(stage):
    stage.window.resize(800, 600)
    assert not stage.window.sidebar.isVisible()
    stage.window.resize(1280, 800)
    assert stage.window.sidebar.isVisible()


async def test_the_sidebar_is_hidden_and_shown_by_its_key(stage):
    stage.press(KEY.Key_B, CONTROL)
    assert not stage.window.sidebar.isVisible()
    stage.press(KEY.Key_B, CONTROL)
    assert stage.window.sidebar.isVisible()


async def test_the_filter_takes_the_keyboard(stage):
    stage.press(KEY.Key_F, CONTROL | SHIFT)
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    assert stage.window.sidebar.isAncestorOf(QApplication.focusWidget())


async def test_find_opens_over_the_response(stage):
    await stage.send()
    stage.press(KEY.Key_F, CONTROL)
    assert stage.response.body.find_bar.isVisible()


async def test_a_problem_is_said_in_the_bar_on_top(stage):
    stage.window.show_problem(AppError("The moon is away.", "Wait for it."))
    assert stage.window.messages.isVisible()
    assert (stage.window.messages.sentence(), stage.window.messages.hint()) == (
        "The moon is away.",
        "Wait for it.",
    )


async def test_the_details_of_a_crash_are_copied(stage):
    stage.window.show_crash("Traceback: details")
    click(stage.window.messages, "Copy details")
    assert QApplication.clipboard().text() == "Traceback: details"


async def test_closing_the_window_only_asks_the_program(stage, qtbot):
    with qtbot.waitSignal(stage.window.closing):
        stage.press(KEY.Key_Q, CONTROL)
    assert stage.window.isVisible()


async def test_every_action_does_something_and_fails_in_no_place(stage, use_theme):
    for spec in ACTIONS:
        if spec.id in ("app.quit", "collection.samples"):
            continue  # One ends the program; after the other the rest would be done to the samples.
        if stage.page is None:
            stage.workspaces.open(stage.root)
            stage.open("world.yml")
        stage.window.actions_table[spec.id].trigger()
        if spec.id == "request.send":
            await stage.answered()
        await until(lambda: stage.dialogs() or not stage.window.tasks._running)
        close_popups()
        for dialog in stage.dialogs():
            dialog.close()
        await stage.rest()


async def test_the_samples_open_by_their_action(stage):
    stage.window.actions_table["collection.samples"].trigger()
    await stage.rest()
    assert stage.workspace.collection.root == stage.services.paths.data / "samples" / "tour"
    assert stage.titles()[0] == "Hello"
    assert len(stage.titles()) == 2


def close_popups():
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
