import io
from datetime import datetime, timedelta, timezone

import pytest

from engine import ingest
from engine.model.records import Record, Skipped
from tests.ingest.reading import fixture, items_of, reasons_of


@pytest.fixture(scope="module")
def photograph():
    return items_of(fixture("image/outing.jpg"))


def test_a_picture_is_never_read_and_always_counted(photograph):
    *_, picture = photograph
    assert isinstance(picture, Skipped)
    assert (picture.locator, picture.reason, picture.detail) == ("file", "image_not_read", "image/jpeg")


def test_metadata_that_tells_about_people_is_a_record(photograph):
    told, _ = photograph
    assert isinstance(told, Record) and told.locator == "exif"
    assert dict(told.fields) == {
        "gps": "31.2304, 121.4737",
        "people": "周雨桐",
        "owner": "Xu Zhiyuan",
        "artist": "许知远\n林小满",
        "comment": "样例路1号",
        "camera_serial": "0123456",
        "description": "百日照",
    }
    assert next(iter(told.fields)) == "gps"
    assert told.date == datetime(2023, 5, 1, 14, 30, tzinfo=timezone(timedelta(hours=8)))


def test_a_container_that_is_not_understood_is_searched():
    told, picture = items_of(fixture("image/phone.heic"))
    assert isinstance(told, Record) and told.fields["gps"] == "31.2304, 121.4737"
    assert isinstance(picture, Skipped) and picture.detail == "image/heic"


def test_texts_of_a_png_are_read_and_software_is_not():
    told, _ = items_of(fixture("image/named.png"))
    assert isinstance(told, Record) and dict(told.fields) == {"artist": "陈一诺"}


def test_a_picture_without_metadata_and_a_broken_one_are_counted():
    assert reasons_of(b"GIF89a" + b"\1\0\1\0\0\0\0;") == ["image_not_read"]
    assert reasons_of(b"\xff\xd8\xff\xe1" + b"\x07" * 300) == ["image_not_read"]
    assert reasons_of(fixture("image/outing.jpg")[:500])[-1] == "image_not_read"


def test_the_sources_page_learns_size_and_camera():
    details = ingest.describe(io.BytesIO(fixture("image/outing.jpg")), "outing.jpg").details
    assert details == {"pixels": "16 × 12", "camera": "Sample Camera One"}
