import pytest

from app.format.file_names import suggested_name
from app.model.exchange import Exchange, Response, SentRequest, Timing


def exchange(url, *headers):
    sent = SentRequest("GET", url, "", "HTTP/1.1")
    return Exchange(sent, Response(200, "OK", "HTTP/1.1", headers), Timing())


@pytest.mark.parametrize(
    ("url", "headers", "name"),
    [
        ("http://h/a/report", (("Content-Type", "application/json; charset=utf-8"),), "report.json"),
        ("http://h/", (("Content-Type", "text/html"),), "response.html"),
        ("http://h/a%20b.csv?x=1", (), "a b.csv"),
        ("http://h/x", (("Content-Disposition", 'attachment; filename="q \\"1\\".pdf"'),), "q _1_.pdf"),
        ("http://h/x", (("Content-Disposition", "attachment; filename*=UTF-8''%e2%82%ac.txt"),), "€.txt"),
        ("http://h/x", (("Content-Disposition", "attachment; filename=../../etc/passwd"),), "passwd"),
        ("http://h/x", (("Content-Type", "application/problem+json"),), "x.json"),
    ],
)
def test_a_file_is_named_by_the_server_or_by_the_url_and_never_leaves_its_folder(url, headers, name):
    assert suggested_name(exchange(url, *headers)) == name
