from engine.act import actions
from engine.catalogue import catalogue
from engine.store.workspace import Ledger
from engine.views.risks import STAGES, register
from tests.conftest import ACTOR


def test_the_register_moves_to_the_grid_of_the_chosen_method(ledger: Ledger) -> None:
    for method in catalogue().methods.values():
        actions()["choose_method"](ledger, ACTOR, method=method.id, reason="asked for by the client")
        lines = register(ledger.database).lines
        assert lines and ledger.engagement.risk_method == method.id
        for point in (line.at(stage) for line in lines for stage in STAGES):
            assert method.grid[point.impact][point.likelihood] == point.level
