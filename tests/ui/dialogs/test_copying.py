from ui.dialogs.copying import CopyingDialog


def test_the_dialog_says_how_far_it_is_and_that_it_was_stopped(qtbot):
    dialog = CopyingDialog("a.bin", 4_000_000)
    qtbot.addWidget(dialog)
    dialog.copied = 1_000_000
    dialog.show_progress()
    assert dialog.bar.value() == 250
    assert dialog.words.text() == "1.0 MB of 4.0 MB"
    dialog.reject()
    assert dialog.stopped
