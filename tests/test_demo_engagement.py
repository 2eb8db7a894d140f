"""The main job on the demo engagement by the command line: its contract, its sums, and nothing left in clear."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import demo
from engine.views.risks import STAGES

pytestmark = pytest.mark.slow
Run = Callable[..., subprocess.CompletedProcess[str]]
STATES = {"must_keep", "may_keep", "due", "on_hold", "unknown_date", "no_rule"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def engine(folder: Path) -> Run:
    def run(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "engine", *arguments, "--workspace", str(folder / "workspace")]
        command += [] if "--lang" in arguments else ["--lang", "en"]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == code, done.stderr
        with (folder / "messages.log").open("a", encoding="utf-8") as log:
            log.write(done.stderr)
        return done

    return run


@pytest.fixture(scope="module")
def summary(engine: Run) -> dict:
    return json.loads(engine("demo", "--json").stdout)


@pytest.fixture(scope="module")
def exported(engine: Run, summary: dict, folder: Path) -> dict[str, list[dict[str, str]]]:
    engine("export", "--engagement", "demo", str(folder / "export"))
    tables = {}
    for file in (folder / "export").glob("*.csv"):
        text = file.read_bytes()
        assert text.startswith(b"\xef\xbb\xbf")
        tables[file.stem] = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))
    return tables


def test_the_summary_has_the_keys_of_the_contract_and_its_sums_hold(summary: dict) -> None:
    assert set(summary) >= {
        "engagement", "as_of", "sources", "found", "read", "skipped", "records", "findings", "subjects",
        "dispositions", "risks", "tasks", "seconds", "messages_per_second", "bytes_per_second",
    }  # fmt: skip
    assert summary["found"] == summary["read"] + summary["skipped"]
    assert sum(summary["dispositions"].values()) == summary["records"] == summary["read"]
    assert summary["found"] == sum(source["found"] for source in summary["sources"])
    assert {source["state"] for source in summary["sources"]} == {"scanned"}
    assert [source["format"] for source in summary["sources"]] == ["mbox", "xlsx", "csv", "vcard"]
    assert summary["subjects"] > 100 and sum(summary["findings"].values()) > 3000
    assert "ORGANIZATION" not in summary["findings"]


def test_status_prints_the_same_summary_later(engine: Run, summary: dict) -> None:
    assert json.loads(engine("status", "--engagement", "demo", "--json").stdout) == summary


def test_exports_have_the_columns_of_the_contract_and_the_numbers_of_the_summary(exported: dict, summary: dict) -> None:
    assert list(exported["records"][0]) == [
        "source",
        "locator",
        "record_kind",
        "date",
        "record_class",
        "retention_state",
        "keep_until",
        "rule",
        "disposition",
        "subject_ids",
        "duplicate_of",
        "warnings",
    ]
    assert list(exported["findings"][0]) == (
        ["source", "locator", "field", "start", "end", "entity_type", "score", "recognizer", "masked", "state"]
    )
    assert list(exported["subjects"][0]) == ["subject_id", "kind", "records", "entity_types", "first_seen", "last_seen"]
    assert len(exported["records"]) == summary["records"] == len(exported["dispositions"])
    assert len(exported["findings"]) == sum(summary["findings"].values())
    assert len(exported["subjects"]) == summary["subjects"]
    assert {row["retention_state"] for row in exported["records"]} <= STATES
    assert all(
        row["keep_until"] and row["rule"] for row in exported["records"] if row["retention_state"] == "must_keep"
    )
    assert len(exported["risks"]) == sum(summary["risks"].values())
    assert {f"{stage}_level" for stage in STAGES} <= set(exported["risks"][0])
    assert len(exported["tasks"]) == sum(summary["tasks"].values())


def test_locators_are_unique_within_a_source(exported: dict) -> None:
    keys = [(row["source"], row["locator"]) for row in exported["records"]]
    assert len(keys) == len(set(keys))


def test_exports_show_no_value(exported: dict, folder: Path) -> None:
    _nothing_clear(folder / "export")


def test_the_log_is_intact_and_says_who(engine: Run, summary: dict) -> None:
    checked = json.loads(engine("audit", "--engagement", "demo").stdout)
    assert checked["intact"] and checked["broken_at"] is None and checked["events"] >= 7


@pytest.mark.parametrize(("language", "words"), [("zh", "尚不可交割"), ("en", "Not ready")])
def test_the_pdf_says_the_verdict_in_either_language(
    engine: Run, summary: dict, folder: Path, language: str, words: str
) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    file = folder / f"{language}.pdf"
    engine("report", "--engagement", "demo", "-o", str(file), "--lang", language)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert words in text.replace("\n", " ") and f"{summary['records']:,}" in text
    assert not [value for value in _telling_values() if value in text]


def test_nothing_of_the_people_is_readable_in_any_file_of_the_workspace(folder: Path, summary: dict) -> None:
    _nothing_clear(folder / "workspace")


def test_nothing_of_the_people_is_said_in_messages(folder: Path, summary: dict, exported: dict) -> None:
    said = (folder / "messages.log").read_text(encoding="utf-8")
    assert said and not [value for value in _telling_values() if value in said]


def test_a_second_demo_is_refused_with_a_sentence(engine: Run, summary: dict) -> None:
    assert "demo" in engine("demo", code=3).stderr


def test_wrong_usage_and_mendable_errors_have_their_codes(engine: Run, folder: Path) -> None:
    assert engine("dance", code=2).stderr
    assert "nowhere" in engine("status", "--engagement", "nowhere", code=3).stderr
    assert "not-here" in engine("scan", str(folder / "not-here"), "--engagement", "x", code=3).stderr
    facts = folder / "facts.yaml"
    facts.write_text("company: A\nfavourite_colour: blue\n", encoding="utf-8")
    refused = engine("scan", str(facts), "--engagement", "x", "--facts", str(facts), code=3)
    assert "favourite_colour" in refused.stderr and "Traceback" not in refused.stderr


def test_records_lists_every_item_and_a_summary_per_file(engine: Run, folder: Path) -> None:
    for name, content in demo.sources():
        (folder / name).write_bytes(content)
    (folder / "nothing.csv").write_bytes(b"")
    lines = [
        json.loads(line)
        for name in ("orders.csv", "nothing.csv", "studio-mail.mbox")
        for line in engine("records", "--jsonl", str(folder / name)).stdout.splitlines()
    ]
    sums = [line for line in lines if line["kind"] == "summary"]
    assert len(sums) == 3 and all(one["found"] == one["read"] + one["skipped"] > 0 for one in sums)
    assert sum(one["read"] for one in sums) == sum(line["kind"] == "record" for line in lines)
    message = next(line for line in lines if line.get("record_kind") == "message")
    assert {"from", "to", "cc", "subject", "message_id", "body"} <= set(message["fields"])
    assert message["fields"]["message_id"].strip("<>") in message["locator"]
    row = next(line for line in lines if line.get("record_kind") == "row")
    assert row["locator"].endswith("!1")


def test_detect_answers_every_text_with_code_point_offsets(engine: Run, folder: Path) -> None:
    texts = [
        {"id": "a", "text": "😀 请联系 lin@example.com"},
        {"id": "b", "text": "nothing here"},
        {"id": "c", "text": ""},
    ]
    (folder / "in.jsonl").write_text("\n".join(json.dumps(one) for one in texts), encoding="utf-8")
    engine("detect", str(folder / "in.jsonl"), str(folder / "out.jsonl"))
    answers = [json.loads(line) for line in (folder / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    found = answers[0]["findings"][0]
    assert texts[0]["text"][found["start"] : found["end"]] == "lin@example.com" and found["entity_type"] == "EMAIL"
    assert answers[1]["findings"] == answers[2]["findings"] == []


def _telling_values() -> list[str]:
    """The demo's clear values that are long enough not to stand in a file by chance."""
    return sorted(value for value in demo.values() if len(value.encode()) >= 9)


def _nothing_clear(folder: Path) -> None:
    values = [value.encode() for value in _telling_values()]
    assert len(values) > 500
    for file in (path for path in folder.rglob("*") if path.is_file() and path.suffix not in (".otf", ".ttf")):
        content = file.read_bytes()
        leaked = sum(value in content for value in values)
        assert leaked == 0, f"{leaked} values readable in {file.name}"
