"""What other programs write into a collection's folder is shown without a look from the user."""

from tests.ui.stage import until


async def test_a_value_of_the_env_file_is_followed(stage):
    stage.type_url("{{process.env.SONDE_TEST_HOST}}")
    assert stage.workspace.scope("").look_up("process.env.SONDE_TEST_HOST") is None
    heard = []
    stage.workspace.changed.connect(lambda _collection: heard.append(1))
    (stage.root / ".env").write_text("SONDE_TEST_HOST=a.test\n")
    await until(lambda: heard)
    heard.clear()
    # Written in place, as editors do: the folder tells nothing of this.
    (stage.root / ".env").write_text("SONDE_TEST_HOST=b.test\n")
    await until(lambda: heard)
    assert stage.workspace.preview(stage.page.draft, "") == "http://b.test/"
