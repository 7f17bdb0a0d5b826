"""The vault: values of secret variables in the keyring of the system, masked in the log from then on."""

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from app.errors import UnknownVariables
from app.files.secret_store import SecretStore
from app.files.secrets import Secrets
from app.logs import MASK, redact
from app.model.collection import Collection, Defaults, Folder
from app.model.environment import Environment, Variable
from app.workspace.variables import missing_secrets
from app.workspace.vault import Held, Vault


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


async def test_the_operating_system_gives_values_without_a_keyring(monkeypatch):
    monkeypatch.setenv("SONDE_SECRET_API_KEY", "canary-of-the-system")
    store = SecretStore(Secrets(NoKeyring()))
    vault = Vault(store, lambda: "c")
    assert await vault.get("Local", "api-key") == "canary-of-the-system"
    assert store.problem is None
    assert redact("canary-of-the-system") == MASK


async def test_what_is_known_of_each_secret_is_told(vault, monkeypatch, tmp_path):
    monkeypatch.setenv("SONDE_SECRET_B", "given")
    one, two = (Variable(name, secret=True) for name in ("a", "b"))
    local = Environment("Local", variables=(one, two, Variable("plain", "x")))
    far = Environment("Far", variables=(one,), extends="Local")
    collection = Collection(tmp_path, "c", "C", environments=(local, far))
    await vault.set("Local", "a", "value-a")
    assert await vault.held(collection, "Far") == (
        Held("Local", "a", True),
        Held("Local", "b", True, given=True),
        Held("Far", "a", False),
    )
    assert await missing_secrets(collection, ("Far",), vault) == (Held("Far", "a", False),)
    assert await missing_secrets(collection, ("Local",), vault) == ()
    await vault.delete("Local", "a")
    assert await missing_secrets(collection, ("Local",), vault) == (Held("Local", "a", False),)


async def test_secrets_of_folders_are_kept_for_the_active_environment(vault, tmp_path):
    secret = Defaults(variables=(Variable("a", secret=True),))
    collection = Collection(tmp_path, "c", "C", (Folder("f", "F", defaults=secret),))
    assert await vault.held(collection, "Local") == (Held("Local", "a", False),)
