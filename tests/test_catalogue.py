"""The rules that are shipped, and how the loader refuses what it does not know."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from engine.assess.evidence import EVIDENCE
from engine.assess.patterns import Signs
from engine.assess.xrays import CHECKS
from engine.catalogue import RuleError, catalogue, load
from engine.model.assessment import Level
from engine.model.rules import Authority, AuthorityKind, FactType, Verified
from engine.strings import LANGUAGES, words

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for file in DATA.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    return tmp_path


def spoil(folder: Path, file: str, change) -> RuleError:
    """The error of loading after `change` was applied to a file's content."""
    content = yaml.safe_load((folder / file).read_text(encoding="utf-8"))
    change(content)
    (folder / file).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
    with pytest.raises(RuleError) as caught:
        load(folder)
    return caught.value


MISTAKES = {
    "unknown_field": ("controls.yaml", lambda c: c["controls"][0].update(colour="red"), "encryption_at_rest"),
    "missing_field": ("retention.yaml", lambda c: c["retention_rules"][0].pop("jurisdiction"), "RC-ORDER.tax"),
    "missing_language": ("scenarios.yaml", lambda c: c["scenarios"][2]["label"].pop("en"), "S3"),
    "duplicate_id": ("entity_types.yaml", lambda c: c["entity_types"].append(c["entity_types"][0]), "PERSON"),
    "dangling_reference": ("checklist.yaml", lambda c: c["tasks"][0].update(phase="someday"), "P-01"),
    "wrong_value": ("scenarios.yaml", lambda c: c["scenarios"][0].update(applies="sometimes"), "S1"),
}


COLUMNS = {
    "unknown_field": (lambda c: c["meanings"][0].update(colour="red"), "person_name"),
    "missing_field": (lambda c: c["exports"][0].pop("sample"), "salesforce"),
    "missing_language": (lambda c: c["meanings"][4]["label"].pop("en"), "phone"),
    "duplicate_id": (lambda c: c["exports"].append(c["exports"][2]), "hubspot"),
    "wrong_value": (lambda c: c["exports"][0].update(verified="perhaps"), "salesforce"),
}


@pytest.mark.parametrize("problem", COLUMNS)
def test_a_mistake_about_columns_is_refused_and_named(folder: Path, problem: str) -> None:
    change, entry = COLUMNS[problem]
    error = spoil(folder, "crm_exports.yaml", change)
    assert (error.key, error.params["file"]) == (f"rules.{problem}", "crm_exports.yaml")
    assert entry in str(error.params["entry"])


@pytest.mark.parametrize("problem", MISTAKES)
def test_a_mistake_is_refused_and_the_error_names_file_and_entry(folder: Path, problem: str) -> None:
    file, change, entry = MISTAKES[problem]
    error = spoil(folder, file, change)
    assert error.key == f"rules.{problem}"
    assert error.params["file"] == file
    assert entry in str(error.params["entry"])
    for language in LANGUAGES:
        assert file in words(language).sentence(error)


DANGLING = {
    "instrument": ("retention.yaml", lambda c: c["retention_rules"][0]["authority"].update(law="NOLAW")),
    "record class": ("record_classes.yaml", lambda c: c["class_rules"][0].update(record_class="gossip")),
    "start event": ("retention.yaml", lambda c: c["retention_rules"][0].update(start_event="birth")),
    "role": ("checklist.yaml", lambda c: c["tasks"][0]["raci"].update(R="BOSS")),
    "consulted role": ("checklist.yaml", lambda c: c["tasks"][0]["raci"].update(C=["BOSS"])),
    "factor": ("controls.yaml", lambda c: c["controls"][0].update(factor="luck")),
    "modifier": ("scenarios.yaml", lambda c: c["scenarios"][0].update(modifiers=["moon"])),
    "fact": ("checklist.yaml", lambda c: c["tasks"][0].update(when=[{"fact": "is_sunny", "op": "true"}])),
    "meaning": ("crm_exports.yaml", lambda c: c["exports"][0]["columns"].update(Id="soul")),
    "entity type": ("crm_exports.yaml", lambda c: c["meanings"][0].update(entity_type="SOUL")),
    "field kept": ("retention.yaml", lambda c: c["retention_rules"][0].update(fields_kept=["soul"])),
    "part kept": ("retention.yaml", lambda c: c["retention_rules"][0].update(parts_kept=["soul"])),
    "note": ("retention.yaml", lambda c: c["retention_rules"][0].update(notes=["NOTE"])),
    "first field": ("record_classes.yaml", lambda c: c["record_classes"][0].update(fields_dropped_first=["soul"])),
    "class of a proposal": ("proposals.yaml", lambda c: c["proposal_rules"][0].update(record_classes=["gossip"])),
    "step": ("scenarios.yaml", lambda c: c["scenarios"][0].update(impact="huge")),
}


@pytest.mark.parametrize("reference", DANGLING)
def test_a_reference_to_nothing_is_refused(folder: Path, reference: str) -> None:
    assert spoil(folder, *DANGLING[reference]).key == "rules.dangling_reference"


WRONG = {
    "a period that is none": ("retention.yaml", lambda c: c["retention_rules"][0].update(period="3 years")),
    "a trigger with a period": ("retention.yaml", lambda c: c["retention_rules"][0].update(kind="trigger")),
    "fields of what is no minimum": ("retention.yaml", lambda c: c["retention_rules"][2].update(fields_kept=["note"])),
    "a permanent rule with a period": ("retention.yaml", lambda c: c["retention_rules"][0].update(permanent=True)),
    "an empty label": ("controls.yaml", lambda c: c["controls"][0]["label"].update(zh=" ")),
    "a pattern that is none": ("record_classes.yaml", lambda c: c["class_rules"][0].update(pattern="(")),
    "a grid with a hole": ("risk_methods.yaml", lambda c: c["methods"][0]["grid"]["low"].pop("low")),
    "a verified citation without a quote": (
        "retention.yaml",
        lambda c: c["retention_rules"][0]["authority"].pop("quote"),
    ),
    "an unchecked law": ("retention.yaml", lambda c: c["retention_rules"][0]["authority"].pop("checked_on")),
    "a design that cites": ("controls.yaml", lambda c: c["controls"][0]["authority"].update(law="PIPL")),
    "a comparison of a yes": (
        "checklist.yaml",
        lambda c: c["tasks"][0].update(when=[{"fact": "is_platform", "op": "gt", "value": 3}]),
    ),
    "a term of no page": ("glossary.yaml", lambda c: c["terms"][0].update(screens=[])),
    "an export without a signature": ("crm_exports.yaml", lambda c: c["exports"][0].update(signature=[])),
    "a verified export without a source": ("crm_exports.yaml", lambda c: c["exports"][0].pop("sources")),
    "a weight in words": ("controls.yaml", lambda c: c["controls"][0].update(weight="5")),
}


@pytest.mark.parametrize("mistake", WRONG)
def test_a_wrong_value_is_refused(folder: Path, mistake: str) -> None:
    assert spoil(folder, *WRONG[mistake]).key == "rules.wrong_value"


def test_a_file_that_is_no_yaml_or_is_missing_is_named(folder: Path) -> None:
    (folder / "controls.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(RuleError, match=r"rules\.not_yaml.*controls\.yaml"):
        load(folder)
    (folder / "controls.yaml").unlink()
    with pytest.raises(RuleError, match=r"rules\.missing_file.*controls\.yaml"):
        load(folder)


def test_an_unknown_section_is_refused(folder: Path) -> None:
    assert spoil(folder, "facts.yaml", lambda c: c.update(rumours=[])).key == "rules.unknown_field"


def entries():
    rules = catalogue()
    for section in rules.__dataclass_fields__:
        for entry in getattr(rules, section).values():
            yield section, entry


def test_every_rule_says_what_it_rests_on_and_when_it_was_checked() -> None:
    for section, entry in entries():
        authority = getattr(entry, "authority", None)
        if authority is None:
            assert section in {
                *("facts", "jurisdictions", "instruments", "meanings", "tellings", "qualifiers", "exports"),
                *(
                    "score_bands",
                    "measured",
                    "occasions",
                    "clocks",
                    "threshold_groups",
                    "notice_fields",
                    "notices",
                    "notice_channels",
                ),
                *("practice_items", "practice_conflicts"),
                *("message_parts", "terms"),
                *("measured_classes", "measured_sets"),
            }
        elif authority.kind is AuthorityKind.LAW:
            assert authority.checked_on == date(2026, 11, 21), f"{section} {entry.id}"


def test_the_default_method_admits_that_only_the_draft_was_read() -> None:
    method = catalogue().default_method
    assert method.id == "A_gbt39335"
    assert method.authority.verified is Verified.DRAFT
    assert catalogue().instruments["GBT39335"].verified is Verified.DRAFT


def test_labels_differ_within_a_section() -> None:
    for section in (
        "record_classes",
        "scenarios",
        "controls",
        "retention_rules",
        "tasks",
        "class_rules",
        "proposal_rules",
    ):
        for language in LANGUAGES:
            labels = [entry.label[language] for entry in getattr(catalogue(), section).values()]
            doubles = {label for label in labels if labels.count(label) > 1}
            assert not doubles, f"{section} {language}: {doubles}"


def test_english_labels_hold_no_chinese() -> None:
    for section, entry in entries():
        if label := getattr(entry, "label", None):
            assert not re.search(r"[\u4e00-\u9fff]", label.en), f"{section} {entry.id}"


def test_rules_count_only_evidence_that_exists() -> None:
    rules = catalogue()
    for scenario in rules.scenarios.values():
        assert set(scenario.evidence) <= set(EVIDENCE), scenario.id
    for modifier in rules.modifiers.values():
        assert modifier.controls or modifier.evidence in EVIDENCE, modifier.id
    for sign in rules.fact_signs.values():
        assert sign.evidence in EVIDENCE, sign.id
        assert bool(sign.percent) == (rules.facts[sign.fact].type is FactType.INT), sign.id


def test_scenarios_are_many_and_each_suggests_what_to_do() -> None:
    rules = catalogue()
    assert len(rules.scenarios) >= 24
    for scenario in rules.scenarios.values():
        assert scenario.controls and scenario.tasks, scenario.id
        factors = {rules.controls[name].factor for name in scenario.controls}
        assert set(scenario.factors) <= factors, scenario.id


def test_every_check_is_a_rule_and_every_rule_a_check() -> None:
    assert set(catalogue().x_rays) == set(CHECKS)
    for check in catalogue().x_rays.values():
        blanks = [set(re.findall(r"{(\w+)}", text)) for text in (check.sentence.zh, check.sentence.en)]
        assert blanks[0] == blanks[1], check.id


@pytest.mark.parametrize("method", catalogue().methods)
def test_no_grid_falls_as_impact_or_likelihood_rises(method: str) -> None:
    order = [Level.LOW, Level.MEDIUM, Level.HIGH, Level.SEVERE]
    rows = [[order.index(cell) for cell in row.values()] for row in catalogue().methods[method].grid.values()]
    for row in rows:
        assert row == sorted(row)
    for column in zip(*rows, strict=True):
        assert list(column) == sorted(column)


def test_the_class_ids_are_those_of_the_contract() -> None:
    assert set(catalogue().record_classes) == {
        "order", "enquiry", "after_sales", "membership", "marketing", "consent", "invoice", "contract", "voucher",
        "employment", "supplier", "customs_sale", "customer_profile", "system", "other",
        "photo", "tax_record", "accounting_report", "annual_accounts", "customs_document", "video", "provision_record",
        "rights_request", "impact_assessment", "incident", "destruction_record", "company_archive", "backup",
    }  # fmt: skip


def test_the_checklist_is_whole() -> None:
    tasks = catalogue().tasks
    assert len(tasks) == 93
    assert {task.phase for task in tasks.values()} == set(catalogue().phases)
    assert all(task.seed for task in tasks.values())


@pytest.mark.parametrize("rule", catalogue().class_rules.values(), ids=lambda rule: rule.id)
def test_a_class_rule_keeps_its_examples(rule) -> None:
    signs = Signs([rule])

    def found(text: str) -> bool:
        return bool(signs.standing_in(text))

    assert rule.examples.match
    assert rule.examples.no_match
    assert [text for text in rule.examples.match if not found(text)] == []
    assert [text for text in rule.examples.no_match if found(text)] == []


def test_patterns_are_written_in_lower_case() -> None:
    assert [rule.id for rule in catalogue().class_rules.values() if re.search(r"(?<!\\)[A-Z]", rule.pattern)] == []


@pytest.mark.parametrize(
    ("article", "zh", "en"),
    [
        ("188", "第188条", "art. 188"),
        ("14–15、附表", "第14–15条、附表", "art. 14–15, schedule"),
        ("47(1)(3)", "第47条(1)(3)", "art. 47(1)(3)"),
        ("23（原21）", "第23条（原21）", "art. 23 (formerly 21)"),
        ("5.4", "第5.4条", "art. 5.4"),
        ("附录D", "附录D", "Annex D"),
        ("s.51C", "s.51C", "s.51C"),
        ("", "", ""),
    ],
)
def test_an_article_is_cited_as_its_language_does(article: str, zh: str, en: str) -> None:
    authority = Authority(law="PIPL", article=article, checked_on=date(2026, 1, 1))
    assert (authority.place("zh"), authority.place("en")) == (zh, en)
