"""What is done on a page before its picture is taken."""

import re
from contextlib import nullcontext, suppress

from playwright.sync_api import Page, TimeoutError

from docs.tour import Step
from engine.strings import Words
from tests.browser.desk import settled
from tests.browser.looking import tick as tick_row

_TRIES, _A_TRY = 5, 3_000  # milliseconds


def press(key: str) -> Step:
    """Press the button or toggle under a key that begins so."""

    def step(page: Page, _: Words) -> None:
        page.locator(f"[class*='st-key-{key}']").locator("button, label").first.click()
        settled(page)

    return step


def press_word(word: str) -> Step:
    """Press the button or segment that says this first."""

    def step(page: Page, words: Words) -> None:
        page.get_by_role("button").or_(page.get_by_role("radio")).filter(has_text=words(word)).first.click()
        settled(page)

    return step


def unfold(title: str) -> Step:
    """Open the first expander whose title holds the longest piece of this one that no number interrupts."""

    def step(page: Page, words: Words) -> None:
        said = max(re.split(r"\{\w+\}|\[[^\]]*\]", words(title)), key=len).strip()
        page.get_by_test_id("stExpander").locator("summary").filter(has_text=said).first.click()
        settled(page)

    return step


def tick(table: int, row: int = 0) -> Step:
    """Tick a row of a list, lists and rows counted from 0."""
    return lambda page, _: tick_row(page, table, row)


def pick(key: str) -> Step:
    """Choose the first option of a select box; one that is drawn anew meanwhile loses its list and is opened again."""

    def step(page: Page, _: Words) -> None:
        box = page.locator(f"[class*='st-key-{key}']").get_by_role("combobox")
        for patience in (*[_A_TRY] * _TRIES, None):
            box.press("ArrowDown")
            with suppress(TimeoutError) if patience else nullcontext():
                page.get_by_role("option").first.click(timeout=patience)
                break
        page.keyboard.press("Tab")
        settled(page)

    return step


def write(key: str, text: str) -> Step:
    """Write a text into a box and press Enter."""

    def step(page: Page, _: Words) -> None:
        box = page.locator(f"[class*='st-key-{key}']").get_by_role("textbox")
        box.fill(text)
        box.press("Enter")
        settled(page)

    return step
