"""Mailbox files: those of the corpora as they are, and what happens around a helper that crashes, with a fake one."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from engine import ingest
from engine.ingest import pst
from engine.ingest.place import Place, Reading
from engine.ingest.sandbox import HelperCrashed, HelperFailed, HelperRefused, HelperTimedOut
from engine.model.records import Record, RecordKind, Skipped

SAMPLES = ("mail-and-tables", "files", "aspose-samples", "net")


class Helper:
    """Stands for the sandbox: gives items 1 to `count`, and fails at some of them."""

    def __init__(self, count: int, failures: dict[int, HelperFailed]) -> None:
        self.count, self.failures = count, failures

    def produce(self, module: str, file: object, arguments: dict[str, int]) -> Iterator[dict[str, Any]]:
        for number in range(arguments["first"], (arguments["last"] or self.count) + 1):
            yield {"begin": number, "folder": 3, "path": "Inbox"}
            if number in self.failures:
                raise self.failures[number]
            yield {"properties": {"message_class": "IPM.Note", "subject": f"no. {number}"}, "warnings": []}
            yield {"end": number}

    def close(self) -> None:
        pass


def items(helper: Any, only: str = "") -> list[Record | Skipped]:
    reading = Reading("0" * 64, lambda file, place: iter(()), lambda data: None, only=only, sandbox=helper)
    return list(pst.read(io.BytesIO(b"!BDN"), Place(reading)))


def test_an_item_that_crashes_or_hangs_the_helper_costs_itself():
    found = items(Helper(5, {2: HelperCrashed(), 4: HelperTimedOut()}))
    assert [item.locator for item in found] == [f"folder-3/#{number}" for number in range(1, 6)]
    assert [item.reason for item in found if isinstance(item, Skipped)] == ["reader_crashed", "reader_timeout"]


def test_a_helper_that_crashes_before_any_item_is_not_asked_for_ever():
    class Dead(Helper):
        def produce(self, module: str, file: object, arguments: dict[str, int]) -> Iterator[dict[str, Any]]:
            raise HelperCrashed
            yield {}

    (item,) = items(Dead(0, {}))
    assert isinstance(item, Skipped) and (item.locator, item.reason) == ("file", "reader_crashed")


def test_a_mailbox_full_of_crashes_is_given_up():
    found = items(Helper(1000, {number: HelperCrashed() for number in range(1, 1001)}))
    assert len(found) == pst.CRASH_LIMIT + 1
    assert found[-1].locator == "rest"


def test_a_refusal_is_the_whole_file():
    class Refusing(Helper):
        def produce(self, module: str, file: object, arguments: dict[str, int]) -> Iterator[dict[str, Any]]:
            raise HelperRefused("mailbox_damaged")
            yield {}

    (item,) = items(Refusing(0, {}))
    assert isinstance(item, Skipped) and (item.locator, item.reason) == ("file", "mailbox_damaged")


def test_an_item_that_is_asked_for_is_asked_of_the_helper_alone():
    helper = Helper(1000, {number: HelperCrashed() for number in range(1, 1001) if number != 700})
    (item,) = items(helper, only="folder-3/#700")
    assert isinstance(item, Record) and item.fields["subject"] == "no. 700"


def _read(path: Path) -> list[Record | Skipped]:
    with path.open("rb") as file:
        assert [each.id for each in ingest.claims(file)] == ["pst"]
        return list(ingest.read(file, "0" * 64, path.name))


def test_mails_contacts_and_inner_messages_of_a_mailbox(corpora: Path):
    found = _read(corpora.joinpath(*SAMPLES, "Outlook_1.pst"))
    records = [item for item in found if isinstance(item, Record)]
    assert len({item.locator for item in found}) == len(found)
    assert {item.reason for item in found if isinstance(item, Skipped)} <= {"image_not_read"}
    inner = [each for each in records if "/part-" in each.locator and each.kind is RecordKind.MESSAGE]
    assert len(inner) == 4 and all("@" in each.fields["from"] and each.fields["body"] for each in inner)
    assert all(each.fields["folder"] for each in records if "/part-" not in each.locator)


@pytest.mark.parametrize(
    ("name", "count", "reachable"), [("SampleContacts.pst", 6, 5), ("PersonalStorageFile1.pst", 72, 60)]
)
def test_contacts_have_their_named_addresses(name: str, count: int, reachable: int, corpora: Path):
    found = _read(corpora.joinpath(*SAMPLES, name))
    assert len(found) == count
    contacts = [item for item in found if isinstance(item, Record) and item.kind is RecordKind.CONTACT]
    assert sum("@" in each.fields.get("email", "") for each in contacts) == reachable


def test_an_empty_mailbox_says_so(corpora: Path):
    (item,) = _read(corpora.joinpath(*SAMPLES, "PersonalStorageFile.ost"))
    assert isinstance(item, Skipped) and item.reason == "nothing_found"


@pytest.mark.parametrize("name", ["fake_pst_header_only.pst", "random.pst"])
def test_what_only_begins_as_a_mailbox_is_damaged(name: str, corpora: Path):
    (item,) = _read(corpora / "hostile" / "files" / "outlook" / name)
    assert isinstance(item, Skipped) and item.reason == "mailbox_damaged"


def test_the_original_of_an_item_is_rebuilt_as_a_mail(corpora: Path):
    path = corpora.joinpath(*SAMPLES, "Outlook_1.pst")
    records = [item for item in _read(path) if isinstance(item, Record)]
    inner = next(each for each in records if each.kind is RecordKind.MESSAGE and "/part-" in each.locator)
    with path.open("rb") as file:
        extent = next(iter(ingest.extents(file, "pst")))
        content, format = ingest.original(file, "pst", extent, inner.locator)
    assert format == "eml"
    (again,) = [item for item in ingest.read(io.BytesIO(content), "0" * 64, "x") if isinstance(item, Record)]
    assert again.fields["message_id"] == inner.fields["message_id"]
    assert again.fields["body"] == inner.fields["body"]
