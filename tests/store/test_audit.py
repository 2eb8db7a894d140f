import pytest

from engine.store.audit import AuditLog
from engine.store.workspace import Ledger, Workspace
from tests.conftest import ACTOR


@pytest.fixture
def written(ledger: Ledger) -> Ledger:
    for number in range(5):
        with ledger.database.writing():
            ledger.audit.append(ACTOR, "tested", {"number": number})
        ledger.audit.publish()
    return ledger


def test_an_untouched_log_is_intact(written: Ledger) -> None:
    checked = written.audit.verify()
    assert checked.intact and checked.events == 5
    assert [event.sequence for event in written.audit.events()] == [5, 4, 3, 2, 1]


@pytest.mark.parametrize(
    ("tampering", "found_at"),
    [
        ("UPDATE event SET facts = '{\"number\": 9}' WHERE sequence = 3", 3),
        ("UPDATE event SET actor = 'somebody else' WHERE sequence = 2", 2),
        ("UPDATE event SET happened_at = '2020-01-01T00:00:00.000+00:00' WHERE sequence = 1", 1),
        ("DELETE FROM event WHERE sequence = 4", 4),
        ("DELETE FROM event WHERE sequence = 5", 5),
        ("DELETE FROM event", 1),
        ("INSERT INTO event SELECT 6, happened_at, actor, actor_role, kind, facts, hash, hash FROM event LIMIT 1", 6),
    ],
)  # fmt: skip
def test_tampering_is_found_where_it_begins(written: Ledger, tampering: str, found_at: int) -> None:
    with written.database.writing() as writer:
        writer.execute(tampering)
    assert written.audit.verify().broken_at == found_at


def test_a_log_rewritten_as_a_whole_does_not_fit_the_sealed_head(written: Ledger, tmp_path) -> None:
    events = list(reversed(written.audit.events()))
    with written.database.writing() as writer:
        writer.execute("DELETE FROM event")
        forged = AuditLog(written.database, tmp_path / "elsewhere", bytes(32))
        for event in events:
            forged.append(ACTOR, event.kind, {"number": 7})
    assert written.audit.verify().broken_at is not None


def test_a_crash_between_commit_and_sealing_is_no_tampering(written: Ledger) -> None:
    with written.database.writing():
        written.audit.append(ACTOR, "tested", {})
    assert written.audit.verify().intact


def test_a_rolled_back_action_leaves_no_event(written: Ledger) -> None:
    with pytest.raises(RuntimeError), written.database.writing():
        written.audit.append(ACTOR, "tested", {})
        raise RuntimeError
    assert written.audit.last_sequence() == 5


def test_the_log_survives_closing(written: Ledger, workspace: Workspace) -> None:
    workspace.close()
    assert workspace.open("studio").audit.verify().intact
