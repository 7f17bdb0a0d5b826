from app.model.exchange import Exchange, Response, SentRequest, Timing
from app.model.payload import Payload
from app.workspace.earlier import Earlier

REQUEST = SentRequest("GET", "http://a.example/", "/", "HTTP/1.1")


def exchange(size=1):
    return Exchange(REQUEST, Response(200, "OK", "HTTP/1.1", body=Payload(size, b"x" * size)), Timing())


def failure():
    return Exchange(REQUEST, None, Timing())


def test_the_oldest_go_when_there_are_too_many():
    earlier, made = Earlier(most=3), [exchange() for _ in range(5)]
    gone = [old for each in made for old in earlier.add(each)]
    assert all(a is b for a, b in zip(gone, made[:2], strict=True))
    assert all(a is b for a, b in zip(earlier.exchanges, made[2:], strict=True))


def test_the_oldest_go_when_they_take_too_much_room_but_never_the_newest():
    earlier = Earlier(room=100)
    small, large, huge = exchange(60), exchange(50), exchange(500)
    assert earlier.add(small) == ()
    assert [id(each) for each in earlier.add(large)] == [id(small)]
    assert [id(each) for each in earlier.add(huge)] == [id(large)]
    assert earlier.exchanges[0] is huge


def test_redirects_count_with_the_exchange_they_led_to():
    earlier = Earlier(room=100)
    hop = exchange(80)
    assert earlier.add(Exchange(REQUEST, None, Timing(), history=(hop,))) == ()
    assert len(earlier.add(exchange(30))) == 1


def test_the_one_before_is_the_last_that_brought_a_response():
    earlier = Earlier()
    first, broken, last = exchange(), failure(), exchange()
    for each in (first, broken, last):
        earlier.add(each)
    assert earlier.before(last) is first
    assert earlier.before(first) is None
    assert earlier.place(last) == 2


def test_clearing_gives_what_was_kept():
    earlier, only = Earlier(), exchange()
    earlier.add(only)
    assert earlier.clear()[0] is only
    assert earlier.exchanges == ()
