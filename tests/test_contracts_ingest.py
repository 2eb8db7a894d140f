"""What every format of mail or table keeps to; a new module in `engine/ingest` is held to it without another test."""

import ast
import io
import re
from pathlib import Path

import pytest

from engine import ingest
from engine.ingest.rank import Rank
from engine.model.records import Record
from engine.strings import LANGUAGES, words
from tests.conftest import ROOT
from tests.ingest.reading import FIXTURES, items_of

FORMATS = {each.id: each for each in ingest.formats()}
FILES = sorted(path for path in FIXTURES.glob("*/*") if path.is_file())
CODES = re.compile(r"^[a-z]+(?:_[a-z]+)+$")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_cites_its_specification(name: str):
    assert "Specification: " in (FORMATS[name].module.__doc__ or "")


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_owns_fixtures(name: str):
    assert any(path.parent.name == name for path in FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_fixture_is_claimed_by_its_format_alone(path: Path):
    data = path.read_bytes()
    assert [each.id for each in ingest.claims(io.BytesIO(data))] == [path.parent.name]
    items = items_of(data)
    unread = {getattr(item, "reason", "") for item in items} == {f"{path.parent.name}_not_read"}
    assert unread or any(isinstance(item, Record) for item in items)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_download_is_named_as_files_of_its_format_are(path: Path):
    suffix = ingest.suffix(path.read_bytes(), path.parent.name)
    assert suffix in FORMATS[path.parent.name].suffixes
    assert suffix == path.suffix or path.parent.name != "image"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("junk", [b"", b"\0" * 5000, bytes(range(256)) * 20, b"\xff" * 3000, b"\x89\xd5\x03" * 900])
def test_a_format_refuses_junk(name: str, junk: bytes):
    assert not FORMATS[name].module.sniff(io.BytesIO(junk))


def test_only_a_format_for_text_claims_plain_words():
    words_only = io.BytesIO(b"plain words\n" * 50)
    assert {each.rank for each in FORMATS.values() if words_only.seek(0) == 0 and each.module.sniff(words_only)} == {
        Rank.TEXT
    }


def test_the_surest_claim_wins(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(FORMATS["csv"].module, "sniff", lambda file: True)
    monkeypatch.setattr(FORMATS["vcard"].module, "sniff", lambda file: True)
    assert [each.id for each in ingest.claims(io.BytesIO(b"x"))] == ["vcard"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_code_has_its_sentence(language: str):
    known = words(language)
    assert all(f"format.{name}" in known for name in FORMATS)
    sentences = {
        key.partition(".")[2] for key in sorted(known.keys()) if key.startswith(("skipped.", "warning.", "note."))
    }
    assert _codes() - sentences == set()


def _codes() -> set[str]:
    """The words in the code of `engine/ingest` that are passed as a reason, a warning or a note."""
    found: set[str] = set()
    for path in (ROOT / "engine" / "ingest").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            values: list[ast.expr] = []
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "skipped" and len(node.args) > 1:
                values = [node.args[1]]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "HelperRefused":
                values = node.args
            elif isinstance(node, ast.Tuple):
                values = [each for each in node.elts if len(node.elts) == 1]
            elif isinstance(node, ast.keyword) and node.arg == "warnings" and isinstance(node.value, ast.Tuple):
                values = node.value.elts
            found |= {
                each.value
                for each in values
                if isinstance(each, ast.Constant) and isinstance(each.value, str) and CODES.match(each.value)
            }
    return found
