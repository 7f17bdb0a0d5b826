"""The index lists everything."""

import re


def test_programs_get_json_with_every_endpoint(client):
    rows = client.get("/").json()["endpoints"]
    paths = {row["path"] for row in rows}
    assert {"/anything", "/status/{n}", "/ws", "/todo/items/{id}", "/digest-auth/{user}/{password}"} <= paths
    assert all(row["summary"].endswith(".") for row in rows)


def test_browsers_get_a_page_with_links(client):
    page = client.get("/", headers={"Accept": "text/html,*/*"})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert len(re.findall('<a href="/', page.text)) == len(client.get("/").json()["endpoints"])
