"""Search finds people, records and files however a thing is written, and shows and keeps nothing of it in clear."""

import shutil

import pytest

from engine.desk import Desk
from engine.views.search import Found
from engine.views.selection import Selection
from tests.pages.conftest import CONSULTANT
from tests.small import SMALL

PHONE = "139" + "0" * 4 + "1234"


def shown(found: Found) -> str:
    return repr(found.people) + repr(found.records) + repr(found.files)


@pytest.fixture(scope="module")
def seat(tmp_path_factory, small):
    desk = Desk(shutil.copytree(small, tmp_path_factory.mktemp("search") / "workspace"))
    yield desk.seat(SMALL.slug, CONSULTANT)
    desk.close()


@pytest.mark.parametrize(
    "text",
    [
        PHONE,
        f"+86 {PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}",
        "".join(chr(ord(c) + 0xFEE0) for c in PHONE),
        f"{PHONE[:3]}-{PHONE[3:]}",
    ],
    ids=["plain", "spaced", "wide", "dashed"],
)
def test_an_identifier_is_found_in_any_spelling(seat, text: str) -> None:
    found = seat.search(text, Selection())
    [person] = found.people
    assert "PHONE" in person.by and found.records.total == 2
    assert PHONE not in shown(found) and text not in shown(found)


@pytest.mark.parametrize(
    ("text", "by"), [("陈安安", "PERSON"), ("陳安安", "PERSON"), ("Chen An'an", "PERSON"), ("AN@mail.example", "EMAIL")]
)
def test_a_person_is_found_by_name_in_either_script_and_by_address(seat, text: str, by: str) -> None:
    found = seat.search(text, Selection())
    assert any(by in person.by for person in found.people)
    assert "陈安安" not in shown(found) and "an@mail" not in shown(found)


def test_a_part_of_a_name_finds_its_person(seat) -> None:
    assert seat.search("安安", Selection()).people == seat.search("陈安安", Selection()).people


def test_a_person_is_found_by_the_pseudonym(seat) -> None:
    [known] = seat.search(PHONE, Selection()).people
    [again] = seat.search(known.id.lower(), Selection()).people
    assert again.id == known.id


def test_words_must_all_stand_in_a_record_and_are_shown_with_what_is_around_them(seat) -> None:
    found = seat.search("相册 划痕", Selection())
    [hit] = found.records.lines
    assert "划痕" in "".join(part.text for part in hit.around)
    assert not seat.search("相册 发票", Selection()).records.total


def test_the_filter_narrows_records(seat) -> None:
    assert seat.search(PHONE, Selection(kind=("row",))).records.total == 1


@pytest.mark.parametrize("text", ["陈安安", "陳安安", "相册", "an", PHONE[:5], "划痕 相册", '"a b"', "。"])
def test_texts_written_oddly_and_plainly_are_looked_through_alike(seat, text: str, monkeypatch) -> None:
    found = seat.search(text, Selection())
    every = "SELECT id FROM record"
    monkeypatch.setattr("engine.views.search.spelled_otherwise", lambda database: database.table(every))
    assert seat.search(text, Selection()) == found


@pytest.mark.parametrize(("text", "names"), [("box", ["box.mbox"]), ("strange.bin", ["strange.bin"])])
def test_files_are_found_by_name_those_not_read_too(seat, text: str, names: list[str]) -> None:
    assert [hit.source_name for hit in seat.search(text, Selection()).files] == names


@pytest.mark.parametrize(
    "text", ["", "   ", "(", "[a", "\\", "%", "'; DROP TABLE record", "\x00", "𠮷野家", "a" * 3000]
)
def test_odd_input_finds_nothing_and_breaks_nothing(seat, text: str) -> None:
    found = seat.search(text, Selection())
    assert (found.people_total, found.records.total, found.files_total) == (0, 0, 0) or text in "("
