"""Tasks as people work on them: evidence kind by kind, files that come back and go for good, planning, own tasks."""

from datetime import date
from hashlib import sha256

import pytest

from engine.act import actions
from engine.model.errors import ActionableError
from engine.store.workspace import Ledger
from engine.views.task import task_detail
from engine.views.tasks import TaskLine, tasks
from tests.conftest import ACTOR

CONTENT = bytes(range(256)) * 5000
"""More than one frame of the vault."""


def line(ledger: Ledger, task: str) -> TaskLine:
    found = tasks(ledger.database).of(task)
    assert found
    return found


def do(ledger: Ledger, action: str, **params: object) -> dict[str, object]:
    return dict(actions()[action](ledger, ACTOR, **params).facts)


def test_a_task_is_done_when_each_kind_is_answered_by_a_file_or_in_writing(ledger: Ledger) -> None:
    assert line(ledger, "P-01").missing == ("project_charter", "facts_sheet")
    do(ledger, "attach_evidence", task="P-01", kind="project_charter", name="charter.pdf", content=CONTENT)
    assert line(ledger, "P-01").missing == ("facts_sheet",)
    with pytest.raises(ActionableError, match="evidence_kinds_missing"):
        do(ledger, "update_task", task="P-01", state="done")
    do(ledger, "update_task", task="P-01", state="done", references={"facts_sheet": "minutes no. 3"})
    done = line(ledger, "P-01")
    assert (done.state, done.missing) == ("done", ())
    with pytest.raises(ActionableError, match="evidence_kinds_missing"):
        do(ledger, "update_task", task="P-01", state="done", references={"facts_sheet": ""})


def test_a_file_comes_back_as_it_was_lies_encrypted_and_is_gone_when_it_is_removed(ledger: Ledger) -> None:
    name = "../边界/说明\n书.pdf"
    facts = do(ledger, "attach_evidence", task="P-02", kind="scope_definition", name=name, content=CONTENT)
    file = str(facts["file"])
    (kept,) = task_detail(ledger.database, "P-02").files
    assert (kept.name, kept.bytes, kept.sha256) == ("说明书.pdf", len(CONTENT), sha256(CONTENT).hexdigest())
    assert "说明" not in str(facts)
    pack = ledger.folder / "vault" / f"{file}.pack"
    assert CONTENT[:64] not in pack.read_bytes()
    with ledger.vault.open(file) as opened:
        assert opened.read() == CONTENT
    copy = pack.read_bytes()
    do(ledger, "remove_evidence", file=file, reason="the wrong version")
    assert not pack.exists() and task_detail(ledger.database, "P-02").files == ()
    pack.write_bytes(copy)
    with ledger.vault.open(file) as opened:
        assert opened.read() == b"", "without its key even a copy of the pack is nothing"


def test_two_files_never_share_a_key(ledger: Ledger) -> None:
    for _ in range(2):
        do(ledger, "attach_evidence", task="P-02", kind="", name="same.txt", content=b"the same bytes")
    keys = ledger.database.rows("SELECT data_key FROM piece WHERE source LIKE 'E-%'")
    assert len({row[0] for row in keys}) == 2


def test_a_day_that_was_not_moved_follows_the_closing(ledger: Ledger) -> None:
    planned = line(ledger, "P-02").planned
    do(ledger, "update_task", task="P-02", state="in_progress", due=planned)
    do(ledger, "plan_tasks", tasks=["P-03"], shift=5, reason="the lawyer is away")
    moved = line(ledger, "P-03").due
    with ledger.database.writing() as writer:
        writer.execute("UPDATE task SET due = due + 10")
    assert planned and (line(ledger, "P-02").due - planned).days == 10  # type: ignore[operator]
    assert line(ledger, "P-03").due == moved


def test_planning_reaches_what_is_open_and_says_what_it_reached(ledger: Ledger) -> None:
    do(ledger, "update_task", task="P-02", state="not_applicable", reason="no mail at all")
    reached = do(ledger, "plan_tasks", tasks=["P-01", "P-02", "nothing"], assignee="顾问乙")
    assert reached["tasks"] == ["P-01"]
    assert (line(ledger, "P-01").assignee, line(ledger, "P-02").assignee) == ("顾问乙", "")
    assert "tasks_planned" in [one.kind for one in task_detail(ledger.database, "P-01").history]


def test_a_task_of_ones_own_stands_with_the_others_and_survives_assessing_anew(ledger: Ledger) -> None:
    from engine.pipeline.assessing import assess

    task = str(
        do(
            ledger, "add_task", title="归还门店钥匙", phase="close", responsible="OWN", accountable="MGT", gate=True,
            consulted=["IT"], due=date(2026, 12, 1), assignee="顾问乙",
        )["task"]
    )  # fmt: skip
    assess(ledger)
    own = line(ledger, task)
    assert (own.rule.label["en"], own.rule.raci.C, own.due, own.assignee, own.gate) == (
        "归还门店钥匙", ("IT",), date(2026, 12, 1), "顾问乙", True,
    )  # fmt: skip
    assert own.planned != own.due and tasks(ledger.database).lines[-1] == own
    do(ledger, "update_task", task=task, state="done", due=own.due)
    do(ledger, "comment_task", task=task, text="客户陈安安已确认")
    assert [one.text for one in task_detail(ledger.database, task).comments] == ["客户陈安安已确认"]
    assert "陈安安" not in str([event.facts for event in ledger.audit.events()])
