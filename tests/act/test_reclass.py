"""Re-classing: what the preview says is what comes, copies and attachments follow, and undoing gives back what was."""

import io

from engine.act import actions
from engine.pipeline import intake
from engine.pipeline.scanning import Scan
from engine.store.workspace import Ledger
from engine.views.balance import balance
from engine.views.reclassing import firsts, reclass_of, reclassing, standing
from engine.views.selection import Selection
from tests.act.conftest import MAILBOX, records_where
from tests.conftest import ACTOR
from tests.pipeline.pools import StraightPool

ENQUIRIES = Selection(record_class=("enquiry",))


def assessed(ledger: Ledger) -> dict[str, tuple]:
    rows = ledger.database.rows("SELECT record, record_class, class_rule, retention_state, keep_until FROM assessment")
    return {record: tuple(rest) for record, *rest in rows}


def test_all_under_a_filter_change_as_foretold_with_copies_and_attachments_and_come_back(ledger: Ledger) -> None:
    before, reached = assessed(ledger), firsts(ledger.database, selection=ENQUIRIES)
    foretold = reclassing(ledger.database, "contract", selection=ENQUIRIES)
    event = actions()["reclass"](
        ledger, ACTOR, selection=ENQUIRIES, record_class="contract", reason="they all became contracts"
    )
    after = assessed(ledger)
    changed = {record for record, now in after.items() if now != before[record]}
    assert set(reached) <= changed and foretold.records == len(changed)
    assert dict(foretold.classes) == {"enquiry": len(changed)}
    assert {after[record][0] for record in changed} == {"contract"}
    for told, found in ((foretold.before, before), (foretold.after, after)):
        assert dict(told) == {state: sum(found[one][2] == state for one in changed) for state, _ in told}
    notes = records_where(ledger, "r.kind = 'attachment' AND a.record_class = 'contract'")
    copies = records_where(ledger, "r.duplicate_of IS NOT NULL AND a.record_class = 'contract'")
    assert notes and copies and balance(ledger.database).difference == 0
    ((kept, count),) = standing(ledger.database)
    assert (kept.event, kept.selection) == (event.sequence, '{"record_class": "enquiry"}')
    assert count == len(records_where(ledger, "r.duplicate_of IS NULL AND a.class_rule = 'person'"))
    actions()["undo_reclass"](ledger, ACTOR, event=event.sequence)
    assert assessed(ledger) == before and not standing(ledger.database)


def test_the_last_word_stands_until_it_is_taken_back_also_for_copies_found_later(ledger: Ledger) -> None:
    record = firsts(ledger.database, selection=ENQUIRIES)[0]
    words = [
        actions()["reclass"](ledger, ACTOR, records=[record], record_class=one, reason="x").sequence
        for one in ("contract", "order")
    ]
    intake.receive(ledger, "more.mbox", io.BytesIO(f"{MAILBOX}  ".encode()), ACTOR)
    Scan(ledger, StraightPool(), ACTOR).run()  # type: ignore[arg-type]
    query = "SELECT a.record_class, count(*) FROM record r JOIN assessment a ON a.record = r.id"
    copies = f"{query} WHERE coalesce(r.duplicate_of, r.id) = '{record}' GROUP BY 1"
    assert ledger.database.rows(copies) == [("order", 3)]
    actions()["undo_reclass"](ledger, ACTOR, event=words[1])
    said = reclass_of(ledger.database, record)
    assert said and said.event == words[0] and ledger.database.rows(copies) == [("contract", 3)]
    actions()["undo_reclass"](ledger, ACTOR, event=words[0])
    assert reclass_of(ledger.database, record) is None and ledger.database.rows(copies) == [("enquiry", 3)]


def test_an_attachment_with_a_word_of_its_own_does_not_follow_its_message(ledger: Ledger) -> None:
    following = "r.kind = 'attachment' AND a.record_class = 'enquiry' AND r.duplicate_of IS NULL"
    note = records_where(ledger, following)[0]
    actions()["reclass"](ledger, ACTOR, records=[note], record_class="other", reason="a doodle")
    actions()["reclass"](ledger, ACTOR, selection=ENQUIRIES, record_class="contract", reason="x")
    assert assessed(ledger)[note][:2] == ("other", "person")
