"""Locked files from the command line: read with a password of a file, named without one."""

import json
from pathlib import Path

import pytest

from engine.__main__ import DONE, MENDABLE, main
from tests.act.conftest import locked_archive


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "locked.zip").write_bytes(locked_archive())
    (tmp_path / "passwords.txt").write_text("not this one\nopensesame\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(("passwords", "read", "skipped"), [((), 1, 1), (("--passwords", "passwords.txt"), 3, 0)])
def test_records_are_read_with_passwords(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], passwords, read, skipped
) -> None:
    monkeypatch.chdir(files)
    assert main(["records", "in", "--jsonl", *passwords]) == DONE
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (last["read"], last["skipped"], last["found"]) == (read, skipped, read + skipped)


def test_a_scan_goes_on_with_passwords(
    files: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(files)
    scan = ["scan", "in", "--engagement", "x", "--workspace", "w", "--workers", "1", "--json"]
    assert main(scan) == DONE
    assert json.loads(capsys.readouterr().out)["coverage"]["not_scanned"] == 1
    assert main([*scan, "--passwords", "passwords.txt"]) == DONE
    told = capsys.readouterr()
    assert json.loads(told.out)["coverage"] == {"scanned": 3, "warned": 0, "not_scanned": 0, "duplicate": 0}
    assert "opensesame" not in told.out + told.err


def test_a_missing_file_of_passwords_is_said(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files)
    assert main(["records", "in", "--passwords", "nothing.txt"]) == MENDABLE
