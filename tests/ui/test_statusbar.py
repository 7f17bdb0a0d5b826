"""The bar at the bottom: the security of the connection, the phases, and their sum."""

from app.model.exchange import Connection, Exchange, Failure, SentRequest, Timing
from ui.statusbar import StatusBar, phase_words, security_words

REQUEST = SentRequest("GET", "https://example.org/", "/", "HTTP/1.1")


def exchange(**more):
    return Exchange(REQUEST, None, more.pop("timing", Timing(total=10.0)), **more)


def test_phases_of_all_hops_are_added_and_short():
    hop = exchange(timing=Timing(dns=1.0, connect=2.0, wait=3.0, total=6.0))
    last = exchange(timing=Timing(wait=4.5, receive=0.01, total=5.0), history=(hop,))
    assert phase_words(last) == "DNS 1 · TCP 2 · wait 7.5 ms"


def test_without_phases_there_are_no_words():
    assert phase_words(exchange()) == ""


def test_the_connection_is_named_by_its_security():
    verified = Connection(1, tls_version="TLSv1.3", verified=True)
    unverified = Connection(1, tls_version="TLSv1.3", verified=False)
    assert security_words(exchange(connection=verified)) == "TLSv1.3 verified"
    assert security_words(exchange(connection=unverified)) == "TLSv1.3 not verified"
    assert security_words(exchange()) == "Not encrypted"
    assert security_words(exchange(failure=Failure("dns", "dns", "No such host."))) == ""


def test_figures_are_there_only_with_an_exchange(qtbot):
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.resize(1280, 26)
    bar.show()
    bar.show_exchange(exchange(timing=Timing(wait=9.0, total=10.0)))
    assert bar._total.isVisible()
    bar.show_exchange(None)
    assert not bar._total.isVisible()


async def test_it_follows_the_tab_in_front(stage):
    await stage.send()
    assert stage.window.statusbar._total.isVisible()
    stage.open("world.yml")
    assert not stage.window.statusbar._total.isVisible()
    stage.open("hello.yml")
    assert stage.window.statusbar._total.isVisible()
