"""The snapshot as its reader sees it: the text of the PDF, page by page."""

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from engine.act import actions
from engine.catalogue import writing
from engine.model.engagement import DealStructure
from engine.report.blocks import number
from engine.report.content import content
from engine.report.notice_letter import letter_pdf
from engine.report.snapshot import Snapshot, fingerprint, snapshot
from engine.store import engagements
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger, Workspace
from engine.strings import LANGUAGES, words
from engine.views.basis import bases
from engine.views.findings import exposure
from engine.views.letter import letter
from engine.views.overview import overview
from engine.views.retention import retention_status
from engine.views.risks import register
from engine.views.sample import drawn, precision
from engine.views.selection import Selection
from engine.views.tasks import tasks
from tests.conftest import ACTOR
from tests.report import studio

AT = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
HOSTILE = (
    '#import "x": *',
    '#read("/etc/passwd") $x$ *b* _i_ <label> @ref `raw` \\ // ]]} {{',
    "شركة الأفق ‮ لتجارة 🙂 \ue000 \x07 名",
    "很长的公司名称" * 60,
    "Unbroken" * 60,
)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory):
    opened = Workspace(tmp_path_factory.mktemp("report") / "workspace")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def ledger(workspace: Workspace) -> Ledger:
    return studio.filled(workspace)


@pytest.fixture(scope="module", params=LANGUAGES)
def printed(request: pytest.FixtureRequest, ledger: Ledger, fonts: Path) -> tuple[str, Snapshot, list[str]]:
    """Language, snapshot and the text of each page without any blanks."""
    made = snapshot(ledger, request.param, studio.AUTHOR, AT, fonts)
    return request.param, made, pages(made.pdf)


def pages(pdf: bytes) -> list[str]:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext not here: install poppler-utils to run this test")
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return [bare(page) for page in read.stdout.decode().split("\f")[:-1]]


def bare(text: str) -> str:
    """The text without blanks, because a line may break anywhere."""
    return re.sub(r"\s+", "", text)


def told(language: str, key: str, **params: object) -> str:
    return bare(words(language)(f"report.{key}", **params))


def test_id_hash_and_place_stand_on_every_page(printed):
    language, made, texts = printed
    for place, text in enumerate(texts, 1):
        assert made.id in text
        assert made.sha256[:16] in text
        assert told(language, "page", number=place, total=len(texts)) in text
    assert made.sha256 in texts[0]
    assert made.id == f"CO-20261121-{made.sha256[:8].upper()}"
    assert made.file_name == f"studio-report-{language}-{made.id}.pdf"


def test_cover_says_what_it_is(printed, ledger):
    language, _, texts = printed
    engagement = ledger.engagement
    expected = [engagement.company, engagement.recipient, engagement.as_of.isoformat(), studio.AUTHOR.name]
    expected += [
        told(language, "confidential"),
        told(language, "paper.report"),
        words(language)("deal_structure.asset_transfer"),
    ]
    for part in expected:
        assert bare(part) in texts[0]


def test_numbers_equal_the_views(printed, ledger):
    language, _, texts = printed
    whole = "".join(texts)
    seen, found = overview(ledger.database), exposure(ledger.database, Selection())
    kept, todo, risks = (
        retention_status(ledger.database, Selection()),
        tasks(ledger.database),
        register(ledger.database),
    )
    for key, params in {
        "exposure.summary": {
            "findings": number(found.findings),
            "exposures": number(found.exposures),
            "records": number(found.records),
            "duplicates": number(found.duplicates),
        },
        "people.kinds_chart": {"count": number(seen.people.total)},
        "scope.sources_table": {"count": number(seen.coverage.sources)},
        "scope.skipped_table": {"count": number(seen.coverage.skipped)},
        "retention.classes_table": {"count": number(kept.records)},
        "retention.restricted": {"count": number(kept.restricted)},
        "retention.open_table": {"count": number(len(kept.open_rules))},
        "retention.months_chart": {"count": number(kept.ahead)},
        "retention.quarters_table": {"count": number(kept.records)},
        "standing.table": {"count": number(len(bases(ledger.database).lines))},
        "register.table": {"count": len(risks.lines)},
        "balance.equation": {
            "records": number(seen.balance.records),
            "total": number(sum(seen.balance.states.values())),
            "difference": 0,
        },
    }.items():
        assert told(language, key, **params) in whole, key
    for line in found.types:
        assert f"{line.exposures}{line.findings}{line.records}{line.people}{line.open}" in whole, line.entity_type
    for task in todo.lines:
        assert task.id in whole
    for code, count in seen.verdict.blockers:
        assert bare(words(language)(f"blocker.{code}", number=number(count))) in whole, code


def test_nothing_is_left_out(printed, ledger):
    language, _, texts = printed
    whole = "".join(texts)
    for scenario in register(ledger.database).lines:
        assert scenario.scenario in whole
    for reason in overview(ledger.database).coverage.reasons:
        assert bare(words(language)(f"skipped.{reason}"))[:20] in whole
    assert told(language, "method.precision_unreviewed")[:24] in whole, "nothing was reviewed, and that is said"
    for limit in ("not_detected", "advice"):
        assert told(language, f"limit.{limit}")[:24] in whole


def test_no_clear_value_is_printed(printed):
    _, _, texts = printed
    whole = "".join(texts)
    for value in studio.CLEAR_VALUES:
        assert value not in whole


def test_same_moment_gives_the_same_bytes(ledger, fonts):
    first = snapshot(ledger, "en", studio.AUTHOR, AT, fonts)
    again = snapshot(ledger, "en", studio.AUTHOR, AT, fonts)
    assert first == again


def test_the_hash_follows_what_is_printed(workspace):
    ledger = studio.empty(workspace, "hashed")
    before = fingerprint(content(ledger, "zh", studio.AUTHOR, AT))
    assert before == fingerprint(content(ledger, "zh", studio.AUTHOR, AT))
    assert before != fingerprint(content(ledger, "en", studio.AUTHOR, AT))
    ledger.audit.append(studio.AUTHOR, "looked", {})
    assert before != fingerprint(content(ledger, "zh", studio.AUTHOR, AT))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_scanned_is_never_clean(workspace, fonts, language):
    slug = f"empty-{language}"
    made = snapshot(studio.empty(workspace, slug), language, studio.AUTHOR, AT, fonts)
    whole = "".join(pages(made.pdf))
    assert told(language, "not_scanned.title") in whole
    assert bare(words(language)("verdict.dissolution.unknown")) in whole
    assert told(language, "verdict.title") + bare(words(language)("verdict.dissolution.ready")) not in whole
    assert told(language, "exposure.summary", findings=0, exposures=0, records=0, duplicates=0) not in whole
    assert told(language, "balance.holds") not in whole


@pytest.mark.parametrize("company", HOSTILE)
def test_a_name_is_data_whatever_it_holds(workspace, fonts, company):
    ledger = studio.empty(workspace, f"hostile-{HOSTILE.index(company)}")
    renamed = replace(ledger.engagement, company=company, recipient=company, deal_structure=DealStructure.MERGER)
    engagements.save(ledger.database, renamed)
    whole = "".join(pages(snapshot(ledger, "zh", studio.AUTHOR, AT, fonts).pdf))
    if company.isascii():
        assert bare(company) in whole.replace("\u200b", "")
    if "🙂" in company:
        assert "[U+1F642]" in whole
        assert "名" in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reviewed_sample_is_stated_with_its_size_and_its_interval(ledger: Ledger, language: str) -> None:
    sample = [one.finding for one in drawn(ledger.database)][:2]
    event = actions()["review"](ledger, studio.AUTHOR, findings=sample, state="confirmed", sampled=True).sequence
    try:
        printed = str(content(ledger, language, studio.AUTHOR, AT))
        known = precision(ledger.database)
        assert known.judged == 2 and known.estimate
        figures = {"share": "100.0%", "low": f"{known.estimate.low:.1%}", "high": "100.0%", "judged": "2"}
        covered = f"{known.covered / known.findings:.1%}"
        assert words(language)("report.method.precision_estimated", covered=covered, **figures) in printed
        assert words(language)("report.method.precision_unreviewed") not in printed
    finally:
        actions()["undo_review"](ledger, studio.AUTHOR, event=event)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_rule_is_printed_with_its_reason_and_name(tmp_path: Path, language: str) -> None:
    opened = Workspace(tmp_path / "workspace")
    ledger = studio.filled(opened)
    rule = next(line.rule for line in retention_status(ledger.database, Selection()).rules)
    entry = writing.stated(rules_of(ledger.database).retention_rules[rule]) | {"label": {"zh": "改名", "en": "Renamed"}}
    params = {"section": "retention_rules", "rule": rule, "reason": "the group's policy", "content": entry}
    actions()["override_rule"](ledger, ACTOR, **params)
    said = str(content(ledger, language, ACTOR, AT))
    assert "the group's policy" in said and ACTOR.name in said and words(language)("report.method.adjusted") in said
    opened.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_are_told_by_how_far_they_are_and_never_by_what_they_say(workspace: Workspace, language: str) -> None:
    ledger = studio.empty(workspace, f"notices-{language}")
    said = {"kind": "NT-CLOSE", "language": "zh", "texts": {"processor": "只在信里的话"}}
    actions()["write_notice"](ledger, ACTOR, **said)
    how = {"sent_on": studio.AS_OF, "channels": ["website", "post"], "people": 4321, "sent_by": "客服甲"}
    actions()["send_notice"](ledger, ACTOR, number=1, **how)
    printed = str(content(ledger, language, studio.AUTHOR, AT))
    rules, say = rules_of(ledger.database), words(language)
    told = [say("report.notices.title"), say("notices.standing.incomplete"), "4,321"]
    told += [rules.notices["NT-CLOSE"].label[language], rules.notice_fields["dates"].label[language]]
    told += [rules.notice_channels["website"].label[language]]
    assert [one for one in told if one not in printed] == []
    assert "只在信里的话" not in printed and "客服甲" not in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_typeset_whatever_is_written_in_it(ledger: Ledger, fonts: Path, language: str) -> None:
    rules = rules_of(ledger.database)
    texts = {need.field: HOSTILE[at % 3] for at, need in enumerate(rules.notices["NT-23"].fields)}
    told = letter(rules, rules.notices["NT-23"], texts, language, ledger.engagement, mark="X")
    assert bare(told.title) in "".join(pages(letter_pdf(told, AT, fonts)))
