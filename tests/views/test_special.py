"""Groups of people that need special care: counted as the filter of the same name counts them."""

import shutil

import pytest

from engine.desk import Desk
from engine.views.groups import GROUPS
from engine.views.people import people
from engine.views.selection import Selection
from engine.views.special import people_in_groups
from tests.pages.conftest import CONSULTANT
from tests.small import SMALL


@pytest.fixture(scope="module")
def seat(tmp_path_factory, small):
    desk = Desk(shutil.copytree(small, tmp_path_factory.mktemp("special") / "workspace"))
    yield desk.seat(SMALL.slug, CONSULTANT)
    desk.close()


@pytest.mark.parametrize("selection", [Selection(), Selection(kind=("message",)), Selection(type=("PHONE",))])
def test_a_groups_number_is_that_of_the_people_it_filters(seat, selection: Selection) -> None:
    counted = seat.view(people_in_groups, selection)
    assert list(counted) == [one for one in GROUPS if one in counted]
    for group in GROUPS:
        assert seat.view(people, selection.with_facet("group", (group,))).total == counted.get(group, 0)
