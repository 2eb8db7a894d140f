"""Takes pictures of the demo: ``python -m docs.screenshots`` makes those of the READMEs and of the guide.

``--all FOLDER`` takes every page and what opens on it in every look, and every page of the PDF, for somebody to look
through; names after it choose some of `stops.STOPS`. ``--workspace DIR --engagement SLUG`` looks at what is there
instead of making the demo.
"""

import argparse
import io
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, TimeoutError

from docs.stops import STOPS
from docs.tour import Stop, Worth, decide, worth
from engine.desk import Desk
from engine.model.events import Profile, ProfileRole
from engine.strings import words
from tests.browser.desk import browser, served, settled

FOLDER = Path(__file__).resolve().parent / "images"
WHO, SECOND = Profile("林顾问", ProfileRole.CONSULTANT), Profile("陈经理", ProfileRole.MANAGER)
PAPER_PAGE, PAPER_DPI = 2, 96
LEAST_HEIGHT, README_HEIGHT, MOST_HEIGHT = 760, 1200, 6000
PATIENCE = 60_000  # milliseconds
_COLOURS = 256
_DRAWN = ".st-key-page-head, .st-key-new-card, .st-key-stage-head"  # of a page, the start screen, the presentation


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is looked at; `width` in CSS pixels."""

    language: str
    dark: bool = False
    width: int = 1440

    def __str__(self) -> str:
        narrow = "-narrow" if self.width < 640 else ""
        return f"{self.language}{narrow}{'-dark' if self.dark else ''}"


ZH, EN, EN_DARK = Look("zh"), Look("en"), Look("en", dark=True)
LOOKS = (ZH, EN_DARK, Look("zh", dark=True, width=390))
README = (
    ("overview", ZH),
    ("findings", ZH),
    ("record", ZH),
    ("risks", EN_DARK),
    ("retention", ZH),
    ("people", ZH),
    ("tasks", EN),
    ("sources", ZH),
)


GUIDE = (
    "search",
    "inventory",
    "basis",
    "disposition",
    "obligations",
    "notice",
    "registers",
    "present-05",
    "papers",
    "rules",
    "settings",
)
"""Stops whose pictures stand in the guide, in each of its languages."""


@dataclass(frozen=True, slots=True)
class Sight:
    """A served engagement: where, what of it is worth a look, and its papers by language."""

    address: str
    engagement: str
    worth: Worth
    papers: dict[str, bytes]


def main() -> None:
    """Write the pictures that were asked for."""
    asked = argparse.ArgumentParser(prog="python -m docs.screenshots")
    asked.add_argument("--all", type=Path, metavar="FOLDER")
    asked.add_argument("--workspace", type=Path)
    asked.add_argument("--engagement", default="demo")
    asked.add_argument("names", nargs="*")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        workspace = given.workspace or Path(folder) / "workspace"
        with sight(workspace, given.engagement) as seen, browser() as chromium:
            if given.all:
                everything(chromium, seen, given.all, given.names)
            else:
                readme(chromium, seen)


@contextmanager
def sight(workspace: Path, engagement: str) -> Iterator[Sight]:
    """Open the engagement, or make the demo with some decisions if the workspace is new, and serve it."""
    fresh = not workspace.exists()
    desk = Desk(workspace)
    try:
        if fresh:
            engagement = desk.create_demo(WHO)
        if WHO not in desk.profiles():
            desk.add_profile(WHO)
        seat = desk.seat(engagement, WHO)
        if fresh:
            seat.wait_for_scan()
            if SECOND not in desk.profiles():
                desk.add_profile(SECOND)
            decide(seat, desk.seat(engagement, SECOND))
        told, papers = worth(seat), {language: seat.snapshot(language).pdf for language in ("zh", "en")}
    finally:
        desk.close()
    with served(workspace) as address:
        yield Sight(address, engagement, told, papers)


def readme(chromium: Browser, seen: Sight) -> None:
    """The pictures of the READMEs and of the guide, small enough for a repository."""
    FOLDER.mkdir(exist_ok=True)
    keep("pdf-zh", printed(seen.papers["zh"], PAPER_PAGE)[0])
    stops = {stop.name: stop for stop in STOPS}
    for name, look in (*README, *((name, look) for look in (ZH, EN) for name in GUIDE)):
        keep(f"{name}-{look}", picture(chromium, seen, stops[name], look, README_HEIGHT))


def everything(chromium: Browser, seen: Sight, folder: Path, names: list[str]) -> None:
    """Every stop (or those named) in every look; one that an engagement has nothing for is said and left out."""
    folder.mkdir(parents=True, exist_ok=True)
    for language, paper in seen.papers.items() if not names or "pdf" in names else ():
        for number, page in enumerate(printed(paper), 1):
            (folder / f"pdf-{language}-{number:02}.png").write_bytes(page)
    for stop in STOPS:
        for look in LOOKS if not names or stop.name in names else ():
            try:
                (folder / f"{stop.name}-{look}.png").write_bytes(picture(chromium, seen, stop, look, MOST_HEIGHT))
            except TimeoutError as error:
                print(f"{stop.name} {look}: {str(error).splitlines()[-1]}", flush=True)


def picture(chromium: Browser, seen: Sight, stop: Stop, look: Look, most: int) -> bytes:
    """A page in its whole height, or as much of it as `most`."""
    context = chromium.new_context(
        viewport={"width": look.width, "height": LEAST_HEIGHT}, color_scheme="dark" if look.dark else "light"
    )
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(seen.address + stop.address(look.language, seen.engagement, seen.worth))
    page.get_by_role("button", name=WHO.name).click()
    page.locator(_DRAWN).first.wait_for()
    settled(page)
    for step in stop.steps:
        step(page, words(look.language))
    stretch(page, look.width, most)
    shot = page.screenshot(animations="disabled")
    context.close()
    return shot


def stretch(page: Page, width: int, most: int) -> None:
    """Make the window as high as the page; figures that follow the width may make it higher still."""
    for _ in range(2):
        height = page.get_by_test_id("stMainBlockContainer").evaluate("block => block.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(LEAST_HEIGHT, min(height, most))})
        settled(page)
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")  # a click may have rolled it down
    page.mouse.move(width - 1, 1)
    page.wait_for_timeout(1500)  # canvases and figures follow the new size without saying when they are done


def printed(pdf: bytes, only: int = 0) -> list[bytes]:
    """The pages of the PDF as pictures, or one of them."""
    with tempfile.TemporaryDirectory() as folder:
        some = ["-f", str(only), "-l", str(only)] if only else []
        command = ["pdftoppm", "-png", "-r", str(PAPER_DPI), *some, "-", f"{folder}/page"]
        subprocess.run(command, input=pdf, check=True)  # noqa: S603 - fixed words
        return [page.read_bytes() for page in sorted(Path(folder).iterdir())]


def keep(name: str, png: bytes) -> None:
    """Write a picture with a palette, which makes it a third as large."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    small = image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
