"""Makes the pictures of the READMEs from the demo engagement: ``python -m docs.screenshots``."""

import io
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from engine.desk import Desk
from engine.model.events import Profile, ProfileRole
from engine.views.records import RecordLine, record_lines
from engine.views.selection import Selection
from tests.browser.desk import browser, served, settled

FOLDER = Path(__file__).resolve().parent / "images"
WHO = Profile("林顾问", ProfileRole.CONSULTANT)
SCREENS = (
    ("overview", "zh", False),
    ("findings", "zh", False),
    ("record", "zh", False),
    ("risks", "en", True),
    ("retention", "zh", False),
    ("people", "zh", False),
    ("tasks", "en", False),
    ("sources", "zh", False),
)
WIDTH, LEAST_HEIGHT, MOST_HEIGHT = 1440, 760, 1200
PAPER_PAGE, PAPER_DPI = 2, 96
_COLOURS = 256
_LETTER_FINDINGS = range(8, 16)  # so many findings make a letter worth showing


def main() -> None:
    """Scan the demo in a temporary workspace and write every picture."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder) / "workspace"
        record, paper = demo(workspace)
        keep("pdf-zh", printed(paper))
        with served(workspace) as address, browser() as chromium:
            for name, language, dark in SCREENS:
                path = "" if name == "overview" else name
                query = f"lang={language}&engagement=demo" + (f"&record={record}" if name == "record" else "")
                keep(
                    f"{name}-{language}{'-dark' if dark else ''}", picture(chromium, f"{address}/{path}?{query}", dark)
                )


def demo(workspace: Path) -> tuple[str, bytes]:
    """Make and scan the demo; the id of a letter that shows several kinds of finding, and the PDF."""
    desk = Desk(workspace)
    try:
        desk.add_profile(WHO)
        seat = desk.seat(desk.create_demo(WHO), WHO)
        seat.wait_for_scan()
        letters = seat.view(record_lines, Selection(kind=("message",), record_class=("order",)), 1, 500).lines
        return _telling(letters).id, seat.snapshot("zh").pdf
    finally:
        desk.close()


def _telling(letters: tuple[RecordLine, ...]) -> RecordLine:
    return max(letters, key=lambda letter: (letter.findings in _LETTER_FINDINGS, letter.sensitive))


def picture(chromium: Browser, url: str, dark: bool) -> bytes:
    """A page in its whole height, or as much of it as a reader wants to see at once."""
    context = chromium.new_context(
        viewport={"width": WIDTH, "height": LEAST_HEIGHT}, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.goto(url)
    page.get_by_role("button", name=WHO.name).click()
    page.locator(".st-key-page-head").wait_for()
    settled(page)
    height = page.get_by_test_id("stMainBlockContainer").evaluate("block => block.scrollHeight")
    page.set_viewport_size({"width": WIDTH, "height": max(LEAST_HEIGHT, min(height, MOST_HEIGHT))})
    page.mouse.move(WIDTH - 1, 1)
    settled(page)
    page.wait_for_timeout(1500)  # canvases and figures follow the new size without saying when they are done
    shot = page.screenshot(animations="disabled")
    context.close()
    return shot


def printed(pdf: bytes) -> bytes:
    """One page of the PDF."""
    page = str(PAPER_PAGE)
    command = ["pdftoppm", "-png", "-r", str(PAPER_DPI), "-f", page, "-l", page, "-"]
    return subprocess.run(command, input=pdf, capture_output=True, check=True).stdout  # noqa: S603 - fixed words


def keep(name: str, png: bytes) -> None:
    """Write a picture with a palette, which makes it a third as large."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    small = image.quantize(_COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
