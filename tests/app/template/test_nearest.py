"""A name that is nearly right is recognised."""

import pytest

from app.template.dynamic import DYNAMIC
from app.template.nearest import nearest


@pytest.mark.parametrize(
    ("name", "near"),
    [
        ("$randomemail", "$randomEmail"),
        ("$random_email", "$randomEmail"),
        ("$guidd", "$guid"),
        ("$timeStamp", "$timestamp"),
        ("$foo", ""),
        ("baseUrl", "base_url"),
        ("basurl", "base_url"),
        ("guid", ""),
        ("colour", ""),
    ],
)
def test_the_nearest_name_is_found(name, near):
    assert nearest(name, ("base_url", "token", *DYNAMIC)) == near
