"""Why a risk stands where it stands, told alone and after the stage before."""

import shutil
from itertools import pairwise

import pytest

from engine.desk import Desk
from engine.model.assessment import Level
from engine.strings import LANGUAGES, words
from engine.views.because import sentence
from engine.views.risks import STAGES, register
from tests.pages.conftest import CONSULTANT
from tests.small import SMALL


@pytest.fixture(scope="module")
def seat(tmp_path_factory, small):
    desk = Desk(shutil.copytree(small, tmp_path_factory.mktemp("because") / "workspace"))
    yield desk.seat(SMALL.slug, CONSULTANT)
    desk.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_impact_that_rests_on_the_same_is_told_once(seat, language: str) -> None:
    say, rules = words(language), seat.rules
    lines = [line for line in seat.view(register).lines if line.inherent.level is not Level.UNKNOWN and line.evidence]
    assert lines
    for line in lines:
        evidence = [say(f"evidence.{code}", number=f"{count:,}") for code, count in line.evidence]
        for before, stage in pairwise(STAGES[:-1]):
            alone = sentence(say, rules, rules.default_method, line, stage)
            after = sentence(say, rules, rules.default_method, line, stage, before)
            same = line.at(before).impact == line.at(stage).impact
            assert all(one in alone for one in evidence)
            assert (len(after) < len(alone)) == (not any(one in after for one in evidence)) == same
            assert after.startswith(say(f"level.{line.at(stage).level}"))
