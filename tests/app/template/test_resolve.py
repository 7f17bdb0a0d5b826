from pathlib import Path

import pytest

from app.errors import UnknownVariables
from app.model.auth import BasicAuth, BearerAuth, InheritAuth, NoAuth
from app.model.body import FileBody, FormBody, MultipartBody, Part, TextBody
from app.model.collection import Collection, Defaults, Folder, RequestItem
from app.model.environment import Variable
from app.model.field import Field
from app.model.options import ClientCertificate, HostCertificate, Options, Override, Proxy, Travel
from app.model.request import Request
from app.template.resolve import Giver, Surroundings, preview, resolve, surroundings, used_names
from app.template.scope import Layer, Scope

NOWHERE = Surroundings()


def scope(**values):
    return Scope((Layer("test", tuple(Variable(name, value) for name, value in values.items())),))


def resolved(request, around=NOWHERE, **values):
    return resolve(request, around, scope(**values), Travel())


def test_every_place_of_a_request_is_replaced():
    request = Request(
        method="{{verb}}",
        url="{{base}}/users/:id?q={{q}}",
        path=(Field("id", "{{id}}"),),
        headers=(Field("X-{{h}}", "{{q}}"), Field("Off", "{{nowhere}}", enabled=False)),
        body=TextBody("json", '{"a": {{n}}}'),
        auth=BearerAuth("{{token}}"),
    )
    out = resolved(request, verb="GET", base="http://h", id="a b", q="1", h="A", n="1.00", token="t")
    assert out.method == "GET"
    assert out.url == "http://h/users/a%20b?q=1"
    assert out.headers == (Field("X-A", "1"),)
    assert out.body == TextBody("json", '{"a": 1.00}')
    assert out.auth == BearerAuth("t")


def test_forms_parts_and_files_are_replaced_and_switched_off_rows_left_out():
    form = FormBody((Field("a", "{{x}}"), Field("b", "{{nowhere}}", enabled=False)))
    assert resolved(Request(body=form), x="1").body == FormBody((Field("a", "1"),))
    parts = MultipartBody((Part("f", files=("{{x}}.txt",), is_file=True), Part("g", enabled=False)))
    assert resolved(Request(body=parts), x="1").body.parts == (Part("f", files=("1.txt",), is_file=True),)
    assert resolved(Request(body=FileBody("{{x}}")), x="1").body == FileBody("1")


def test_comments_of_json_stay_at_home_with_the_names_in_them():
    body = TextBody("json", '{"url": "{{url}}"} // {{nowhere}}')
    assert resolved(Request(body=body), url="http://h").body == TextBody("json", '{"url": "http://h"} ')
    assert resolved(Request(body=TextBody("text", "a // b"))).body == TextBody("text", "a // b")


def test_nested_names_are_replaced_from_the_inside():
    assert resolved(Request(url="{{host_{{stage}}}}"), stage="dev", host_dev="http://d").url == "http://d"


def test_all_unknown_names_are_listed_at_once():
    with pytest.raises(UnknownVariables) as caught:
        resolved(Request(url="{{a}}/{{b}}", headers=(Field("X", "{{a}}"),)))
    assert caught.value.names == ("a", "b")
    assert "a, b" in caught.value.sentence


def test_a_name_that_refers_to_itself_ends_with_a_sentence():
    with pytest.raises(UnknownVariables, match="refers to itself"):
        resolved(Request(url="{{a}}"), a="x{{a}}")


def test_a_secret_without_a_value_blocks_the_send_and_says_so():
    layer = Layer("e", (Variable("token", secret=True),))
    with pytest.raises(UnknownVariables, match="without a value in the keyring"):
        resolve(Request(url="{{token}}"), Surroundings(), Scope((layer,)), Travel())


def test_the_values_of_used_secrets_are_known_for_masking():
    layer = Layer("e", (Variable("token", secret=True),), {"token": "s3cret"})
    out = resolve(Request(auth=BearerAuth("{{token}}")), Surroundings(), Scope((layer,)), Travel())
    assert out.secrets == ("s3cret",)


def collection():
    request = RequestItem.of("orders/list.yml", Request("List"))
    folder = Folder(
        "orders",
        "Orders",
        (request,),
        Defaults((Field("X-Level", "folder"), Field("X-Folder", "1")), BasicAuth("ada", "x")),
    )
    defaults = Defaults((Field("X-Level", "collection"),), BearerAuth("c"))
    return Collection(Path("/c"), "id", "Shop", (folder,), defaults=defaults)


def test_the_nearest_folder_gives_auth_and_headers():
    around = surroundings(collection(), "orders/list.yml")
    assert around.auth == BasicAuth("ada", "x")
    assert around.auth_giver == Giver("folder Orders", "orders")
    assert around.headers == (Field("X-Level", "folder"), Field("X-Folder", "1"))
    assert surroundings(collection(), "top.yml").auth == BearerAuth("c")


def test_no_auth_on_the_request_inherits_nothing():
    around = surroundings(collection(), "orders/list.yml")
    assert resolve(Request(auth=NoAuth()), around, Scope(), Travel()).auth == NoAuth()
    assert resolve(Request(auth=InheritAuth()), around, Scope(), Travel()).auth == BasicAuth("ada", "x")


def test_a_typed_header_replaces_an_inherited_one_also_when_switched_off():
    around = surroundings(collection(), "orders/list.yml")
    request = Request(headers=(Field("x-level", "mine"), Field("X-Folder", "", enabled=False)))
    assert resolve(request, around, Scope(), Travel()).headers == (Field("x-level", "mine"),)


def test_names_used_by_inherited_parts_and_nested_ones_are_known_before_the_send():
    around = Surroundings(auth=BearerAuth("{{token}}"))
    assert used_names(Request(url="{{a}}"), around, scope(a="{{b}}", b="c"), Travel()) == ("a", "b", "token")


def test_a_preview_masks_secrets_and_leaves_what_is_unknown_or_made_when_sent():
    layers = (Layer("e", (Variable("token", secret=True), Variable("base", "http://h/{{id}}"))),)
    text = "{{base}}?t={{token}}&u={{$uuid}}&x={{nope}}"
    assert preview(text, Scope(layers)) == "http://h/{{id}}?t=***&u={{$uuid}}&x={{nope}}"


TRAVEL = Travel(
    proxy=Proxy("http://{{x}}:1", "{{x}}", "{{x}}"),
    resolve=(Override("{{x}}:1", "{{x}}"),),
    no_proxy=("{{x}}",),
    certificate=ClientCertificate("{{x}}.pem", "", "{{x}}"),
    sni="{{x}}",
    ca_file="/ca.pem",
)


def test_the_texts_of_options_are_replaced_and_files_are_placed_in_the_collection():
    around = Surroundings(base=Path("/c"))
    travel = resolve(Request(url="http://h"), around, scope(x="1"), TRAVEL).travel
    assert travel.proxy == Proxy("http://1:1", "1", "1")
    assert (travel.resolve, travel.no_proxy, travel.sni) == ((Override("1:1", "1"),), ("1",), "1")
    assert travel.certificate == ClientCertificate("/c/1.pem", "", "1")
    assert (travel.ca_file, travel.unix_socket) == ("/ca.pem", "")
    assert used_names(Request(url="http://h"), around, scope(), TRAVEL) == ("x",)


def test_a_certificate_for_another_host_may_hold_unknown_variables():
    certificate = ClientCertificate("a.pem", "", "{{nowhere}}")
    for host, needed in (("other.example", False), ("h", True), ("*", True)):
        travel = Travel(certificates=(HostCertificate(host, certificate),))
        request = Request(url="https://h:443/")
        if needed:
            with pytest.raises(UnknownVariables, match="nowhere"):
                resolve(request, NOWHERE, scope(), travel)
        else:
            assert resolve(request, NOWHERE, scope(), travel).travel.certificates[0].host == host


def test_options_and_certificates_come_from_folders_inner_ones_first():
    inner = Folder("a/b", "B", defaults=Defaults(options=Options(timeout=1)))
    outer = Folder("a", "A", (inner,), Defaults(certificates=(HostCertificate("h"),)))
    common = Defaults(options=Options(timeout=2), certificates=(HostCertificate("g"),))
    around = surroundings(Collection(Path("/c"), "id", "C", (outer,), defaults=common), "a/b/x.yml")
    assert [layer.source for layer in around.options] == ["folder B", "folder A", "collection C"]
    assert [each.host for each in around.certificates] == ["h", "g"]
