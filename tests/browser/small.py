"""A small engagement that is there before the desk is served: the one of the page tests, scanned."""

from datetime import date
from io import BytesIO
from pathlib import Path

from engine.desk import Desk
from engine.model.engagement import DealStructure, Engagement
from engine.model.events import Profile, ProfileRole
from tests.browser.looking import WHO
from tests.pages.conftest import sources

SMALL = Engagement(
    "small",
    "青禾影像工作室（测试）",
    DealStructure.ASSET_TRANSFER,
    date(2026, 1, 15),
    staff_domains=("studio.example",),
)


def scanned(workspace: Path) -> Path:
    """Make it in this workspace, and give the workspace back."""
    actor, desk = Profile(WHO, ProfileRole.CONSULTANT), Desk(workspace, workers=1)
    try:
        desk.add_profile(actor)
        desk.create(SMALL, actor)
        seat = desk.seat(SMALL.slug, actor)
        for name, content in sources().items():
            seat.receive(name, BytesIO(content))
        seat.start_scan()
        seat.wait_for_scan()
    finally:
        desk.close()
    return workspace
