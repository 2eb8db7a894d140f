import io

import pytest

from engine import ingest
from engine.ingest import text
from tests.ingest.reading import fixture, only, reasons_of, records_of


def test_a_text_in_an_old_charset_is_one_record():
    record = only(fixture("text/notes.txt"))
    assert record.locator == "text"
    assert record.fields["body"].startswith("回访记录\n周雨桐，电话 13800138000。\n")
    assert record.warnings == ("charset_guessed",)
    assert ingest.describe(io.BytesIO(fixture("text/notes.txt")), "notes.txt").details == {"encoding": "GB18030"}


def test_a_long_text_is_cut_at_line_ends_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(text, "PART", 1000)
    lines = [f"客户 {number} 的回访记录" for number in range(300)]
    parts = records_of("\n".join(lines).encode())
    assert [part.locator for part in parts] == [f"text-{number}" for number in range(1, len(parts) + 1)]
    assert "".join(part.fields["body"] for part in parts).split("\n") == lines
    assert all(part.fields["body"].endswith("\n") for part in parts[:-1])


@pytest.mark.parametrize("data", [b"\0\1\2\3" * 500, bytes(range(128, 256)) * 30, b"MZ\x90\0\3\0\0\0" * 90])
def test_what_does_not_read_as_text_is_not_read_as_text(data: bytes):
    assert reasons_of(data) == ["unknown_format"]


def test_an_encrypted_text_says_so():
    assert reasons_of(b"-----BEGIN PGP MESSAGE-----\n\nabcd\n-----END PGP MESSAGE-----\n") == ["encrypted"]


@pytest.mark.parametrize("name", ["utf-8-sig", "utf-16", "big5"])
def test_marks_and_other_charsets_are_understood(name: str):
    record = only("電話號碼與客戶姓名，請勿外傳。\n第二行也是說明".encode(name))
    assert record.fields["body"].startswith("電話號碼")


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"\0\0\0\x18ftypmp42", "recording_not_read"),
        (b"#!AMR\n", "recording_not_read"),
        (b"8BPS\0\1", "image_not_read"),
        (b"\x1f\x9d\x90", "unknown_format"),
    ],
)
def test_a_file_nobody_reads_says_what_it_is(head: bytes, reason: str):
    assert reasons_of(head + bytes(range(256)) * 20) == [reason]
