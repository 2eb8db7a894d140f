"""What the desk is set to, who changed it, and what it does to papers and new engagements."""

from dataclasses import replace
from datetime import date

import pytest

from engine.catalogue import catalogue
from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.model.errors import ActionableError
from engine.model.firm import NOBODY, PAPER_GROUND, Firm, checked
from engine.model.palette import READABLE, contrast, darkened
from engine.model.papers import Paper
from engine.model.settings import Settings
from tests.conftest import ACTOR

FIRM = Firm("正衡", "Zhengheng", colour="#7a1f3d")


@pytest.fixture
def desk(tmp_path):
    opened = Desk(tmp_path / "workspace", workers=1)
    yield opened
    opened.close()


def engagement(slug: str, demo: bool = False) -> Engagement:
    return Engagement(slug, "Some Co", DealStructure.ASSET_TRANSFER, date(2026, 11, 21), demo=demo)


def test_a_fresh_desk_is_set_to_nothing(desk: Desk) -> None:
    assert desk.settings() == Settings() and desk.settings_changed() == []


def test_every_change_is_kept_with_who_and_what_and_no_change_is_none(desk: Desk) -> None:
    assert desk.set(Settings(FIRM), ACTOR) == ("name_zh", "name_en", "colour")
    assert desk.set(Settings(FIRM), ACTOR) == ()
    other = next(one for one in catalogue().methods if one != catalogue().default_method.id)
    assert desk.set(Settings(NOBODY, other), ACTOR) == ("name_zh", "name_en", "colour", "risk_method")
    assert [(one.by, one.role, len(one.what)) for one in desk.settings_changed()] == [
        (ACTOR.name, str(ACTOR.role), 3),
        (ACTOR.name, str(ACTOR.role), 4),
    ]


def test_new_engagements_begin_with_the_desk_s_method_and_demos_do_not(desk: Desk) -> None:
    other = next(one for one in catalogue().methods if one != catalogue().default_method.id)
    desk.set(Settings(risk_method=other), ACTOR)
    for slug, demo, expected in (("one", False, other), ("two", True, "")):
        desk.create(engagement(slug, demo), ACTOR)
        assert desk.seat(slug, ACTOR).engagement.risk_method == expected


def test_a_paper_keeps_the_identity_it_was_printed_with(desk: Desk) -> None:
    desk.create(engagement("one"), ACTOR)
    seat = desk.seat("one", ACTOR)
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    desk.set(Settings(replace(FIRM, logo=desk.logo(drawing.encode()))), ACTOR)
    first = seat.snapshot("zh", Paper.LETTER)
    desk.set(Settings(Firm("另一家")), ACTOR)
    assert seat.snapshot("zh", Paper.LETTER).content["firm"] == {"name": "另一家", "address": ""}
    assert seat.reprint(first.id).pdf == first.pdf and first.content["logo"]


@pytest.mark.parametrize(
    ("firm", "key"),
    [
        (Firm(colour="#ffffff"), "colour_too_light"),
        (Firm(colour="#c9a227"), "colour_too_light"),
        (Firm(colour="teal"), "colour_malformed"),
        (Firm(name_zh="长" * 81), "firm_text_too_long"),
    ],
)
def test_an_identity_that_cannot_be_printed_is_refused(desk: Desk, firm: Firm, key: str) -> None:
    with pytest.raises(ActionableError, match=key):
        desk.set(Settings(firm), ACTOR)
    assert desk.settings() == Settings()


def test_an_unknown_method_is_refused(desk: Desk) -> None:
    with pytest.raises(ActionableError, match="method_unknown"):
        desk.set(Settings(risk_method="dice"), ACTOR)


@pytest.mark.parametrize("colour", ["#ffffff", "#c9a227", "#00ff00", "#777777"])
def test_the_shade_proposed_is_readable_and_a_lighter_one_is_not(colour: str) -> None:
    shade = darkened(colour, PAPER_GROUND)
    assert contrast(shade, PAPER_GROUND) >= READABLE and checked(Firm(colour=shade)).colour == shade


def test_contrast_is_that_of_wcag() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21 and contrast("#123456", "#123456") == 1


def test_texts_stand_on_one_line_and_either_language_serves_both() -> None:
    firm = checked(Firm(name_zh=" 正\n衡  所 ", colour="#7A1F3D"))
    assert (firm.name_zh, firm.colour) == ("正 衡 所", "#7a1f3d")
    assert firm.said("name", "en") == "正 衡 所" and firm.said("address", "en") == ""
