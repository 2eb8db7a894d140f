"""Papers, what is frozen of them, and the tables that go along."""

import io
import shutil
import zipfile
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from engine.desk import Desk
from engine.model.errors import ActionableError
from engine.model.papers import Paper
from engine.report.content import content
from engine.report.snapshot import snapshot
from engine.report.workbook import workbook_of
from engine.strings import LANGUAGES, words
from engine.views.snapshots import Change, Moved, State, last_levels, listed, since
from tests.pages.conftest import CONSULTANT
from tests.report import studio
from tests.report.test_snapshot import AT, bare, ledger, pages, told, workspace  # noqa: F401
from tests.small import SMALL


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("paper", [one for one in Paper if one is not Paper.REPORT])
def test_every_paper_stands_alone_and_shows_nothing_in_clear(ledger, fonts, paper: Paper, language: str) -> None:  # noqa: F811
    made = snapshot(ledger, language, studio.AUTHOR, AT, fonts, paper)
    texts = pages(made.pdf)
    whole = "".join(texts)
    assert bare(words(language)(f"report.paper.{paper}")) in texts[0] and bare("杭州光影数码摄影有限公司") in texts[0]
    assert all(made.id in text for text in texts) and str(paper) in made.file_name
    for value in studio.CLEAR_VALUES:
        assert value not in whole
    if paper is Paper.LETTER:
        assert len(texts) == 1, "a letter is one page"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, small: Path):
    opened = Desk(shutil.copytree(small, tmp_path_factory.mktemp("papers") / "workspace"))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def seat(desk: Desk):
    return desk.seat(SMALL.slug, CONSULTANT)


def test_a_snapshot_is_printed_again_byte_for_byte_after_everything_has_changed(seat) -> None:
    first = seat.snapshot("zh")
    assert told("zh", "since.title") not in "".join(pages(first.pdf))
    [finding] = seat.view(lambda database: database.rows("SELECT id FROM finding ORDER BY id LIMIT 1"))[0]
    seat.perform("review", findings=[finding], state="rejected")
    second = seat.snapshot("en")
    whole = "".join(pages(second.pdf))
    assert told("en", "since.title") in whole and first.id in whole
    assert seat.reprint(first.id).pdf == first.pdf
    newest, oldest = seat.view(listed)
    assert (newest.id, oldest.id) == (second.id, first.id)
    assert (
        Change("figure.findings", oldest.figures["figure.findings"], newest.figures["figure.findings"])
        in since(oldest, newest).changes
    )


def test_signed_off_by_another_it_prints_as_final_and_always_the_same(desk: Desk, seat) -> None:
    draft = seat.snapshot("zh", Paper.LETTER)
    other = replace(CONSULTANT, name="Second Pair Of Eyes")
    desk.seat(SMALL.slug, other).perform("sign_off", snapshot=draft.id)
    final = seat.reprint(draft.id)
    assert final.pdf == seat.reprint(draft.id).pdf != draft.pdf
    assert other.name.replace(" ", "") in pages(final.pdf)[0] and seat.view(listed)[0].signed.by == other.name


def test_an_unknown_snapshot_is_refused(seat) -> None:
    with pytest.raises(ActionableError, match="snapshot_unknown"):
        seat.reprint("CO-0")


def state(levels: dict[str, str], engine: str = "1", **figures: int) -> State:
    return State(figures, levels, engine, "r", "s")


def test_a_comparison_tells_what_came_went_and_moved() -> None:
    found = since(state({"S1": "high low", "S2": "low low"}, a=1, b=2), state({"S1": "high high"}, "2", b=2, c=3))
    assert found.changes == (Change("c", 0, 3), Change("a", 1, 0))
    assert found.moved == (Moved("S1", ("high", "low"), ("high", "high")), Moved("S2", ("low", "low"), None))
    assert (found.engine, found.rules, found.sources) == (True, False, False)


def test_the_same_state_has_not_changed() -> None:
    same = state({"S1": "high low"}, a=1)
    assert since(same, same) == since(same, state({"S1": "high low"}, a=1))
    assert not since(same, same).changes and not since(same, same).moved


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_holds_every_table_of_the_report_and_says_what_they_are(ledger, language: str) -> None:  # noqa: F811
    printed = content(ledger, language, studio.AUTHOR, AT)
    book = openpyxl.load_workbook(io.BytesIO(workbook_of(printed, words(language))))
    readme, *sheets = book.worksheets
    tables = sum(block["kind"] == "listing" for chapter in printed["chapters"] for block in chapter["blocks"])
    names = [row[0] for row in readme.iter_rows(values_only=True)]
    assert len(sheets) >= tables and all(sheet.title in names for sheet in sheets)
    assert len({sheet.title for sheet in sheets}) == len(sheets)
    told_rows = {row[0]: row[3] for row in readme.iter_rows(values_only=True) if isinstance(row[3], int)}
    assert told_rows == {sheet.title: sheet.max_row - 1 for sheet in sheets}
    everything = " ".join(str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row)
    for value in studio.CLEAR_VALUES:
        assert value not in everything


def test_the_package_is_whole_and_checks_itself(seat) -> None:
    with zipfile.ZipFile(io.BytesIO(seat.tables("zip", "zh"))) as archive:
        sums = dict(line.split("  ")[::-1] for line in archive.read("SHA256SUMS").decode().splitlines())
        assert {"records.csv", "findings.csv", "dispositions.csv"} <= set(sums)
        assert all(sha256(archive.read(name)).hexdigest() == digest for name, digest in sums.items())


def test_levels_of_the_last_snapshot_are_known_to_the_early_warning(seat) -> None:
    seat.snapshot("en")
    kept = seat.view(listed)[0]
    assert seat.view(last_levels) == {one: tuple(both.split(" ")) for one, both in kept.levels.items()}
