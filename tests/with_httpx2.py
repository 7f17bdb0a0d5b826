"""A plugin of pytest, `-p tests.with_httpx2`: httpx2 stands in for httpx wherever that is imported."""

import sys

import httpx2

httpx2.alias_httpx()


def pytest_report_header():
    return f"httpx is httpx2 {httpx2.__version__}"


def pytest_collection_finish():
    """The switch must have worked: the code under test knows httpx2 and nothing of httpx was loaded."""
    from app.wire import transport

    assert transport.httpx is httpx2
    assert issubclass(transport.WireTransport, httpx2.AsyncBaseTransport)
    strangers = [name for name, module in sys.modules.items() if _is_of_httpx(name, module)]
    assert not strangers, strangers


def _is_of_httpx(name, module):
    return name.partition(".")[0] == "httpx" and module.__name__.partition(".")[0] != "httpx2"
