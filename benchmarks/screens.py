"""How long the server takes for a click on every page, a search and each paper, in an engagement with many findings.

Run: python -m benchmarks.screens [FINDINGS] [--processor]

1,000,000 findings unless told otherwise, in a folder of its own that is removed at the end; seconds as they pass, or of
processor time, which other jobs on the machine change less.

The demo is scanned once and its records, findings and people are written again and again under other ids until there
are enough of them. The overview is opened with nothing counted, as by somebody who is faster than what is counted
ahead; the rest is counted ahead, as it is while people say who they are. A page is opened for the first time; somebody
decides about a finding, so that what rests on findings is counted anew; then the page is opened, opened again, opened
with a filter nobody asked for yet, and with that filter again; as Streamlit runs it, without the browser. All but the
first is done three times and the least is told, because a machine has other things to do.
"""

import argparse
import os
import resource
import statistics
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

from streamlit.testing.v1 import AppTest

from engine.desk.ahead import count_ahead
from engine.desk.seat import Seat
from engine.model.events import Profile, ProfileRole
from engine.model.papers import Paper
from engine.store.answers import Answers
from engine.store.database import Database
from engine.views.selection import Selection
from pages.frame import shell
from pages.frame.navigation import SCREENS
from pages.frame.opening import opened

ACTOR = Profile("bench", ProfileRole.CONSULTANT)
APP = str(Path(__file__).resolve().parents[1] / "app.py")
SECONDS = 600
CLOCK = time.perf_counter
_FILTERS = [{"type": "PHONE", "year": year} for year in ("2025", "2024", "2023")]
_SUFFIXED = (
    "id",
    "record",
    "subject",
    "finding",
    "duplicate_of",
    "value_hmac",
    "content_hash",
    "locator",
    "first_record",
)
_NUMBERED = {"record": "position", "thread": "number"}
_TABLES = (
    "record", "finding", "subject", "appearance", "attribution", "assessment", "tie", "component", "thread", "moment",
    "judgement", "statement", "standing", "owed", "debt",
)  # fmt: skip
_WORDS = ("陈", "wedding", "138", "相册")


def multiply(database: Database, findings: int) -> int:
    """Write what was found again under other ids until there are `findings`; answers how often."""
    had = int(str(database.value("SELECT count(*) FROM finding")))
    times = max(0, -(-findings // had) - 1)
    for table in _TABLES if times else ():
        columns = [name for (name,) in database.rows(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND database_name = 'e'", [table]
        )]  # fmt: skip
        taken = ", ".join(_again(table, name) for name in columns)
        with database.writing() as writer:
            writer.execute(f"INSERT INTO {table} SELECT {taken} FROM {table} one, range(1, {times + 1}) t(k)")
    database.checkpoint()
    return times + 1


def _again(table: str, name: str) -> str:
    if name in _SUFFIXED:
        return f"one.{name} || '.' || k"
    if _NUMBERED.get(table) == name:
        return f"one.{name} + k * (SELECT max({name}) + 1 FROM {table})"
    return f"one.{name}"


def forget(seat: Seat) -> float:
    """Decide about a finding, so that nothing which rests on findings is remembered; answers how long it takes."""
    finding, state = seat.view(_decided)
    return _timed(lambda: seat.perform("review", findings=[finding], state=state))


def _decided(database: Database) -> tuple[str, str]:
    """A finding, and a state that it does not have."""
    told = "SELECT id, CASE state WHEN 'open' THEN 'confirmed' ELSE 'open' END FROM finding ORDER BY id LIMIT 1"
    return database.rows(told)[0]


def _timed(run: Callable[[], object]) -> float:
    began = CLOCK()
    run()
    return CLOCK() - began


def _least(run: Callable[[], object]) -> float:
    return min(_timed(run) for _ in _FILTERS)


def restart(database: Database) -> None:
    """Know as little as a server that was just started."""
    database.answers = Answers(database.stamp)


def counted_ahead(database: Database) -> float:
    """Seconds for what is counted before anybody asks."""
    return _timed(lambda: count_ahead(database, Event()))


def pages(seat: Seat) -> None:
    """Each page: for the first time, deciding about a finding, the page then, again, with a filter, with it again."""
    print(f"{'page':14} {'first':>7} {'deciding':>9} {'then':>8} {'again':>8} {'a filter':>9} {'again':>8}   seconds")
    columns: list[list[float]] = []
    for screen in SCREENS:
        query = {"record": str(seat.view(_largest))} if screen == "record" else {}
        first = _drawn(screen, seat.slug, query)
        rounds = [_round(seat, screen, query, one) for one in _FILTERS]
        times = [first, *map(min, zip(*rounds, strict=True))]
        columns.append(times)
        print(f"{screen:14} {_row(times)}", flush=True)
    middle = [statistics.median(column) for column in zip(*columns, strict=True)]
    print(f"{'median':14} {_row(middle)}", flush=True)


def _round(seat: Seat, screen: str, query: Mapping[str, str], asked: Mapping[str, str]) -> list[float]:
    """Seconds of a decision about a finding, and of the page then, again, with a filter, with it again."""
    filtered = {**query, **{name: text for name, text in asked.items() if name in SCREENS[screen].facets}}
    decided = forget(seat)
    return [decided, *(_drawn(screen, seat.slug, one) for one in (query, query, filtered, filtered))]


def _row(times: list[float]) -> str:
    first, decided, *drawn = times
    return f"{first:7.2f} {decided:9.2f} {drawn[0]:8.2f} {drawn[1]:8.2f} {drawn[2]:9.2f} {drawn[3]:8.2f}"


def _drawn(screen: str, slug: str, query: Mapping[str, str]) -> float:
    """Seconds for one run of a page."""
    test = AppTest.from_file(APP, default_timeout=SECONDS)
    test.session_state["profile"] = ACTOR
    for name, value in {"lang": "zh", "engagement": slug, **query}.items():
        test.query_params[name] = value
    if screen != "overview":
        test.switch_page(SCREENS[screen].path)
    with _clocked() as seconds:
        test.run()
    assert not test.exception, test.exception[0].message
    return sum(seconds)


@contextmanager
def _clocked() -> Generator[list[float]]:
    """What drawing the app takes, without the test's own frame around it."""
    seconds: list[float] = []
    draw = shell.draw

    def drawn(workspace: Path) -> None:
        began = CLOCK()
        try:
            draw(workspace)
        finally:
            seconds.append(CLOCK() - began)

    shell.draw = drawn
    try:
        yield seconds
    finally:
        shell.draw = draw


def _largest(database: Database) -> str:
    """The record with the most findings."""
    return str(database.value("SELECT record FROM finding GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"))


def papers(seat: Seat) -> None:
    """A search for each word, and each paper."""
    for word in _WORDS:
        print(
            f"search {len(word)} letters {_least(lambda word=word: seat.search(word, Selection())):24.2f} s", flush=True
        )
    for paper in Paper:
        print(f"paper {paper:10} {_least(lambda paper=paper: seat.snapshot('zh', paper)):24.2f} s", flush=True)
    for form in ("xlsx", "zip"):
        print(f"tables {form:9} {_least(lambda form=form: seat.tables(form, 'zh')):24.2f} s", flush=True)


def main(findings: int) -> None:
    with TemporaryDirectory() as folder:
        os.environ["CLOSEOUT_WORKSPACE"] = folder
        desk = opened(str(Path(folder).resolve()))
        desk.add_profile(ACTOR)
        seat = desk.seat(desk.create_demo(ACTOR), ACTOR)
        seat.wait_for_scan()
        began = time.perf_counter()
        times = seat.view(multiply, findings)
        print(f"{findings:,} findings: the demo {times} times, in {time.perf_counter() - began:.0f} s", flush=True)
        forget(seat)  # the records that were written again are assessed with it, once
        seat.view(restart)
        print(f"overview, nothing counted {_drawn('overview', seat.slug, {}):15.2f} s", flush=True)
        print(f"the rest counted ahead {seat.view(counted_ahead):18.2f} s", flush=True)
        pages(seat)
        papers(seat)
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    told = argparse.ArgumentParser(prog="python -m benchmarks.screens", description=(__doc__ or "").partition("\n")[0])
    told.add_argument("findings", nargs="?", type=int, default=1_000_000, help="how many there shall be at least")
    told.add_argument("--processor", action="store_true", help="tell processor time instead of the time that passes")
    asked = told.parse_args()
    CLOCK = time.process_time if asked.processor else time.perf_counter
    main(asked.findings)
