from app import paths


def test_a_home_keeps_everything_under_one_folder(tmp_path):
    found = paths.find(tmp_path)
    places = (found.settings, found.layout, found.drafts, found.cookies, found.log, found.spool)
    assert all(place.is_relative_to(tmp_path) for place in places)
    assert not any(tmp_path.iterdir())


def test_the_samples_are_there():
    assert (paths.samples() / "tour" / "opencollection.yml").is_file()
