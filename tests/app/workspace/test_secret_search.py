"""Secrets in a collection's files are found with file, line and field, and never repeated."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableFile
from app.files import yaml_write
from app.format.secret_hits import may_hold
from app.work.process import run_job
from app.workspace.secret_search import findings_of, search_collection, search_file

NAMES = ("Authorization", "X-Api-Key", "client secret", "accessToken", "auth", "key", "name", "http", "a")
VALUES = (
    *(
        "abc",
        "Bearer abc",
        "{{x}}",
        "Bearer {{x}}",
        "my-thing",
        "my-thing\nabc",
        "'q'",
        '"q"',
        "",
        "<a>",
        "x: y",
    ),
    *("https://me:pw1@h/", "http://h/?token=ab&x=2", "Zk3vQ9xT7bLm2RwY8sHd4NpF", "inherit", '{"token": "a"}'),
)
TREES = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: (
        st.dictionaries(st.sampled_from(NAMES), inner, min_size=1, max_size=3)
        | st.lists(st.fixed_dictionaries({"name": st.sampled_from(NAMES), "value": inner}), max_size=2)
    ),
    max_leaves=8,
)
TOKEN = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
REQUEST = f"""\
info:
  name: Create a token
  type: http

http:
  method: POST
  url: https://me:pw-1@h/things?api_key=k-1&page=2
  headers:
    - name: Accept
      value: application/json
    - name: X-Api-Key  # ours
      value: 12345678
    - name: X-Trace
      value: 550e8400-e29b-41d4-a716-446655440000
  body:
    type: json
    data: |-
      {{
        "password": "pw-2", "name": "{{{{name}}}}",
        "picture": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB"
      }}
  auth:
    type: oauth2
    accessTokenUrl: https://h/token
    credentials:
      clientId: me
      clientSecret: s3cret-1
docs: |-
  The password is in the wiki.
  Use {TOKEN} for a try.
"""


def found(text, path="a.yml"):
    findings = list(search_file(text.encode(), path))
    assert may_hold(text) or not findings
    return [(finding.line, finding.field, finding.rule) for finding in findings]


def test_each_finding_has_its_line_its_field_and_its_rule():
    assert found(REQUEST) == [
        (7, "http.url", "login in a URL"),
        (7, "http.url", "named api_key"),
        (12, "http.headers[2].value", "named X-Api-Key"),
        (19, "http.body.data", "named password"),
        (27, "http.auth.credentials.clientSecret", "named clientSecret"),
        (30, "docs", "GitHub token"),
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("http:\n  auth:\n    type: apikey\n    key: X\n    value: k-1\n", "http.auth.value"),
        ("http:\n  auth:\n    type: bearer\n    token: abc\n", "http.auth.token"),
        ("auth:\n  type: oauth1\n  privateKey:\n    type: text\n    value: abc\n", "auth.privateKey.value"),
        (
            "variables:\n  - name: token\n    value:\n      type: string\n      data: abc\n",
            "variables[1].value.data",
        ),
        ("variables:\n  - name: db-password\n    value: abc\n", "variables[1].value"),
        (
            "variables:\n  - name: pwd\n    value:\n      - title: a\n        value: abc\n",
            "variables[1].value[1].value",
        ),
        (
            "config:\n  proxy:\n    config:\n      auth:\n        password: abc\n",
            "config.proxy.config.auth.password",
        ),
        ('graphql:\n  body:\n    variables: \'{"token": "abc"}\'\n', "graphql.body.variables"),
        ("x:\n  y: Zk3vQ9xT7bLm2RwY8sHd4NpF\n", "x.y"),
        ('{"http": {"auth": {"type": "basic", "password": "abc"}}}', "http.auth.password"),
        (f"runtime:\n  scripts:\n    - code: let a = '{TOKEN}'\n", "runtime.scripts[1].code"),
        (
            f"examples:\n  - response:\n      body:\n        data: '{TOKEN}'\n",
            "examples[1].response.body.data",
        ),
    ],
)
def test_secrets_are_found_in_every_kind_of_place(text, field):
    assert [place for _, place, _ in found(text)] == [field]


@pytest.mark.parametrize(
    "text",
    [
        "http:\n  auth: inherit\n",
        'http:\n  auth:\n    type: bearer\n    token: "{{token}}"\n',
        "variables:\n  - secret: true\n    name: token\n",
        "body:\n  type: multipart-form\n  data:\n    - name: token\n      type: file\n      value: a.txt\n",
        "privateKey:\n  type: file\n  value: key.pem\n",
        'examples:\n  - response:\n      body:\n        data: \'{"token": "made-by-the-server"}\'\n',
        "extensions:\n  sonde:\n    cookies:\n      send: true\n",
        "docs: The password is sent by mail, see token=abc.\n",
        "runtime:\n  assertions:\n    - expression: res.body.token\n      operator: isString\n",
    ],
)
def test_what_is_no_secret_is_not_found(text):
    assert found(text) == []


@given(
    st.dictionaries(st.sampled_from(NAMES), TREES, max_size=3),
    st.sampled_from([yaml_write.write, json.dumps]),
)
def test_no_file_with_a_secret_is_passed_over_however_it_is_spelled(data, spell):
    text = spell(data)
    # A token of a known form in a comment has the whole file looked at.
    whole = f"{text} # {TOKEN}".encode()
    assert bool([*search_file(whole, "a.yml")]) == bool([*search_file(text.encode(), "a.yml")])


def test_a_file_that_is_no_yaml_is_searched_for_known_tokens():
    (finding,) = search_file(f"a: [\n<<<<<<< ours\ntoken: {TOKEN}\n".encode(), "a.yml")
    assert (finding.line, finding.rule, finding.movable) == (3, "GitHub token", False)


def test_a_finding_does_not_hold_the_secret():
    for finding in search_file(REQUEST.encode(), "a.yml"):
        for secret in ("pw-1", "k-1", "12345678", "pw-2", "s3cret-1", TOKEN):
            assert secret not in repr(finding) + str(finding)


@pytest.fixture
def root(tmp_path):
    (tmp_path / "opencollection.yml").write_text('opencollection: "1.0.0"\n')
    (tmp_path / "environments").mkdir()
    (tmp_path / "environments" / "Local.yml").write_text(
        f"name: Local\nvariables:\n  - name: x\n    value: {TOKEN}\n"
    )
    (tmp_path / "environments" / "Local.local.yml").write_text(
        "variables:\n  - name: token\n    value: abc\n"
    )
    (tmp_path / "a.yml").write_text(REQUEST)
    return tmp_path


def test_all_files_are_searched_but_those_of_this_computer_alone(root):
    assert {finding.path for finding in search_collection(root)} == {"a.yml", "environments/Local.yml"}


def test_values_for_this_computer_are_found_where_git_would_take_them(root):
    (root / ".env").write_text(f"# ours\nPLAIN=1\nDB_PASSWORD=pw-9\nOTHER={TOKEN}\n")
    assert {finding.path for finding in search_collection(root)} == {"a.yml", "environments/Local.yml"}
    (root / ".git").mkdir()
    exposed = [finding for finding in search_collection(root) if finding.exposed]
    assert [(each.path, each.line, each.label, each.movable) for each in exposed] == [
        ("environments/Local.local.yml", 3, "Variable token", False),
        (".env", 3, "Variable DB_PASSWORD", False),
        (".env", 4, "Variable OTHER", False),
    ]
    assert all("add the file to .gitignore" in str(each) for each in exposed)
    (root / ".gitignore").write_text(".env\n*.local.yml\n")
    assert not [finding for finding in search_collection(root) if finding.exposed]


def test_bodies_and_examples_beside_the_requests_are_searched(root):
    for folder in ("bodies", "examples"):
        (root / folder).mkdir()
        (root / folder / "big.json").write_text(f'{{"password": "pw-8",\n "x": "{TOKEN}"}}')
        (root / folder / "picture.png").write_bytes(b"\0" + TOKEN.encode())
    found = [(each.path, each.line, each.rule) for each in search_collection(root) if "big" in each.path]
    assert found == [
        ("bodies/big.json", 1, "named password"),
        ("bodies/big.json", 2, "GitHub token"),
        ("examples/big.json", 2, "GitHub token"),  # What a server made up is no secret of ours.
    ]


async def test_the_search_runs_in_a_process_of_its_own(root):
    heard = []
    result = await run_job("secrets", {"root": str(root)}, report=heard.append)
    assert findings_of(result) == tuple(search_collection(root))


def test_a_folder_that_is_gone_is_told(tmp_path):
    with pytest.raises(UnreadableFile, match="gone"):
        list(search_collection(tmp_path / "none"))
