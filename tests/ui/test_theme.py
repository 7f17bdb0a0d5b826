import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from ui import theme
from ui.kit.labels import label


def test_a_switch_changes_every_colour_that_is_asked_for(use_theme):
    light = theme.color("panel").name()
    use_theme("dark")
    assert theme.is_dark()
    assert theme.color("panel").name() != light
    assert theme.color("panel").name().upper() == theme.DARK.panel


def test_a_token_that_does_not_exist_is_refused():
    with pytest.raises(AttributeError):
        theme.color("no-such-token")


def test_the_system_choice_is_light_where_the_system_says_nothing(use_theme):
    use_theme("dark")
    use_theme("system")
    assert not theme.is_dark()


@pytest.mark.parametrize(("choice", "dark"), [("system", True), ("light", False)])
def test_only_the_system_choice_follows_the_desktop(use_theme, qapp, choice, dark):
    use_theme(choice)
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.is_dark() is dark


@pytest.mark.parametrize(
    ("text", "choice"), [("light", "light"), ("dark", "dark"), ("sepia", "system"), ("", "system")]
)
def test_a_choice_that_is_no_theme_follows_the_system(text, choice):
    assert theme.choice(text) == choice


def test_the_standard_palette_follows(use_theme, qapp):
    use_theme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Base).name().upper() == theme.DARK.input
    disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled.name().upper() == theme.DARK.faint


def test_methods_have_their_colours_and_unknown_ones_are_muted():
    assert theme.method_color("get") == theme.color("green")
    assert theme.method_color("DELETE") == theme.color("red")
    assert theme.method_color("PURGE") == theme.color("muted")


@pytest.mark.parametrize(
    ("status", "token", "back"),
    [
        (101, "muted", "hover"),
        (204, "green", "ok_back"),
        (304, "blue", "selection"),
        (404, "amber", "warn_back"),
        (599, "red", "danger_back"),
        (999, "muted", "hover"),
    ],
)
def test_a_status_is_coloured_by_its_class(status, token, back):
    assert theme.status_token(status) == token
    assert theme.status_back_token(status) == back


def test_phases_and_syntax_have_colours_and_strangers_a_fallback():
    assert theme.phase_color("tls") == theme.color("phase_tls")
    assert theme.phase_color("later") == theme.color("faint")
    assert theme.token_color("tag") == theme.color("key")
    assert theme.token_color("stranger") == theme.color("text")


def test_fonts_and_heights_grow_with_the_text_size(use_theme):
    before = theme.ui_font().pixelSize(), theme.mono_font(10).pixelSize(), theme.row_height()
    use_theme("light", 20)
    after = theme.ui_font().pixelSize(), theme.mono_font(10).pixelSize(), theme.row_height()
    assert before == (13, 10, 28)
    assert after == (20, 15, 43)


def test_compact_rows_are_lower(use_theme):
    use_theme("light", compact=True)
    assert theme.row_height() == 24


def test_a_font_that_is_handed_out_can_be_changed_without_harm():
    theme.ui_font().setItalic(True)
    assert not theme.ui_font().italic()


def test_the_mono_font_has_one_width_for_all():
    assert QFontInfo(theme.mono_font()).fixedPitch()


def test_labels_that_are_there_already_follow_the_theme(qtbot, use_theme):
    words = label("Status", "muted", 12)
    qtbot.addWidget(words)
    use_theme("dark", 20)
    assert words.palette().color(QPalette.ColorRole.WindowText).name().upper() == theme.DARK.muted
    assert words.font().pixelSize() == theme.ui_font(12).pixelSize()
    assert QApplication.font().pixelSize() == 20
