from app import paths


def test_a_home_keeps_everything_under_one_folder(tmp_path):
    found = paths.find(tmp_path)
    places = (found.settings, found.layout, found.drafts, found.cookies, found.log, found.spool)
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert not any(tmp_path.iterdir())


def test_the_samples_are_copied_once_and_then_belong_to_the_user(tmp_path):
    found = paths.find(tmp_path)
    mine = paths.own_samples(found)
    (mine / "tour" / "basics" / "get.yml").write_text("mine")
    assert paths.own_samples(found) == mine
    assert (mine / "tour" / "basics" / "get.yml").read_text() == "mine"
    assert (mine / "todo" / "opencollection.yml").is_file()


def test_the_samples_are_there():
    assert (paths.samples() / "tour" / "opencollection.yml").is_file()


def test_a_sample_and_the_users_copy_of_it_are_known(tmp_path):
    found = paths.find(tmp_path)
    assert paths.is_sample(found, paths.samples() / "tour")
    assert paths.is_sample(found, paths.own_samples(found) / "todo")
    assert not paths.is_sample(found, tmp_path / "todo")
