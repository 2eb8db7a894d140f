"""What the last snapshot said of the risks, so that a later day can be compared with it."""

import json
from collections.abc import Mapping

from engine.store.database import Database
from engine.views.risks import register


def levels(database: Database) -> dict[str, str]:
    """Current and residual level of every scenario as a snapshot keeps them: ``{"S1": "high medium"}``."""
    return {line.scenario: f"{line.current.level} {line.residual.level}" for line in register(database).lines}


def last_levels(database: Database) -> Mapping[str, tuple[str, str]]:
    """Current and residual level of every scenario at the last snapshot that kept them."""
    stored = database.value(
        "SELECT facts FROM event WHERE kind = 'snapshot_made' AND json_extract(facts, '$.levels') IS NOT NULL"
        " ORDER BY sequence DESC LIMIT 1"
    )
    kept: dict[str, str] = json.loads(str(stored))["levels"] if stored else {}
    return {scenario: (pair.split(" ")[0], pair.split(" ")[-1]) for scenario, pair in kept.items()}
