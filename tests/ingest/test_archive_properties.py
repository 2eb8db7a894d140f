"""Whatever happens to an archive: no exception, no item twice, the same items again, and no member without a word."""

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ingest
from engine.ingest import Settings
from engine.model.records import Record
from tests.ingest.test_properties import assert_sound

ROWS = "姓名,手机\n林小满,13800138000\n".encode()
CONTENTS = st.one_of(st.just(ROWS), st.binary(max_size=600), st.just(b"From: a@x\nSubject: s\n\nhello\n"), st.just(b""))
NAMES = st.one_of(
    st.text(min_size=1, max_size=30).filter(lambda name: not name.endswith("/")),
    st.sampled_from(["a/b.csv", "../../x.eml", "cur/1:2,S", ".&V4NXPpCuTvY-/cur/1", "c:\\x", "客户.csv", "n" * 200]),
)
MEMBERS = st.lists(st.tuples(NAMES, CONTENTS), min_size=1, max_size=6)
METHODS = st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])


def zipped(members: list[tuple[str, bytes]], method: int) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.filename = name.encode("utf-8", "replace").decode()
            archive.writestr(info, content, method)
    return data.getvalue()


def tarred(members: list[tuple[str, bytes]], form: int) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w", format=form) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name.replace("\0", "").encode("utf-8", "replace").decode() or "x")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


def numbers(data: bytes) -> set[str]:
    items = ingest.read(io.BytesIO(data), "s", "x", Settings(passwords=("secret",)))
    return {item.locator.partition("/")[0] for item in items}


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=60)
@given(MEMBERS, METHODS)
def test_no_member_of_a_zip_is_lost(members: list[tuple[str, bytes]], method: int):
    data = zipped(members, method)
    told = {str(number) for number in range(1, len(members) + 1)}
    assert numbers(data) == told
    without_directory = data[: data.rindex(b"PK\1\2", 0, data.index(b"PK\1\2") + 4)]
    assert told <= numbers(without_directory) | {"rest"} and "rest" in numbers(without_directory)


@settings(max_examples=60)
@given(MEMBERS, st.sampled_from([tarfile.PAX_FORMAT, tarfile.GNU_FORMAT]))
def test_no_member_of_a_tar_is_lost(members: list[tuple[str, bytes]], form: int):
    assert len(numbers(tarred(members, form))) == len(members)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@settings(max_examples=120)
@given(MEMBERS, st.sampled_from(["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"]), st.data())
def test_damaged_archives(members: list[tuple[str, bytes]], form: str, data: st.DataObject):
    whole = zipped(members, data.draw(METHODS)) if form == "zip" else tarred(members, tarfile.PAX_FORMAT)
    packers = {"tar.gz": gzip.compress, "tar.bz2": bz2.compress, "tar.xz": lzma.compress}
    content = bytearray(packers[form](whole) if form in packers else whole)
    for _ in range(data.draw(st.integers(0, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    assert_sound(bytes(content[:cut] if data.draw(st.booleans()) else content))


@settings(max_examples=40)
@given(st.data())
def test_a_cut_tar_tells_that_it_is_cut(data: st.DataObject):
    whole = tarred([(f"{number}.csv", ROWS * 20) for number in range(4)], tarfile.GNU_FORMAT)
    cut = data.draw(st.integers(600, 4 * 1536 - 1))
    items = list(ingest.read(io.BytesIO(whole[:cut]), "s", "x"))
    assert not isinstance(items[-1], Record)
