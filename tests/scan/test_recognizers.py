"""Every entry of the rules file proves itself by its own examples, and a wrong entry is refused by name."""

import pytest
import yaml

from engine.patterns.spelling import fold
from engine.scan.names import NamesEngine
from engine.scan.recognizers import RuleRecognizer, ScanArtifacts
from engine.scan.resolver import PRECEDENCE
from engine.scan.rules import RuleError, rules
from tests.scan.numbers import filled

ENGINE = NamesEngine()
CASES = [
    (rule, kind, filled(text)) for rule in rules() for kind in ("match", "no_match") for text in rule.examples[kind]
]


@pytest.mark.parametrize(("rule", "kind", "text"), CASES, ids=[f"{r.id}-{k}-{n}" for n, (r, k, _) in enumerate(CASES)])
def test_examples_hold(rule, kind, text):
    marks = [(0, len(text), rule.entity_type, rule.marked)] if rule.marked else ()
    results = RuleRecognizer(rule).analyze(text, [rule.entity_type], ScanArtifacts(ENGINE, fold(text), 0, marks))
    assert bool(results) == (kind == "match")
    assert all(0 < r.score <= 1 for r in results)


def test_every_type_has_a_place_in_the_order():
    assert {rule.entity_type for rule in rules()} <= set(PRECEDENCE)


ENTRY = {
    "id": "one", "entity_type": "QQ", "languages": ["zh"], "patterns": ["[0-9]+"], "score": 0.5,
    "examples": {"match": ["1"], "no_match": ["a"]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"colour": "red"}, "unknown fields"),
        ({"score": None}, "missing fields"),
        ({"examples": {"match": ["1"], "no_match": []}}, "examples need"),
        ({"check": "crystal_ball"}, "no check is called"),
        ({"patterns": ["[0-9"]}, "pattern"),
        ({"exclude": [False]}, "needs quotes"),
    ],
)
def test_a_wrong_entry_is_refused_by_file_and_id(tmp_path, change, fault):
    entry = {k: v for k, v in {**ENTRY, **change}.items() if v is not None}
    (tmp_path / "rules.yaml").write_text(yaml.safe_dump({"recognizers": [entry]}, allow_unicode=True), encoding="utf-8")
    with pytest.raises(RuleError, match=r"rules\.yaml: one: ") as caught:
        rules(tmp_path)
    assert fault in str(caught.value)


@pytest.mark.parametrize("files", [("two.yaml", "two.yaml"), ("one.yaml", "two.yaml")])
def test_an_id_stands_once_in_all_files(tmp_path, files):
    for name in files:
        entries = [ENTRY] * files.count(name)
        (tmp_path / name).write_text(yaml.safe_dump({"recognizers": entries}), encoding="utf-8")
    with pytest.raises(RuleError, match=r"two\.yaml: one: the id stands twice"):
        rules(tmp_path)
