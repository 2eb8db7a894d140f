from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from engine.store.workspace import Ledger, Workspace

ACTOR = Profile("顾问甲", ProfileRole.CONSULTANT)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    workspace = Workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


@pytest.fixture
def ledger(workspace: Workspace) -> Ledger:
    return workspace.create(Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21)))
