"""A desk with people and engagements for page tests: one without sources, one small and scanned."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pandas import DataFrame
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from tests.small import sources

ROOT = Path(__file__).resolve().parents[2]
APP = str(ROOT / "app.py")
CONSULTANT = Profile("Test Consultant", ProfileRole.CONSULTANT)
EMPTY, SCANNED = "empty-case", "scanned-case"
_SECONDS = 60


def _engagement(slug: str, company: str) -> Engagement:
    return Engagement(
        slug,
        company,
        DealStructure.ASSET_TRANSFER,
        date(2026, 1, 15),
        date(2026, 3, 1),
        staff_domains=("studio.example",),
    )


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """``filled("papers")``: a workspace of one's own with both engagements; no desk has it open, the app will."""
    made = _made(tmp_path_factory.mktemp("made"))
    return lambda name: shutil.copytree(made, tmp_path_factory.mktemp(name) / "workspace")


@pytest.fixture(scope="session")
def workspace(filled: Callable[[str], Path]) -> Path:
    """A workspace with both engagements, shared by all pages' tests."""
    return filled("shared")


def _made(folder: Path) -> Path:
    desk = Desk(folder, workers=1)
    desk.add_profile(CONSULTANT)
    desk.create(_engagement(EMPTY, "Empty Co"), CONSULTANT)
    desk.create(_engagement(SCANNED, "Studio & Co *stars*"), CONSULTANT)
    seat = desk.seat(SCANNED, CONSULTANT)
    for name, content in sources().items():
        seat.receive(name, BytesIO(content))
    seat.start_scan()
    seat.wait_for_scan()
    desk.close()
    return folder


@pytest.fixture
def page(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """``page("findings", "en", type="PHONE")``: that page of the scanned engagement, run, with these URL parameters."""
    monkeypatch.setenv("CLOSEOUT_WORKSPACE", str(workspace))

    def opened(screen: str, language: str = "zh", engagement: str = SCANNED, **query: str) -> AppTest:
        from pages.frame.navigation import SCREENS

        test = AppTest.from_file(APP, default_timeout=_SECONDS)
        test.session_state["profile"] = CONSULTANT
        for name, value in {"lang": language, "engagement": engagement, **query}.items():
            test.query_params[name] = value
        return (test if screen == "overview" else test.switch_page(SCREENS[screen].path)).run()

    return opened


def texts(test: AppTest) -> str:
    """Everything the page says, for finding words in it."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "success", "info")
    said = [str(one.value) for kind in kinds for one in test.get(kind)]
    return "\n".join([*said, *(str(one.proto.body) for one in test.get("html") if hasattr(one.proto, "body"))])


def figures(test: AppTest) -> dict[str, str]:
    """The numbers of the page that lead somewhere, by their labels."""
    found: dict[str, str] = {}
    for block in _blocks(test.main):
        for above, below in pairwise(block.children.values()):
            told = below.proto.label if below.type == "page_link" else str(getattr(below, "value", ""))
            if above.type == "caption" and told.startswith("**" if below.type == "page_link" else "[**"):
                found[str(getattr(above, "value", ""))] = told.strip("[*").partition("*")[0]
    return found


def _blocks(block: Block) -> Iterator[Block]:
    yield block
    for one in block.children.values():
        if isinstance(one, Block):
            yield from _blocks(one)


def listing(test: AppTest, column: str) -> DataFrame:
    """The first list of the page that has this column."""
    return next(one.value for one in test.dataframe if column in one.value.columns)


def stated(test: AppTest, name: str) -> str:
    """A parameter of the URL."""
    value = test.query_params[name]
    return value if isinstance(value, str) else value[0]
