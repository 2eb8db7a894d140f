"""Scores mean something: thresholds per type, and what each band was worth on labelled texts."""

import shutil
from pathlib import Path

import pytest
import yaml

from benchmarks import bands
from benchmarks.bands import judged
from engine.catalogue import RuleError, catalogue, load
from engine.model.findings import Segment, Span
from engine.scan import detector
from engine.scan.detector import Detector

DATA = Path(__file__).resolve().parents[2] / "data"
MAIL = Segment("写信给 lin@shop.test 就行")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in DATA.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


@pytest.mark.parametrize(("threshold", "found"), [(0.0, 1), (0.5, 1), (0.999, 0)])
def test_a_finding_below_its_type_s_threshold_is_not_reported(
    monkeypatch: pytest.MonkeyPatch, threshold: float, found: int
) -> None:
    monkeypatch.setattr(detector, "thresholds", lambda: {"EMAIL": threshold})
    assert len([one for one in Detector().detect([MAIL])[0] if one.entity_type == "EMAIL"]) == found


@pytest.mark.parametrize("threshold", [1, -0.1, "high"])
def test_a_threshold_that_is_no_score_is_refused(folder: Path, threshold: object) -> None:
    file = folder / "entity_types.yaml"
    content = yaml.safe_load(file.read_text("utf-8"))
    content["entity_types"][0]["threshold"] = threshold
    file.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    with pytest.raises(RuleError, match=r"rules\.wrong_value"):
        load(folder)


def test_what_is_measured_is_counted_by_type_and_band_and_read_back(folder: Path) -> None:
    gold = {(0, 3, "PERSON"), (10, 20, "PHONE")}
    spans = [
        Span(1, 3, "PERSON", 0.7, "names"),
        Span(5, 7, "PERSON", 0.7, "names"),
        Span(10, 20, "PHONE", 0.95, "x"),
        Span(0, 3, "PHONE", 0.95, "x"),
    ]
    counts = bands.counted([(gold, spans), (set(), spans[2:3])])
    assert counts == {("PERSON", "from_60"): (2, 1), ("PHONE", "from_90"): (3, 1)}
    bands.write(counts, ["one", "two"], folder / "measured.yaml")
    read = load(folder).measured
    assert {name: (one.found, one.right) for name, one in read.items()} == {
        "PERSON.from_60": (2, 1),
        "PHONE.from_90": (3, 1),
    }
    bands.write({}, [], folder / "measured.yaml")
    assert not load(folder).measured


def test_marked_texts_are_judged_by_their_marks(tmp_path: Path) -> None:
    file = tmp_path / "marked.txt"
    file.write_text(
        "### zh mail studio\n写信给 ⟦EMAIL|lin@shop.test⟧ 就行\n### en note studio\nask a@b.test\n", "utf-8"
    )
    assert bands.counted(judged(Detector(), [file]))["EMAIL", "from_90"] == (2, 1)


def test_the_bands_cover_every_score_once() -> None:
    starts = [band.starts_at for band in catalogue().score_bands.values()]
    assert starts == sorted(set(starts)) and starts[0] == 0
