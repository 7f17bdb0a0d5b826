"""The window as a process: it draws itself, and finds again what it was left with."""

import base64
import json
import signal

import pytest
from PySide6.QtGui import QImage

from tests.journey.conftest import LIMIT

CANARY = "canary-1c6a-of-the-journey"
PASSWORD = "canary-77f0-password"


def contents(*folders):
    """What each file in these folders holds."""
    places = (place for folder in folders for place in folder.rglob("*") if place.is_file())
    return {place: place.read_bytes() for place in places}


def found_in(secret, *folders):
    """The files that hold a secret, as it is, in percents or within something in Base64."""
    forms = [secret.encode(), "".join(f"%{ord(letter):02X}" for letter in secret).encode()]
    forms += [base64.b64encode((" " * n + secret).encode())[4:-4] for n in range(3)]
    return [place for place, content in contents(*folders).items() if any(form in content for form in forms)]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_shot_sends_draws_and_ends(run, home, shop, tmp_path, look):
    target = tmp_path / "shots" / "shot.png"
    options = ("--home", home, "--theme", look, "--size", "1024x700", "--send", "--shot", target)
    status, out, errors = run("-m", "ui", shop, *options)
    assert (status, errors) == (0, "")
    sent, wrote = out.splitlines()
    assert sent.startswith("GET http")
    assert "→ 200" in sent
    assert wrote == f"Wrote {target}"
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (1024, 700)
    corner = picture.pixelColor(5, 695).lightness()
    assert corner > 200 if look == "light" else corner < 60
    assert picture.pixelColor(5, 300) != picture.pixelColor(700, 300)


def test_the_samples_answer_from_the_embedded_playground(run, tmp_path):
    status, out, errors = run("-m", "ui", "--home", tmp_path / "h", "--send", "--shot", tmp_path / "shot.png")
    assert (status, errors) == (0, "")
    assert "GET http://127.0.0.1:4010/anything → 200" in out


@pytest.mark.parametrize("words", [("--size", "wide"), ("--theme", "pink"), ("--nonsense",)])
def test_wrong_words_end_with_status_2(run, words):
    status, _, errors = run("-m", "ui", *words)
    assert status == 2
    assert words[-1] in errors


def test_a_picture_that_cannot_be_written_is_told(run, home, shop, tmp_path):
    (tmp_path / "file").write_text("no folder")
    status, _, errors = run("-m", "ui", shop, "--home", home, "--shot", tmp_path / "file" / "shot.png")
    assert status == 1
    assert errors.startswith("sonde: ")
    assert "shot.png" in errors


def test_a_folder_that_is_no_collection_still_opens_a_window(run, home, tmp_path):
    status, out, errors = run(
        "-m", "ui", tmp_path / "nowhere", "--home", home, "--shot", tmp_path / "shot.png"
    )
    assert (status, errors) == (0, "")
    assert "Wrote" in out


def test_the_second_run_finds_tabs_edits_and_environment_of_the_first(drive, shop):
    drive(
        ["open", "world.yml"],
        ["type_url", "https://example.org/edited"],
        "new",
        ["type_url", "https://example.org/new"],
        ["open", "world.yml"],
        "close",
        collection=(shop,),
    )
    (seen,) = drive("report", "close")
    assert seen == {
        "titles": ["Hello", "World", "https://example.org/new"],
        "dirty": [False, True, True],
        "url": "https://example.org/edited",
        "status": None,
        "environment": "Local",
    }
    assert "edited" not in (shop / "world.yml").read_text()


def test_a_killed_run_loses_nothing_that_was_typed_before_the_last_pause(drive, python, home, shop):
    steps = [["type_url", "https://example.org/kept"], ["journal", "org/kept"], ["report", ""], ["stay", ""]]
    process = python("-m", "tests.journey.driver", json.dumps(steps), shop, "--home", home)
    assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(LIMIT)
    (seen,) = drive("report", "close", collection=(shop,))
    assert seen["url"] == "https://example.org/kept"
    assert seen["dirty"] == [True]


def test_a_killed_run_tells_no_secret_that_was_typed_and_loses_none(drive, python, home, shop):
    url = f"https://example.org/?api_key={CANARY}&page=2"
    steps = [["type_url", url], ["open", "world.yml"], ["type_header", f"Authorization: Bearer {CANARY}"]]
    steps += [["sealed", 2], ["report", ""], ["stay", ""]]
    process = python("-m", "tests.journey.driver", json.dumps(steps), shop, "--home", home)
    assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(LIMIT)
    assert not found_in(CANARY, home, shop)
    steps = [["open", "world.yml"], ["header", f"Bearer {CANARY}"], ["open", "hello.yml"], "report", "close"]
    (seen,) = drive(*steps, collection=(shop,))
    assert (seen["url"], seen["dirty"]) == (url, [True, True])
    assert not found_in(CANARY, home, shop)


def test_two_windows_lose_nothing_of_each_other_when_both_are_killed(drive, python, home, shop):
    """The one that is opened second is another session: it neither takes nor hides what the first has."""
    windows = []
    for word in ("first", "second"):
        steps = [["type_url", f"https://example.org/{word}"], ["journal", word], ["report", ""], ["stay", ""]]
        windows.append(python("-m", "tests.journey.driver", json.dumps(steps), shop, "--home", home))
        seen = json.loads(windows[-1].stdout.readline())
        assert (seen["titles"], seen["dirty"]) == (["Hello"], [True])
    for window in windows:
        window.send_signal(signal.SIGKILL)
        window.wait(LIMIT)
    (seen,) = drive("report", "close", collection=(shop,))
    assert seen["titles"] == ["Hello", "Hello"]
    assert seen["url"] == "https://example.org/second"
    assert seen["dirty"] == [True, True]


def test_a_killed_window_comes_back_with_its_tabs_and_its_last_response(drive, python, home, shop):
    steps = [["open", "world.yml"], ["send", ""], ["layout", '"response": 1'], ["report", ""], ["stay", ""]]
    process = python("-m", "tests.journey.driver", json.dumps(steps), shop, "--home", home)
    assert process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.wait(LIMIT)
    (seen,) = drive("restored", "report", "close")
    assert (seen["titles"], seen["status"]) == (["Hello", "World"], 200)


def test_a_window_that_is_closed_while_it_sends_ends_at_once(drive, shop):
    drive(["type_url", "{{base_url}}/delay/20"], "start_sending", "running", "close", collection=(shop,))
    (seen,) = drive("report", "close")
    assert seen["url"] == "{{base_url}}/delay/20"


def test_a_window_that_cannot_keep_the_edits_says_so_before_it_ends(drive, home, shop):
    (home / "data").mkdir()
    (home / "data" / "drafts").write_text("a file where a folder should be")
    edit = ["type_url", "https://example.org/edited"]
    (said,) = drive(edit, "close", "told", "close", collection=(shop,))
    assert f"cannot be kept in {home / 'data' / 'drafts'} (File exists)." in said
    assert "Close the window again" in said


def test_no_secret_is_ever_written_to_a_file(drive, home, shop):
    drive(
        ["type_token", CANARY],
        "send",
        "save",
        "saved",
        ["crash", CANARY],
        "told",
        ["open", "world.yml"],
        ["type_token", PASSWORD],
        "close",
        collection=(shop,),
    )
    (seen,) = drive("send", "report", "close")
    assert seen["status"] == 200
    written = contents(home, shop)
    assert any(place.name == "sonde.log" and b"a bug met" in content for place, content in written.items())
    assert b"{{token}}" in (shop / "hello.yml").read_bytes()
    for secret in (CANARY, PASSWORD):
        assert not found_in(secret, home, shop)
