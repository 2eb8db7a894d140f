"""Peers of the benchmark: processes asked over a pipe, each with types of its own; one that fails costs only itself."""

import io
import json
import sys
import time
from pathlib import Path

import pytest

from benchmarks.detection import accuracy, contenders, finders, speed, stages
from benchmarks.detection.contenders import Contender, NotRun, Running
from benchmarks.detection.scoring import counted
from engine.model.findings import Segment
from engine.scan.detector import Detector

FAKE = """
import sys
sys.path.insert(0, {folder!r})
import finders

def shouting(word):
    print("a peer that talks on standard output")
    def find(text):
        if text == "die":
            raise SystemExit(3)
        return [(at, at + len(word), kind) for at in range(len(text)) if text.startswith(word, at)
                for kind in ("WORD", "NOISE")]
    return finders.each(find)

finders.FINDERS["fake"] = shouting
finders.main()
"""


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Contender:
    """A peer that takes a word for a name, and finds something we do not look at."""
    script = tmp_path / "fake.py"
    script.write_text(FAKE.format(folder=str(contenders.FINDERS.parent)), "utf-8")
    monkeypatch.setattr(contenders, "FINDERS", script)
    return Contender("fake", "MIT", "as it comes", ("fake", "王"), {"WORD": "PERSON"})


def test_a_peer_answers_in_our_types_message_by_message(fake: Contender) -> None:
    with Running(fake) as running:
        answer = running.ask([[("subject", "王女士"), ("body", "您好\n王")], [("", "无")], []])
        assert answer.spans == [{(0, 1, "PERSON"), (7, 8, "PERSON")}, set(), set()]
        assert answer.seconds >= 0 and answer.processor >= 0 and answer.memory >= 0
        assert running.ask([[("", "王")]]).spans == [{(0, 1, "PERSON")}]


def test_a_peer_that_ends_is_said_not_to_have_run_and_the_others_go_on(
    fake: Contender, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Running(fake) as running, pytest.raises(NotRun):
        running.ask([[("", "die")]])
    unknown = Contender("unknown", "MIT", "", ("nobody",), {})
    monkeypatch.setattr(accuracy, "labelled", lambda _: [accuracy.Labelled("王女士", frozenset({(0, 1, "PERSON")}))])
    said: list[str] = []
    outcomes = accuracy.measured([unknown, fake], ["work"], said.append)
    assert [one.contender.name for one in outcomes["work"]] == ["fake"]
    assert counted(outcomes["work"][0].judged)["all"].exactly == (1, 1, 1)
    assert any(text.startswith("unknown was not run") for text in said)
    assert "| work | fake |" in accuracy.by_group(outcomes) and "| PERSON | 1 |" in accuracy.by_type(outcomes["work"])


def test_speed_is_told_beside_stock(fake: Contender) -> None:
    messages = [[("", "王女士")]] * 5
    runs = speed.measured([fake], messages, 2, lambda _: None)
    row = next(iter(speed.rows("texts", runs, messages, "fake")))
    assert len(row) == len(speed.HEAD) and len(runs["fake"]) == 2
    assert str(row[7]).startswith("1.0 /")


def test_requests_are_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = io.StringIO()
    find = finders.each(lambda text: [(0, len(text), "ALL")])
    finders.serve(find, [json.dumps({"messages": [[["a", "x"], ["b", "yz"]]]}) + "\n"] * 2, answers)
    told = [json.loads(line) for line in answers.getvalue().splitlines()]
    assert [one["spans"] for one in told] == [[[[0, 4, "ALL"]]]] * 2
    assert all(set(one) == {"spans", "seconds", "processor", "memory"} for one in told)


@pytest.mark.parametrize(
    ("spans", "whole"),
    [
        ([(0, 3, "GIVEN_NAME"), (4, 8, "SURNAME")], [(0, 8, "NAME")]),
        ([(0, 2, "BUILDING_NUMBER"), (3, 8, "STREET_NAME"), (10, 14, "CITY")], [(0, 14, "STREET_ADDRESS")]),
        ([(0, 5, "CITY")], [(0, 5, "CITY")]),
        ([(0, 3, "GIVEN_NAME"), (12, 15, "GIVEN_NAME")], [(0, 3, "NAME"), (12, 15, "NAME")]),
        ([(0, 3, "GIVEN_NAME"), (3, 6, "EMAIL")], [(0, 3, "NAME"), (3, 6, "EMAIL")]),
    ],
)
def test_neighbouring_parts_are_joined(spans: list, whole: list) -> None:
    assert finders.joined(" " * 20, spans) == whole


def test_every_contender_has_a_finder_and_types_of_ours() -> None:
    every = contenders.contenders()
    assert [one.name for one in every if one.finder[0] not in finders.FINDERS] == []
    assert len({one.name for one in every}) == len(every) and all(one.types and one.licence for one in every)
    assert all("==" in package for one in every for package in one.requires)
    assert every[0].python() == Path(sys.executable)


def test_a_type_that_is_none_of_ours_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "contenders.yaml"
    file.write_text("contenders: [{name: x, licence: y, settings: z, finder: [argus], types: {a: NOTHING}}]", "utf-8")
    with pytest.raises(ValueError, match="NOTHING"):
        contenders.contenders(file=file)


def test_what_runs_is_put_down_to_its_stage() -> None:
    """Every call is looked at, not samples of them, so that the answer does not hang on the machine's speed."""
    detector = Detector()
    segments = [Segment("王女士，来信请寄 someone@example.com")]
    detector.detect([Segment("请联系王女士。")])
    seen: set[str] = set()
    sys.setprofile(lambda frame, *_: seen.add(stages.stage(frame)))
    try:
        detector.detect(segments)
    finally:
        sys.setprofile(None)
    assert {"network", "rules: contact", "grids and columns", "resolver"} <= seen
    assert stages.stage(sys._getframe()) == stages.OTHER


def test_samples_add_up_to_the_processor_time_at_most() -> None:
    before = time.process_time()
    with stages.Profile() as profile:
        while time.process_time() < before + 0.2:
            pass
    spent = time.process_time() - before
    assert set(profile.seconds) == {stages.OTHER} and 0 < sum(profile.seconds.values()) <= spent
