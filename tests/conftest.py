import os
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, settings

from engine.desk import Seat
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from engine.report.fonts import static_fonts
from engine.store.workspace import Ledger, Workspace
from tests.pipeline.pools import DetectingPool
from tests.small import scanned

ROOT = Path(__file__).resolve().parent.parent
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("untimed"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "untimed")
"""CI tries the same examples every time; new ones are looked for on developers' machines."""

ACTOR = Profile("顾问甲", ProfileRole.CONSULTANT)


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The shared corpora, or a skip that says so."""
    folder = Path(os.environ.get("CLOSEOUT_CORPORA", ROOT.parent / "shared" / "corpora"))
    if not folder.is_dir():
        pytest.skip("corpora not here: set CLOSEOUT_CORPORA to run this test")
    return folder


@pytest.fixture(scope="session")
def fonts(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Kept from run to run, because cutting the typeface takes seconds."""
    cache = pytestconfig.cache
    return cache.mkdir("report-fonts") if cache else tmp_path_factory.mktemp("report-fonts")


@pytest.fixture(scope="session", autouse=True)
def _once_for_all(fonts: Path) -> Iterator[None]:
    """Do once what every desk and database does anew: cut the typeface, load the models, check the cipher's signature.

    A database computes with one thread, as the runner has one process for each processor.

    What a test starts as a process of its own (command line, served desk, killed scan) does all three as everywhere.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Seat, "_fonts", fonts)
        patch.setattr("engine.desk.WorkerPool", DetectingPool)
        patch.setattr(
            duckdb, "connect", partial(duckdb.connect, config={"allow_unsigned_extensions": True, "threads": 1})
        )
        yield


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory, fonts: Path) -> Path:
    """A closed workspace with a small scanned engagement (`tests.small`) and the typeface, to be copied."""
    folder = scanned(tmp_path_factory.mktemp("small") / "workspace")
    shutil.copytree(static_fonts(fonts), folder / "fonts")
    return folder


@pytest.fixture(scope="session")
def studio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace whose engagement has no sources, to be copied: copying is cheaper than migrating."""
    folder = tmp_path_factory.mktemp("studio") / "workspace"
    made = Workspace(folder)
    made.create(Engagement("studio", "某某摄影", DealStructure.ASSET_TRANSFER, date(2026, 11, 21)))
    made.close()
    return folder


@pytest.fixture
def workspace(tmp_path: Path, studio: Path) -> Iterator[Workspace]:
    """An empty workspace, which can read a copy of the studio's engagement."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    shutil.copy2(studio / "master.key", folder)
    workspace = Workspace(folder)
    yield workspace
    workspace.close()


@pytest.fixture
def ledger(workspace: Workspace, studio: Path) -> Ledger:
    """An engagement without sources."""
    shutil.copytree(studio / "engagements", workspace.folder / "engagements", dirs_exist_ok=True)
    return workspace.open("studio")


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    """Streamlit's AppTest leaves its script as the main module, from which no worker process can be started."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
