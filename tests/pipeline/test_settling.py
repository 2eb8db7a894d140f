"""Who decides about a finding: a person, then patterns, then the lists, then the engine; the newest among equals."""

import io
from collections.abc import Callable

import pytest

from engine.act import actions
from engine.model.events import Event
from engine.pipeline import intake
from engine.pipeline.following import Following
from engine.pipeline.scanning import Scan
from engine.store import reviews
from engine.store.workspace import Ledger
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

TABLE = "编号,邮箱,备注\n1,a@shop.test,请找小圆子，会员 GY-2041\n2,b@home.test,小圆子说a@shop.test可以\n"
Step = Callable[[Ledger], Event]


@pytest.fixture
def shop(ledger: Ledger) -> Ledger:
    """A scanned table: a@shop.test twice, b@home.test once."""
    _receive(ledger, "a.csv", TABLE)
    return ledger


def _receive(ledger: Ledger, name: str, content: str) -> None:
    intake.receive(ledger, name, io.BytesIO(content.encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]


def _finding(ledger: Ledger, masked: str = "a***@shop.test", field: str = "邮箱") -> str:
    return str(ledger.database.value("SELECT id FROM finding WHERE masked = ? AND field = ?", [masked, field]))


def _said(ledger: Ledger, finding: str) -> tuple[str, str]:
    return ledger.database.rows("SELECT state, decided_by FROM finding WHERE id = ?", [finding])[0]


def person(state: str) -> Step:
    return lambda ledger: actions()["review"](ledger, ACTOR, findings=[_finding(ledger)], state=state)


def pattern(state: str, reach: str = "value", **more: object) -> Step:
    return lambda ledger: actions()["review_pattern"](
        ledger, ACTOR, reach=reach, state=state, reason="r", finding=_finding(ledger), **more
    )


def allow(**what: object) -> Step:
    return lambda ledger: actions()["list_value"](ledger, ACTOR, kind="allow", reason="r", **what)


def deny(**what: object) -> Step:
    return lambda ledger: actions()["list_value"](ledger, ACTOR, kind="deny", reason="r", **what)


def undo(step: int) -> Step:
    """Take back what the step with this place in the case did."""
    return lambda ledger: actions()["undo_review"](ledger, ACTOR, event=_events(ledger)[step])


def _events(ledger: Ledger) -> list[int]:
    kinds = ("findings_reviewed", "pattern_reviewed", "value_listed", "review_undone")
    return sorted(event.sequence for event in ledger.audit.events() if event.kind in kinds)


OURS = {"reach": "domain", "text": "shop.test"}
MAIL = {"entity_type": "EMAIL"}
CASES: list[tuple[list[Step], tuple[str, str]]] = [
    ([], ("open", "")),
    ([allow(**OURS)], ("rejected", "allow")),
    ([allow(text="A@shop.test")], ("rejected", "allow")),
    ([allow(text="shop", reach="word", **MAIL)], ("rejected", "allow")),
    ([allow(text="hop", reach="word", **MAIL)], ("open", "")),
    ([allow(text="a@shop.test", entity_type="PERSON")], ("open", "")),
    ([deny(text="a@shop.test", **MAIL)], ("open", "deny")),
    ([allow(**OURS), deny(text="a@shop.test", **MAIL)], ("open", "deny")),
    ([deny(text="a@shop.test", **MAIL), allow(**OURS)], ("rejected", "allow")),
    ([allow(**OURS), pattern("confirmed")], ("confirmed", "pattern")),
    ([pattern("confirmed"), allow(**OURS)], ("confirmed", "pattern")),
    ([pattern("rejected"), pattern("confirmed", "domain")], ("confirmed", "pattern")),
    ([pattern("rejected", "column")], ("rejected", "pattern")),
    ([pattern("rejected", "recognizer")], ("rejected", "pattern")),
    ([person("confirmed"), pattern("rejected")], ("confirmed", "person")),
    ([pattern("rejected"), person("open")], ("open", "person")),
    ([person("rejected"), person("confirmed")], ("confirmed", "person")),
    ([person("rejected"), person("confirmed"), undo(1)], ("rejected", "person")),
    ([person("rejected"), person("confirmed"), undo(0)], ("confirmed", "person")),
    ([person("confirmed"), pattern("rejected"), undo(0)], ("rejected", "pattern")),
    ([pattern("rejected"), person("confirmed"), undo(0)], ("confirmed", "person")),
    ([pattern("rejected"), undo(0)], ("open", "")),
    ([allow(**OURS), undo(0)], ("open", "")),
    ([deny(text="a@shop.test", **MAIL), undo(0)], ("open", "")),
]


@pytest.mark.parametrize(("steps", "expected"), CASES)
def test_the_strongest_and_newest_word_stands(shop: Ledger, steps: list[Step], expected: tuple[str, str]) -> None:
    for step in steps:
        step(shop)
    assert _said(shop, _finding(shop)) == expected
    other = _finding(shop, "b***@home.test")
    assert _said(shop, other)[0] == ("rejected" if _reaches_all(shop) else "open")


def _reaches_all(ledger: Ledger) -> bool:
    return any(rule.reach in ("column", "recognizer") for rule in reviews.rules(ledger.database))


@pytest.mark.parametrize("reach", ["value", "domain", "column"])
def test_findings_of_later_scans_follow_the_pattern(shop: Ledger, reach: str) -> None:
    pattern("rejected", reach, everywhere=True)(shop)
    _receive(shop, "later.csv", "编号,邮箱\n7,a@shop.test\n")
    later = shop.database.rows(
        "SELECT f.state, f.decided_by FROM finding f JOIN record r ON r.id = f.record"
        " JOIN source s ON s.sha256 = r.source WHERE s.name = 'later.csv'"
    )
    assert later == [("rejected", "pattern")]


def test_a_column_of_one_source_leaves_other_sources_alone(shop: Ledger) -> None:
    pattern("rejected", "column")(shop)
    _receive(shop, "later.csv", "编号,邮箱\n7,c@shop.test\n")
    assert _said(shop, _finding(shop, "c***@shop.test")) == ("open", "")


def test_a_decision_holds_for_the_same_finding_in_a_duplicate(shop: Ledger) -> None:
    _receive(shop, "again.csv", TABLE + "3,c@shop.test,\n")
    person("rejected")(shop)
    twins = "SELECT count(*) FROM finding WHERE masked = 'a***@shop.test' AND field = '邮箱' AND state = 'rejected'"
    assert shop.database.value(twins) == 2
    undo(0)(shop)
    assert shop.database.value(twins) == 0


@pytest.mark.parametrize("source", [1, 2])
def test_a_rule_for_one_source_holds_for_the_same_finding_in_a_duplicate(shop: Ledger, source: int) -> None:
    """As many as were announced; a person who stands in duplicates alone would be nobody's."""
    _receive(shop, "again.csv", TABLE + "3,c@shop.test,\n")
    query = """SELECT f.id FROM finding f JOIN record r ON r.id = f.record JOIN source s ON s.sha256 = r.source
        WHERE s.ordinal = ? AND f.masked = 'a***@shop.test' AND f.field = '邮箱'"""
    finding = shop.database.value(query, [source])
    made = actions()["review_pattern"](shop, ACTOR, reach="column", state="rejected", reason="r", finding=finding)
    settled = "SELECT count(*) FROM finding WHERE field = '邮箱' AND state = 'rejected'"
    assert shop.database.value(settled) == made.facts["findings"] == (4 if source == 1 else 5)
    actions()["undo_review"](shop, ACTOR, event=made.sequence)
    assert shop.database.value(settled) == 0


def test_what_is_denied_is_found_in_stored_and_in_later_text(shop: Ledger) -> None:
    deny(text="小圆子", entity_type="PERSON")(shop)
    deny(text="GY-####", reach="shape", entity_type="MEMBER_ID")(shop)
    assert reviews.pending(shop.database)
    Following(shop).run()
    assert not reviews.pending(shop.database)
    listed = "SELECT entity_type, masked, recognizer, state, decided_by FROM finding WHERE listed > 0 ORDER BY 1, 2"
    stored = shop.database.rows(listed)
    assert stored == [
        ("MEMBER_ID", "G*-****", "deny_list", "open", "deny"),
        ("PERSON", "小**", "deny_list", "open", "deny"),
        ("PERSON", "小**", "deny_list", "open", "deny"),
    ]
    _receive(shop, "later.csv", "编号,备注\n7,小圆子 gy 2042 GY-20421\n")
    assert len(shop.database.rows(listed)) == len(stored) + 2


def test_what_is_denied_hides_what_the_engine_took_for_another_type_until_it_is_withdrawn(shop: Ledger) -> None:
    deny(text="a@shop.test", entity_type="WECHAT_ID")(shop)
    Following(shop).run()
    assert _said(shop, _finding(shop)) == ("rejected", "deny")
    undo(0)(shop)
    Following(shop).run()
    assert _said(shop, _finding(shop)) == ("open", "")
    assert not shop.database.value("SELECT count(*) FROM finding WHERE listed > 0")


def test_withdrawing_one_entry_brings_back_what_it_hid_from_another(shop: Ledger) -> None:
    deny(text="小圆子", entity_type="PERSON")(shop)
    Following(shop).run()
    deny(text="圆子", entity_type="PERSON")(shop)
    Following(shop).run()
    masked = "SELECT count(*) FROM finding WHERE listed > 0"
    assert shop.database.value(masked) == 2
    undo(0)(shop)
    Following(shop).run()
    assert shop.database.value(masked) == 2
    assert shop.database.rows("SELECT DISTINCT end_at - start_at FROM finding WHERE listed > 0") == [(2,)]


def test_a_filter_that_looks_at_review_decides_once_and_others_last(shop: Ledger) -> None:
    from engine.views.selection import Selection

    act = actions()["review_pattern"]
    act(shop, ACTOR, reach="filter", state="rejected", reason="r", selection=Selection(finding_state=("open",)))
    assert {row for row in shop.database.rows("SELECT state FROM finding")} == {("rejected",)}
    _receive(shop, "later.csv", "编号,邮箱\n7,c@shop.test\n")
    assert _said(shop, _finding(shop, "c***@shop.test")) == ("open", "")
    act(shop, ACTOR, reach="filter", state="confirmed", reason="r", selection=Selection(type=("EMAIL",)))
    _receive(shop, "last.csv", "编号,邮箱\n7,d@shop.test\n")
    assert _said(shop, _finding(shop, "d***@shop.test")) == ("confirmed", "pattern")


def test_no_event_holds_a_value(shop: Ledger) -> None:
    for step in (pattern("rejected"), allow(text="a@shop.test"), deny(text="小圆子", entity_type="PERSON"), undo(0)):
        step(shop)
    told = "".join(str(event.facts) for event in shop.audit.events())
    assert "a@shop" not in told and "小圆子" not in told and "邮箱" not in told
