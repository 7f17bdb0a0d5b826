"""The collection's proxy and client certificates, which OpenCollection keeps in ``config``."""

from __future__ import annotations

import re
from dataclasses import replace

from app.files.codec_options import decode_certificate, encode_certificate
from app.files.codec_parts import Data, without_empty
from app.files.view import View
from app.model.options import SYSTEM, HostCertificate, Options, Proxy

_URL = re.compile(r"([a-z][a-z0-9]*)://(\[[^\[\]]*\]|[^:/@\[\]{}]+):([1-9][0-9]{0,4})")


def decode_config(config: View, options: Options) -> Options:
    """The options of a collection with what its ``config`` says of a proxy; Sonde's own words come first.
    Bruno has written it in three ways: a word, the address itself, and what the schema asks for."""
    if options.proxy is not None or "proxy" not in config:
        return options
    if isinstance(config.data["proxy"], str):
        return replace(options, proxy=Proxy(SYSTEM)) if config.text("proxy") == "inherit" else options
    proxy = config.inside("proxy")
    if proxy.flag("inherit"):
        return replace(options, proxy=Proxy(SYSTEM))
    if proxy.flag("disabled"):
        return replace(options, proxy=Proxy())
    held = proxy.inside("config") if "config" in proxy else proxy
    if not held.text("hostname"):
        return options
    skipped = tuple(name.strip() for name in held.text("bypassProxy").split(",") if name.strip())
    none_open = options.no_proxy is not None or not skipped
    return replace(options, proxy=_decode_proxy(held), no_proxy=options.no_proxy if none_open else skipped)


def _decode_proxy(held: View) -> Proxy:
    port = held.number("port")
    url = f"{held.text('protocol', 'http')}://{held.text('hostname')}" + (f":{int(port)}" if port else "")
    auth = held.inside("auth")
    if auth.flag("disabled"):
        return Proxy(url)
    return Proxy(url, auth.text("username"), auth.text("password"))


def encode_config(options: Options) -> tuple[Data, Options]:
    """What ``config`` holds of a proxy, and the options that are left for ``extensions.sonde``."""
    proxy = options.proxy
    if proxy is None:
        return {}, options
    rest = replace(options, proxy=None)
    if proxy == Proxy():
        return {"proxy": {"disabled": True}}, rest
    if proxy == Proxy(SYSTEM):
        return {"proxy": {"inherit": True}}, rest
    parts = _URL.fullmatch(proxy.url)
    if parts is None:
        # A proxy of which a part is a variable has no place in the schema, where the port is a number.
        return {}, options
    config: Data = {"protocol": parts[1], "hostname": parts[2], "port": int(parts[3])}
    config |= without_empty({"auth": without_empty({"username": proxy.username, "password": proxy.password})})
    skipped = options.no_proxy
    if skipped and not any("," in name or name != name.strip() or not name for name in skipped):
        config["bypassProxy"] = ",".join(skipped)
        rest = replace(rest, no_proxy=None)
    return {"proxy": {"config": config}}, rest


def decode_certificates(view: View) -> tuple[HostCertificate, ...]:
    """The client certificates for single hosts, below ``clientCertificates``."""
    return tuple(
        HostCertificate(row.text("domain"), decode_certificate(row), row.flag("disabled") is not True)
        for row in view.rows("clientCertificates")
    )


def encode_certificates(certificates: tuple[HostCertificate, ...]) -> Data:
    """``clientCertificates``, where there are any."""
    rows = [
        {"domain": each.host}
        | encode_certificate(each.certificate)
        | ({} if each.enabled else {"disabled": True})
        for each in certificates
    ]
    return without_empty({"clientCertificates": rows})
