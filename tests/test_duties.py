"""Obligations, thresholds, notices and practice: complete, and refused where they are wrong."""

import re

import pytest

from engine.catalogue import catalogue
from engine.model.rules import AuthorityKind, DeadlineKind, Need
from engine.strings import LANGUAGES, words
from pages.frame.navigation import SCREENS
from tests.test_catalogue import folder, spoil

__all__ = ["folder"]

RULES = catalogue()
_HAN = re.compile(r"[\u4e00-\u9fff]")

MISTAKES = {
    "an occasion nobody knows": (
        "obligations.yaml", lambda c: c["obligations"][0].update(occasions=["full_moon"]), "dangling_reference",
    ),
    "no occasion": ("obligations.yaml", lambda c: c["obligations"][0].update(occasions=[]), "wrong_value"),
    "a clock nobody knows": (
        "obligations.yaml", lambda c: c["obligations"][0]["deadline"].update(clock="cuckoo"), "dangling_reference",
    ),
    "a deadline without its period": (
        "obligations.yaml", lambda c: c["obligations"][0].update(deadline={"kind": "within"}), "wrong_value",
    ),
    "a period that is none": (
        "obligations.yaml", lambda c: c["obligations"][0]["deadline"].update(internal_target="P1W"), "wrong_value",
    ),
    "a notice nobody knows": (
        "obligations.yaml", lambda c: c["obligations"][0].update(template="NT-0"), "dangling_reference",
    ),
    "a place nobody knows": (
        "obligations.yaml", lambda c: c["obligations"][0].update(jurisdiction="MOON"), "dangling_reference",
    ),
    "an obligation in one language": (
        "obligations.yaml", lambda c: c["obligations"][0]["label"].pop("en"), "missing_language",
    ),
    "a law nobody knows": (
        "obligations.yaml", lambda c: c["obligations"][0]["authority"].update(law="NOLAW"), "dangling_reference",
    ),
    "a threshold of no group": (
        "thresholds.yaml", lambda c: c["thresholds"][0].update(group="x"), "dangling_reference",
    ),
    "a threshold without condition": ("thresholds.yaml", lambda c: c["thresholds"][0].pop("when"), "wrong_value"),
    "alternatives of nothing": (
        "thresholds.yaml", lambda c: c["thresholds"][0].update(when=[{"any": []}]), "wrong_value",
    ),
    "an alternative about no fact": (
        "thresholds.yaml",
        lambda c: c["thresholds"][0].update(when=[{"any": [{"fact": "is_sunny", "op": "true"}]}]),
        "dangling_reference",
    ),
    "a fact and alternatives": (
        "thresholds.yaml",
        lambda c: c["thresholds"][4]["when"][0].update(fact="is_ciio", op="true"),
        "wrong_value",
    ),
    "a field nobody knows": (
        "notices.yaml", lambda c: c["notices"][0]["fields"][0].update(field="smell"), "dangling_reference",
    ),
    "a field by no obligation": (
        "notices.yaml", lambda c: c["notices"][0]["fields"][0].update(by="CN-0"), "dangling_reference",
    ),
    "a field under no fact": (
        "notices.yaml",
        lambda c: c["notices"][0]["fields"][0].update(when=[{"fact": "is_sunny", "op": "true"}]),
        "dangling_reference",
    ),
    "a need that is none": (
        "notices.yaml", lambda c: c["notices"][0]["fields"][0].update(need="perhaps"), "wrong_value",
    ),
    "a conflict of no item": (
        "practice.yaml", lambda c: c["practice_conflicts"][0].update(item="C1"), "dangling_reference",
    ),
    "a task from no item": ("checklist.yaml", lambda c: c["tasks"][0].update(seed=["C1"]), "dangling_reference"),
    "a task on no obligation": ("checklist.yaml", lambda c: c["tasks"][0].update(basis=["CN-0"]), "dangling_reference"),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_refused_and_its_file_named(folder, mistake: str) -> None:
    file, change, problem = MISTAKES[mistake]
    error = spoil(folder, file, change)
    assert (error.key, error.params["file"]) == (f"rules.{problem}", file)


def test_every_practice_item_is_answered_by_a_task_a_register_or_a_screen() -> None:
    seeds = {seed for task in RULES.tasks.values() for seed in task.seed}
    for item in RULES.practice_items.values():
        assert set(item.features) <= set(SCREENS), item.id
        if item.heading:
            assert item.id not in seeds and not item.registers, f"{item.id} only groups others"
        else:
            assert item.id in seeds or item.features or item.registers, item.id
    numbered = [item.id for item in RULES.practice_items.values()]
    for item in numbered:
        if "." in item and not item.startswith("A21."):
            assert item.split(".")[0] in numbered


def test_every_register_answers_items_whose_tasks_it_gives_evidence_to() -> None:
    for register in RULES.registers.values():
        asked = {item.id for item in RULES.practice_items.values() if register.id in item.registers}
        fed = {seed for feed in register.feeds for seed in RULES.tasks[feed.task].seed}
        assert asked & fed, register.id


def test_every_obligation_is_answered_by_a_task() -> None:
    answered = {name for task in RULES.tasks.values() for name in task.basis}
    assert set(RULES.obligations) == answered
    assert len(RULES.obligations) >= 100


def test_every_obligation_cites_its_law() -> None:
    for duty in RULES.obligations.values():
        assert duty.authority.kind is AuthorityKind.LAW and duty.authority.law, duty.id
        assert not duty.binding or RULES.instruments[duty.authority.law].status != "standard_recommended", duty.id


def test_labels_are_whole_and_differ() -> None:
    for section in ("obligations", "thresholds", "notices", "practice_items", "notice_fields", "clocks", "occasions"):
        for language in LANGUAGES:
            labels = [entry.label[language] for entry in getattr(RULES, section).values()]
            doubles = {label for label in labels if labels.count(label) > 1}
            assert section == "practice_items" or not doubles, f"{section} {language}: {doubles}"
        assert not [one.id for one in getattr(RULES, section).values() if not _HAN.search(one.label.zh)], section


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_evidence_has_a_name(language: str) -> None:
    kinds = {kind for one in (*RULES.obligations.values(), *RULES.tasks.values()) for kind in one.evidence}
    assert {kind for kind in kinds if f"task_evidence.{kind}" not in words(language)} == set()


def test_a_notice_names_each_field_once_and_has_mandatory_ones() -> None:
    for notice in RULES.notices.values():
        named = [one.field for one in notice.fields]
        assert len(named) == len(set(named)), notice.id
        assert "processor" in named and any(one.need is Need.MANDATORY and one.by for one in notice.fields), notice.id
    used = {one.field for notice in RULES.notices.values() for one in notice.fields}
    assert used == set(RULES.notice_fields)
    assert {duty.template for duty in RULES.obligations.values()} - {""} <= set(RULES.notices)


def test_what_is_counted_from_a_clock_says_which() -> None:
    used = {duty.deadline.clock for duty in RULES.obligations.values()}
    used |= {one.deadline.clock for one in RULES.thresholds.values() if one.deadline}
    assert used - {""} == set(RULES.clocks)
    before = [duty for duty in RULES.obligations.values() if duty.deadline.kind is DeadlineKind.BEFORE]
    assert all(duty.deadline.clock for duty in before)


def test_a_quote_stands_once_in_the_language_of_its_law() -> None:
    for duty in RULES.obligations.values():
        foreign = RULES.instruments[duty.authority.law].jurisdiction not in ("CN", "CN-SH")
        assert bool(_HAN.search(duty.authority.quote)) is not foreign or not duty.authority.quote, duty.id
