"""What is recorded is found, comes back as it was, stays within its space, and can be forgotten."""

import sqlite3
from datetime import datetime

import pytest

from app.errors import AppError
from app.history import History, Origin, Query
from app.history.entry import FAILED
from app.model.exchange import Failure
from app.model.payload import Payload
from app.model.request import Request
from tests.app.history.conftest import JSON, SHOP, make_record


def urls(entries):
    return [entry.url for entry in entries]


def test_what_was_sent_is_an_entry(history):
    history.record(make_record(method="POST", sent="abc"))
    (entry,) = history.search(Query())
    assert (entry.method, entry.url, entry.host) == ("POST", "http://shop.test/items", "shop.test")
    assert (entry.status, entry.failure, entry.ms, entry.protocol) == (200, "", 12.5, "HTTP/1.1")
    assert (entry.sent, entry.received, entry.origin) == (3, 18, SHOP)
    assert entry.at == datetime(2026, 3, 1, 14, 3)


def test_an_exchange_comes_back_as_it_was(history, new_path):
    hop = make_record("http://shop.test/old", status=302).exchange
    record = make_record(answer="é" * 9, sent='{"a": 1}', history=(hop,))
    number = history.record(record)
    assert history.exchange(number, new_path) == record.exchange


def test_a_request_comes_back_with_its_variables(history):
    request = Request("List", "GET", "{{base}}/items?x={{y}}", docs="What it does.")
    number = history.record(make_record(request=request))
    assert history.request(number).url == "{{base}}/items?x={{y}}"
    assert history.request(number).docs == "What it does."


def test_a_large_body_comes_back_in_a_file(history, new_path, tmp_path):
    answer = b"0123456789abcdef" * 200_000
    number = history.record(make_record(answer=answer))
    body = history.exchange(number, new_path).response.body
    assert body.path == tmp_path / "unpacked.body"
    assert body.read() == answer


def test_a_send_that_failed_is_an_entry_too(history, new_path):
    failure = Failure("dns", "dns", "No such host.", "", "Check the name.")
    number = history.record(make_record(response=None, failure=failure))
    (entry,) = history.search(Query(status=FAILED))
    assert (entry.status, entry.failure) == (None, "dns")
    assert history.exchange(number, new_path).failure == failure


@pytest.mark.parametrize(
    "text",
    ["apple", "APP", "fruit app", "shop.test/ite", "items", "content-type", '"fruit": "ap', "X-Kind: ra"],
)
def test_words_are_found_in_url_headers_and_bodies(history, text):
    history.record(make_record(answered=(("X-Kind", "rare"),)))
    assert len(history.search(Query(text))) == 1


@pytest.mark.parametrize("text", ["pear", "pple", "apple pear"])
def test_what_is_not_there_is_not_found(history, text):
    history.record(make_record())
    assert not history.search(Query(text))


@pytest.mark.parametrize("text", ['"', "*", "- AND", "a OR", 'x"y', "NEAR(", "(", "col:umn", "^", "{}"])
def test_no_sign_of_the_query_language_is_an_error(history, text, told):
    history.record(make_record())
    history.search(Query(text))
    assert not told


def test_filters_narrow_the_list(history):
    history.record(make_record("http://a.test/1", status=404))
    history.record(make_record("http://b.test/2", method="POST", origin=Origin("other", "Other")))
    assert urls(history.search(Query(status=4))) == ["http://a.test/1"]
    assert urls(history.search(Query(host="b.test"))) == ["http://b.test/2"]
    assert urls(history.search(Query(method="POST"))) == ["http://b.test/2"]
    assert urls(history.search(Query(status=404))) == ["http://a.test/1"]
    assert urls(history.search(Query(status=400))) == []
    assert urls(history.search(Query(host="B.t"))) == ["http://b.test/2"]
    assert urls(history.search(Query(collection="oTHER"))) == ["http://b.test/2"]
    assert urls(history.search(Query("items", collection="other"))) == []
    assert urls(history.search(Query("apple", collection="other"))) == ["http://b.test/2"]
    assert history.hosts() == ("b.test", "a.test")
    assert history.collections() == (("other", "Other"), ("shop-1", "Shop"))


def test_a_span_of_time_narrows_the_list(history):
    for day in (1, 2, 3):
        history.record(make_record(f"http://a.test/{day}", started=datetime(2026, 3, day, 12)))
    found = history.search(Query(since=datetime(2026, 3, 2), until=datetime(2026, 3, 3)))
    assert urls(found) == ["http://a.test/2"]


def test_the_list_comes_in_pages_newest_first(history):
    for number in range(5):
        history.record(make_record(f"http://a.test/{number}"))
    first = history.search(Query("apple"), count=2)
    second = history.search(Query("apple"), before=first[-1].id, count=2)
    assert urls(first + second) == [f"http://a.test/{number}" for number in (4, 3, 2, 1)]
    assert urls(history.search(Query(), after=first[-1].id)) == ["http://a.test/4"]


def test_a_name_and_a_pin_are_kept(history):
    number = history.record(make_record())
    history.pin(number, True)
    history.name(number, "Before the release")
    (entry,) = history.search(Query("release", pinned=True))
    assert (entry.name, entry.pinned) == ("Before the release", True)


def test_the_same_body_takes_its_space_once(history, tmp_path):
    for _ in range(3):
        history.record(make_record(answer="same" * 5000))
    assert len(list((tmp_path / "history" / "bodies").glob("*/*"))) == 1


def test_old_bodies_go_when_the_budget_is_used_up(history, new_path):
    history.budget = 60_000
    numbers = [history.record(make_record(answer=f"{number} " * 4000)) for number in range(9)]
    assert history.space() <= 60_000
    kept = [history.entry(number).whole for number in numbers]
    assert kept == sorted(kept)
    assert not kept[0]
    assert kept[-1]
    gone = history.exchange(numbers[0], new_path).response.body
    assert gone == Payload(8000, None, None)


def test_pinned_entries_keep_their_bodies(history, new_path):
    number = history.record(make_record(answer="kept " * 1000))
    history.pin(number, True)
    history.budget = 0
    history.prune()
    assert history.exchange(number, new_path).response.body.size == 5000
    assert history.exchange(number, new_path).response.body.read()


def test_a_deleted_entry_leaves_nothing(history, tmp_path):
    number = history.record(make_record(answer="rosebud " * 100))
    history.record(make_record())
    history.delete([number])
    assert not history.search(Query("rosebud"))
    assert len(history.search(Query())) == 1
    assert len(list((tmp_path / "history" / "bodies").glob("*/*"))) == 1
    with pytest.raises(AppError, match="no longer"):
        history.request(number)


def test_clearing_leaves_nothing_on_the_disk(history, tmp_path):
    history.record(make_record("http://rosebud.test/"))
    history.clear()
    history.close()
    assert history.space() == 0
    found = [place for place in (tmp_path / "history").rglob("*") if place.is_file()]
    assert not [place for place in found if b"rosebud" in place.read_bytes()]
    assert not list((tmp_path / "history" / "bodies").glob("*/*"))


def test_older_entries_can_be_deleted_but_for_pinned_ones(history):
    numbers = [history.record(make_record(started=datetime(2026, 1, day, 12))) for day in (1, 2, 3)]
    history.pin(numbers[0], True)
    assert history.delete_older(datetime(2026, 1, 3).timestamp()) == 1
    assert {entry.id for entry in history.search(Query())} == {numbers[0], numbers[2]}


def test_without_bodies_the_rest_is_kept(history, new_path, tmp_path):
    history.keep_bodies = False
    number = history.record(make_record())
    assert not (tmp_path / "history" / "bodies").exists()
    assert history.exchange(number, new_path).response.headers == (JSON,)
    assert not history.search(Query("apple"))


def test_a_damaged_file_is_moved_aside_and_told(tmp_path, told):
    folder = tmp_path / "history"
    folder.mkdir()
    (folder / "history.db").write_bytes(b"no database at all" * 100)
    history = History(folder, told.append)
    assert history.record(make_record()) == 1
    assert "damaged" in told[0].sentence
    assert len(list(folder.glob("history.db.broken-*"))) == 1
    history.close()


def test_a_file_that_breaks_while_it_is_open_is_moved_aside(history, told, tmp_path):
    history.record(make_record())
    history._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    file = tmp_path / "history" / "history.db"
    file.write_bytes(b"\0" * file.stat().st_size)
    history._connection.execute("PRAGMA shrink_memory")
    for _ in range(3):
        history.record(make_record())
    assert "damaged" in told[0].sentence
    assert history.count() >= 1


def test_the_file_of_a_newer_program_is_left_alone(tmp_path, told):
    folder = tmp_path / "history"
    folder.mkdir()
    with sqlite3.connect(folder / "history.db") as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    history = History(folder, told.append)
    assert history.record(make_record()) is None
    assert history.search(Query()) == ()
    assert [problem.sentence for problem in told] == ["A newer Sonde wrote the history."]


def test_two_programs_write_the_same_history(history, tmp_path, told):
    other = History(tmp_path / "history", told.append)
    for turn in range(4):
        (history, other)[turn % 2].record(make_record(f"http://a.test/{turn}"))
    assert history.count() == other.count() == 4
    other.close()
    assert not told
