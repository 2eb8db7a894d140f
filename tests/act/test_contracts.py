"""What every action promises: one event, its actor in it, nothing changed when it is refused.

An action's cases stand in `cases/<area>.py`: what it is done with, and what it refuses.
"""

from collections.abc import Callable

import pytest

from engine.act import actions
from engine.model.errors import ActionableError
from engine.store.workspace import Ledger
from engine.strings import LANGUAGES, words
from engine.views.balance import balance
from engine.views.selection import Selection
from tests.act.cases import disposition, engagement, papers, people, review, risks, sources, work
from tests.act.cases.given import HOLD, SECOND, Params
from tests.conftest import ACTOR

AREAS = (disposition, engagement, papers, people, review, risks, sources, work)
CASES = {name: params for area in AREAS for name, params in area.CASES.items()}
REFUSED = [refused for area in AREAS for refused in area.REFUSED]
BY_A_SECOND = {"approve_decision", "reject_decision"}


def test_every_action_is_tried_in_one_area() -> None:
    assert sorted(name for area in AREAS for name in area.CASES) == sorted(actions())


def test_what_an_area_refuses_is_its_own() -> None:
    assert not [name for area in AREAS for name, _, _ in area.REFUSED if name not in area.CASES]


@pytest.mark.parametrize("name", sorted(CASES))
def test_an_action_leaves_one_event_by_its_actor_and_keeps_the_sums(ledger: Ledger, name: str) -> None:
    params = CASES[name](ledger)
    before, contents = ledger.audit.last_sequence(), _contents(ledger)
    actor = SECOND if name in BY_A_SECOND else ACTOR
    event = actions()[name](ledger, actor, **params)
    ledger.audit.publish()
    assert ledger.audit.last_sequence() == before + 1 == event.sequence
    assert (event.actor, event.actor_role) == (actor.name, str(actor.role))
    assert ledger.audit.verify().intact
    assert balance(ledger.database).difference == 0
    for language in LANGUAGES:
        assert f"event.{event.kind}" in words(language)
    changed = {table for (table, stamp), rows in _contents(ledger).items() if contents.get((table, stamp)) != rows}
    assert "event" in changed
    for table, stamp in contents:
        assert table not in changed or ledger.database.stamp(table) != stamp, f"{table} changed and answers do not know"


def _contents(ledger: Ledger) -> dict[tuple[str, int], list[int]]:
    """What stands in each table, by its name and the stamp that answers which read it are kept by."""
    names = ledger.database.rows("SELECT table_name FROM duckdb_tables() WHERE database_name = 'e'")
    each = (f"SELECT '{name}', count(*), sum(hash(t) % 1000000007) FROM {name} t" for (name,) in names)
    return {(name, ledger.database.stamp(name)): rows for name, *rows in ledger.database.rows(" UNION ALL ".join(each))}


@pytest.mark.parametrize(("name", "params", "key"), REFUSED)
def test_a_refused_action_changes_nothing_and_says_why(
    ledger: Ledger, name: str, params: Callable[[Ledger], Params], key: str
) -> None:
    stated = params(ledger)
    before = ledger.audit.last_sequence()
    with pytest.raises(ActionableError) as refused:
        actions()[name](ledger, ACTOR, **stated)
    assert refused.value.key == key
    assert ledger.audit.last_sequence() == before
    for language in LANGUAGES:
        assert words(language).sentence(refused.value)


@pytest.mark.parametrize("name", ["decide", "carry_out", "destroy", "withdraw_source"])
def test_a_hold_wins(ledger: Ledger, name: str) -> None:
    params = CASES[name](ledger)
    actions()["place_hold"](ledger, ACTOR, **HOLD, reach="filter", selection=Selection())
    with pytest.raises(ActionableError, match="records_on_hold"):
        actions()[name](ledger, ACTOR, **params)
