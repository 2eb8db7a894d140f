"""The tour that pictures are taken on passes every page, and no stop takes the picture of another."""

from docs.screenshots import README
from docs.stops import STOPS
from pages.frame.navigation import SCREENS


def test_every_screen_has_a_stop():
    seen = {stop.path or "overview" for stop in STOPS}
    assert seen == set(SCREENS)


def test_stops_have_names_of_their_own_and_the_readme_knows_them():
    names = [stop.name for stop in STOPS]
    assert len(names) == len(set(names))
    assert {name for name, _ in README} <= set(names)
