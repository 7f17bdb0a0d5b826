"""What the transport in use cannot do is refused before anything is sent."""

import pytest

from app.errors import InvalidRequest
from app.http.unsupported import refuse_unsupported
from app.model.options import ClientCertificate, Override, Proxy, Travel


def test_what_nobody_changed_can_be_sent():
    refuse_unsupported(Travel(http_version="2-prior-knowledge", timeout=5, verify=False, ca_file="x"))


@pytest.mark.parametrize(
    "travel",
    [
        Travel(connect_timeout=1),
        Travel(certificate=ClientCertificate("a.pem")),
        Travel(proxy=Proxy()),
        Travel(resolve=(Override("a", "b"),)),
        Travel(unix_socket="/run/x"),
        Travel(force_new_connection=True),
    ],
)
def test_what_would_be_ignored_is_refused(travel):
    with pytest.raises(InvalidRequest, match="needs a transport"):
        refuse_unsupported(travel)
