import bz2
import gzip
import io
import lzma

import pytest

from engine import ingest
from engine.ingest import Settings, unpacked
from engine.model.records import Record, Skipped
from tests.ingest.reading import fixture, items_of, reasons_of, records_of
from tests.ingest.test_tar import archived

ORDERS = "姓名,手机\n林小满,13800138000\n".encode()
LETTER = b"From a@x Mon Jan  6 10:00:00 2025\nSubject: s\n\n%d\n\n"
PACKERS = {"gz": gzip.compress, "bz2": lambda data: bz2.compress(data, 1), "xz": lzma.compress}


@pytest.mark.parametrize("name", PACKERS)
def test_what_is_packed_is_read_as_what_it_is(name: str):
    data = PACKERS[name](ORDERS)
    assert ingest.describe(io.BytesIO(data), f"a.csv.{name}").format == name
    assert [record.locator for record in records_of(data)] == ["content/csv!1"]


@pytest.mark.parametrize("name", PACKERS)
def test_several_streams_one_behind_the_other(name: str):
    mailbox = [LETTER % number for number in range(3)]
    assert len(records_of(b"".join(map(PACKERS[name], mailbox)))) == 3


@pytest.mark.parametrize("name", PACKERS)
def test_a_cut_stream_gives_what_is_there_and_says_so(name: str):
    noise = b"".join(LETTER % (number**9) for number in range(6_000))
    items = items_of(PACKERS[name](noise)[:-1000])
    assert sum(isinstance(item, Record) for item in items) > 1_000
    assert [(item.locator, item.reason) for item in items if isinstance(item, Skipped)] == [
        ("content/rest", "archive_truncated")
    ]


def test_the_name_of_the_file_inside():
    assert records_of(fixture("gz/orders.csv.gz"))[0].fields["file_name"] == "orders.csv"


@pytest.mark.parametrize("name", PACKERS)
def test_a_bomb_is_not_unpacked(name: str):
    assert reasons_of(PACKERS[name](bytes(64 << 20))) == ["expands_too_much"]


def test_a_tar_in_it_is_one_archive():
    data = gzip.compress(archived(("a.csv", ORDERS)))
    assert [item.locator for item in ingest.read(io.BytesIO(data), "s", "x", Settings(archive_depth=1))] == [
        "content/1/csv!1"
    ]


def test_packing_again_and_again_ends_somewhere():
    data = ORDERS
    for _ in range(8):
        data = gzip.compress(data)
    assert len(records_of(data)) == 1
    assert reasons_of(gzip.compress(data)) == ["nested_too_deep"]


def test_going_back_unpacks_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(unpacked, "AHEAD", 1)
    monkeypatch.setattr(unpacked, "KEPT", 1)
    content = bytes(number % 251 for number in range(9 << 20))
    spent: list[int] = []
    packed = io.BytesIO(gzip.compress(content))
    file = unpacked.Unpacked(lambda: unpacked.inflated(unpacked.pieces(packed, 0), unpacked.gzip_stream), spent.append)
    assert file.seek(0, io.SEEK_END) == len(content)
    file.seek(5)
    assert file.read(20) == content[5:25]
    assert sum(spent) == len(content)
