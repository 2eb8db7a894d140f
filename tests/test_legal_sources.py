"""What is cited here is what the collected legal facts say: ids, articles, quotes and how far they were checked."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.catalogue import catalogue
from engine.model.rules import Verified

RULES = catalogue()
SEEN = {"full_text": "full_text", "seen_excerpt": "excerpt"}


@pytest.fixture(scope="module")
def legal(corpora: Path) -> Path:
    folder = corpora.parent / "legal"
    if not folder.is_dir():
        pytest.skip("the collected legal facts are not here")
    return folder


def read(legal: Path, file: str) -> Any:
    return yaml.safe_load((legal / file).read_text(encoding="utf-8"))


def numbers(article: object) -> list[str]:
    return re.findall(r"\d+", str(article))


def test_every_obligation_is_carried_over_with_its_quote_and_flag(legal: Path) -> None:
    facts = {one["id"]: one for one in read(legal, "obligations.yaml")["obligations"]}
    assert list(RULES.obligations) == list(facts)
    for duty in RULES.obligations.values():
        fact, authority = facts[duty.id], duty.authority
        assert authority.law == fact["inst"], duty.id
        assert authority.quote == fact.get("quote", {}).get("text", ""), duty.id
        assert authority.also == fact.get("quote2", {}).get("text", ""), duty.id
        assert (authority.verified is Verified.TRUE) == fact["verified"], duty.id
        assert (str(authority.seen) if authority.seen else None) == SEEN.get(fact.get("seen_level")), duty.id
        assert set(numbers(authority.article)) <= set(numbers(fact["art"])), duty.id
        assert (list(duty.occasions), list(duty.evidence)) == (fact["events"], fact["evidence"]), duty.id
        assert duty.template == fact.get("template", ""), duty.id
        place = RULES.jurisdictions[duty.jurisdiction].fact
        wanted = [one["fact"] for one in fact.get("when", []) if one["fact"] != place]
        assert [one.fact for one in duty.when] == wanted, duty.id


def test_every_threshold_is_carried_over_with_its_quote(legal: Path) -> None:
    content = read(legal, "thresholds.yaml")
    facts = [one for group in ("cross_border", "audit", "officer", "large_scale", "incident") for one in content[group]]
    assert [one["id"] for one in facts] == list(RULES.thresholds)
    for fact in facts:
        authority = RULES.thresholds[fact["id"]].authority
        assert authority.quote == fact.get("quote", {}).get("text", ""), fact["id"]
        assert authority.law == fact.get("inst", authority.law), fact["id"]
        assert authority.verified is not Verified.TRUE or fact["verified"], fact["id"]


def test_every_task_is_carried_over(legal: Path) -> None:
    content = read(legal, "checklist.yaml")
    for fact in content["tasks"]:
        task = RULES.tasks[fact["id"]]
        assert (task.phase, task.gate, str(task.applies)) == (fact["phase"], fact.get("gate", False), fact["applies"])
        assert (list(task.basis), list(task.evidence)) == (fact["basis"], fact["evidence"]), task.id
        assert list(task.seed) == fact["seed"], task.id
        assert (fact["raci"]["R"], fact["raci"]["A"]) == (task.raci.R, task.raci.A), task.id
    conflicts = [one["seed"] for one in content["seed_conflicts"]]
    assert sorted(one.item for one in RULES.practice_conflicts.values()) == sorted(conflicts)


def test_every_practice_item_is_carried_over_with_its_tasks(legal: Path) -> None:
    table = (legal / "practice-coverage.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([AB][\d.]+) \| (.*?) \| (.*?) \|$", table, re.MULTILINE)
    assert [name for name, _, _ in rows] == list(RULES.practice_items)
    plain = str.maketrans({"：": ":", "，": ","})
    for name, text, tasks in rows:
        item = RULES.practice_items[name]
        assert item.label.zh.translate(plain) == text.strip(), name
        assert item.heading == (tasks == "—"), name
        found = {task.id for task in RULES.tasks.values() if name in task.seed}
        assert found == set(re.findall(r"[A-Z]-\d\d", tasks)), name


def test_every_instrument_and_every_retention_quote_is_known(legal: Path) -> None:
    instruments = {one["id"]: one for one in read(legal, "instruments.yaml")["instruments"]}
    assert set(instruments) == set(RULES.instruments)
    for name, fact in instruments.items():
        assert RULES.instruments[name].url == fact.get("official", ""), name
    quotes = re.findall(r"text: (?:\"([^\"]+)\"|([^},]+))", (legal / "retention.yaml").read_text(encoding="utf-8"))
    known = {(one or other).strip() for one, other in quotes}
    for rule in RULES.retention_rules.values():
        assert not rule.authority.quote or rule.authority.quote in known, rule.id
