"""Move a risk's impact or likelihood by one step, for a written reason; the register is computed again at once."""

from datetime import UTC, datetime

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.rules import Axis
from engine.pipeline import assessing
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, scenario: str, axis: str, steps: int, reason: str) -> Event:
    """Keep the judgement; there is one on each axis of a scenario at most, and none without a reason."""
    if scenario not in rules_of(ledger.database).scenarios:
        raise ActionableError("scenario_unknown", scenario=scenario)
    if axis not in list(Axis) or steps not in (-1, 1):
        raise ActionableError("judgement_unfit")
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        standing = "SELECT count(*) FROM risk_judgement WHERE scenario = ? AND axis = ? AND NOT undone"
        if ledger.database.value(standing, [scenario, axis]):
            raise ActionableError("already_judged")
        number = int(str(ledger.database.value("SELECT coalesce(max(number), 0) + 1 FROM risk_judgement")))
        writer.execute(
            "INSERT INTO risk_judgement VALUES (?, ?, ?, ?, ?, ?, ?, false)",
            [number, scenario, axis, steps, reason.strip(), actor.name, datetime.now(UTC).date()],
        )
        assessing.assess_risks(ledger)
        facts = {
            "scenario": scenario,
            "axis": axis,
            "steps": f"{steps:+d}",
            "judgement": number,
            "reason": reason.strip(),
        }
        return ledger.audit.append(actor, "risk_modified", facts)
