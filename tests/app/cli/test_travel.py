"""The words of the command line for how a request travels mean what they mean to curl."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.travel import add_travel_arguments, travel_options
from app.errors import AppError
from app.model.options import ClientCertificate, Options, Override, Proxy, Retry

HERE = str(Path.cwd())


NOTHING = Options()


def options(*words, own=NOTHING):
    parser = ArgumentParser(exit_on_error=False)
    add_travel_arguments(parser)
    return travel_options(own, parser.parse_args(words))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], Options()),
        (["--http", "2-prior-knowledge"], Options(http_version="2-prior-knowledge")),
        (["--timeout", "1.5"], Options(timeout=1500)),
        (["--max-time", "2", "-m", "3"], Options(timeout=3000)),
        (["--deadline", "0.0001"], Options(timeout=1)),
        (["--deadline", "0"], Options(timeout=0)),
        (["--connect-timeout", "1", "--read-timeout", "2"], Options(connect_timeout=1000, read_timeout=2000)),
        (
            ["-k", "--no-follow", "--max-redirs", "3"],
            Options(verify=False, follow_redirects=False, max_redirects=3),
        ),
        (["--cacert", "ca.pem"], Options(ca_file=f"{HERE}/ca.pem")),
        (["--cert", "/c.pem", "--key", "/k.pem"], Options(certificate=ClientCertificate("/c.pem", "/k.pem"))),
        (["-E", "/c.p12:pass:word"], Options(certificate=ClientCertificate("/c.p12", "", "pass:word"))),
        (["-E", "/c.p12:a", "--pass", "b"], Options(certificate=ClientCertificate("/c.p12", "", "b"))),
        (["--tlsv1.3", "-6"], Options(min_tls="1.3", ip_version="6")),
        (["--proxy", "localhost:3128"], Options(proxy=Proxy("http://localhost:3128"))),
        (["-x", ""], Options(proxy=Proxy())),
        (["-x", "socks5h://a%40b:p%3Aw@h:1"], Options(proxy=Proxy("socks5h://h:1", "a@b", "p:w"))),
        (["-x", "http://h", "-U", "u:p%3A"], Options(proxy=Proxy("http://h", "u", "p%3A"))),
        (["--noproxy", "a, .b"], Options(no_proxy=("a", ".b"))),
        (
            ["--resolve", "api:443:127.0.0.1", "--resolve", "*:80:[::1]"],
            Options(resolve=(Override("api:443", "127.0.0.1"), Override("*:80", "[::1]"))),
        ),
        (["--resolve", "+[::2]:1:1.1.1.1,2.2.2.2"], Options(resolve=(Override("[::2]:1", "1.1.1.1"),))),
        (["--unix-socket", "/run/x"], Options(unix_socket="/run/x")),
    ],
)
def test_each_word_is_an_option(words, expected):
    assert options(*words) == expected


def test_retries_are_those_of_curl_unless_the_request_has_its_own():
    found = options("--retry", "3").retry
    assert (found.count, found.backoff, found.longest, found.methods) == (3, 1000, 600_000, "repeatable")
    assert found.statuses == (408, 429, 500, 502, 503, 504)
    own = Retry(1, ("dns",), (418,))
    assert options("--retry", "5", own=Options(retry=own)).retry == replace(own, count=5)
    always = options("--retry", "1", "--retry-delay", "2", "--retry-all-methods").retry
    assert (always.backoff, always.longest, always.jitter, always.methods) == (2000, 2000, False, "all")


def test_what_is_not_said_stays_as_the_request_has_it():
    own = Options(timeout=5, verify=True, proxy=Proxy("http://h"))
    assert options("--no-follow", own=own) == replace(own, follow_redirects=False)


@pytest.mark.parametrize(
    "words",
    [
        ["--key", "k"],
        ["--pass", "p"],
        ["--cert", ":p"],
        ["-U", "u"],
        ["--resolve", "api=1"],
        ["--retry-delay", "1"],
        ["--retry-all-methods"],
    ],
)
def test_words_that_make_no_sense_are_refused_in_a_sentence(words):
    with pytest.raises(AppError) as refused:
        options(*words)
    assert refused.value.sentence.endswith(".")
    assert refused.value.hint
