"""The vault: values of secret variables in the keyring of the system, masked in the log from then on."""

import pytest

from app.errors import UnknownVariables
from app.files.secret_store import SecretStore
from app.logs import MASK, redact
from app.workspace.vault import Vault


@pytest.fixture
def vault(tmp_path):
    return Vault(SecretStore(), lambda: f"vault-of-{tmp_path.name}")


async def test_a_value_is_kept_and_masked(vault):
    await vault.set("Local", "key", "canary-in-the-vault")
    assert await vault.get("Local", "key") == "canary-in-the-vault"
    assert await vault.get("Far", "key") is None
    assert redact("it was canary-in-the-vault") == f"it was {MASK}"


async def test_many_values_come_at_once_and_only_those_that_there_are(vault):
    await vault.set("Local", "a", "value-a")
    await vault.set("Local", "b", "value-b")
    assert await vault.get_many("Local", ["a", "b", "c"]) == {"a": "value-a", "b": "value-b"}


async def test_a_moved_secret_is_in_its_new_place_only(vault):
    await vault.set("Local", "old", "moved-value")
    await vault.move(("Local", "old"), ("Local", "new"))
    assert await vault.get("Local", "new") == "moved-value"
    assert await vault.get("Local", "old") is None


async def test_a_copied_environment_has_values_of_its_own(vault):
    await vault.set("Local", "a", "value-a")
    await vault.copy("Local", "Far", ["a", "missing"])
    assert await vault.get("Far", "a") == "value-a"
    assert await vault.get("Far", "missing") is None


async def test_the_value_behind_a_reference_is_told_or_named_as_missing(vault):
    await vault.set("Local", "a", "value-a")
    assert await vault.behind("Local", "{{a}}") == "value-a"
    with pytest.raises(UnknownVariables) as refused:
        await vault.behind("Local", "{{missing}}")
    assert refused.value.names == ("missing",)
