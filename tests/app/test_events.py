from app.events import Event


def test_listeners_hear_in_order_until_they_are_disconnected():
    heard = []
    event = Event()
    leave = event.connect(lambda value: heard.append(("a", value)))
    event.connect(lambda value: heard.append(("b", value)))
    event.emit(1)
    leave()
    event.emit(2)
    assert heard == [("a", 1), ("b", 1), ("b", 2)]
