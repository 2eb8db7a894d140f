import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from engine.store.workspace import Ledger, Workspace

ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")  # the same examples every time; new ones are looked for on developers' machines

ACTOR = Profile("顾问甲", ProfileRole.CONSULTANT)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The shared corpora, or a skip that says so."""
    folder = Path(os.environ.get("CLOSEOUT_CORPORA", ROOT.parent / "shared" / "corpora"))
    if not folder.is_dir():
        pytest.skip("corpora not here: set CLOSEOUT_CORPORA to run this test")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An empty workspace."""
    workspace = Workspace(tmp_path / "workspace")
    yield workspace
    workspace.close()


@pytest.fixture
def ledger(workspace: Workspace) -> Ledger:
    """An engagement without sources."""
    return workspace.create(Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21)))


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Streamlit's AppTest leaves its script as the main module, from which no worker process can be started."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
