"""The tour of the desk: every page and what opens on it, for the pictures of `docs.screenshots`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from playwright.sync_api import Page

from engine.desk import Seat
from engine.strings import Words
from engine.views.findings import exposure
from engine.views.people import person_lines
from engine.views.records import RecordLine, record_lines
from engine.views.sameness import candidates
from engine.views.sample import drawn
from engine.views.selection import Selection
from tests.browser.desk import settled
from tests.browser.looking import tick

_LETTER_FINDINGS = range(8, 16)  # so many findings make a letter worth showing
_JUDGED, _WRONG_EVERY = 60, 9
Step = Callable[[Page, Words], None]


@dataclass(frozen=True, slots=True)
class Worth:
    """The record and the person that are worth a look."""

    record: str
    person: str


@dataclass(frozen=True, slots=True)
class Stop:
    """One picture: a page, with what `worth` names in its query, and what is done there before it is taken."""

    name: str
    path: str
    steps: tuple[Step, ...] = ()
    query: str = ""

    def address(self, language: str, engagement: str, seen: Worth) -> str:
        """Path and query in the desk."""
        query = {"lang": language, "engagement": engagement, **dict(parse_qsl(self.query))}
        return f"/{self.path}?" + urlencode(
            {name: value.format(record=seen.record, person=seen.person) for name, value in query.items()}
        )


def worth(seat: Seat) -> Worth:
    """A letter with several kinds of finding, and the person in most records among those who may be somebody else."""
    letters = seat.view(record_lines, Selection(kind=("message",)), 1, 500).lines
    people = seat.view(person_lines, Selection(), 1, 200).lines
    doubtful = (one.id for one in people if seat.view(candidates, one.id))
    return Worth(max(letters, key=_telling).id, next(doubtful, people[0].id))


def _telling(letter: RecordLine) -> tuple[bool, bool, bool]:
    return letter.findings in _LETTER_FINDINGS, letter.record_class == "order", bool(letter.sensitive)


def decide(seat: Seat) -> None:
    """Do some of everything a reviewer does, so that no page is shown empty."""
    asked = [one.finding for one in seat.view(drawn)[:_JUDGED]]
    wrong = asked[::_WRONG_EVERY]
    for state, some in (("rejected", wrong), ("confirmed", [one for one in asked if one not in wrong])):
        seat.perform("review", findings=some, state=state, sampled=True)
    rarest = Selection(type=(seat.view(exposure, Selection()).types[-1].entity_type,))
    seat.perform("review_pattern", reach="filter", state="confirmed", reason="逐条核对过", selection=rarest)
    seat.perform("list_value", kind="allow", reach="word", text="青禾", entity_type="PERSON", reason="公司字号")
    seat.perform(
        "list_value", kind="deny", reach="shape", text="VIP-######", entity_type="MEMBER_ID", reason="旧会员号"
    )
    held = {"reach": "filter", "matter": "税务检查", "ordered_by": "税务机关", "since": seat.engagement.as_of}
    seat.perform("place_hold", **held, selection=Selection(record_class=("invoice",)))
    seat.perform("accept_proposals", selection=Selection(kind=("message",)), reason="按保留期限表处理邮件")


def _press(key: str) -> Step:
    """Press the button or toggle under a key that begins so."""

    def step(page: Page, _: Words) -> None:
        page.locator(f"[class*='st-key-{key}']").locator("button, label").first.click()
        settled(page)

    return step


def _press_word(word: str) -> Step:
    """Press the button or segment that says this first."""

    def step(page: Page, words: Words) -> None:
        page.get_by_role("button").or_(page.get_by_role("radio")).filter(has_text=words(word)).first.click()
        settled(page)

    return step


def _unfold(title: str) -> Step:
    """Open the first expander whose title holds the longest piece of this one that no number interrupts."""

    def step(page: Page, words: Words) -> None:
        said = max(re.split(r"\{\w+\}", words(title)), key=len).strip()
        page.get_by_test_id("stExpander").locator("summary").filter(has_text=said).first.click()
        settled(page)

    return step


def _tick(table: int, row: int = 0) -> Step:
    return lambda page, _: tick(page, table, row)


def _pick(key: str) -> Step:
    """Choose the first option of a select box."""

    def step(page: Page, _: Words) -> None:
        box = page.locator(f"[class*='st-key-{key}']").get_by_role("combobox")
        box.press("ArrowDown")
        box.press("Enter")
        settled(page)

    return step


STOPS = (
    Stop("start", "", query="engagement=-"),
    Stop("overview", ""),
    Stop("sources", "sources"),
    Stop("sources-care", "sources", (_pick("care-any"), _unfold("columns.title"), _unfold("care.withdraw_title"))),
    Stop("findings", "findings"),
    Stop("findings-filtered", "findings", (_unfold("findings.filters"),), query="type=HEALTH,RELIGION&year=2020"),
    Stop("findings-alike", "findings", (_tick(0), _press("alike"))),
    Stop("sample", "sample", (_unfold("sample.table"),)),
    Stop("lists", "lists"),
    Stop("lists-deny", "lists", (_press_word("lists.deny"),)),
    Stop("lists-patterns", "lists", (_press_word("lists.pattern"),)),
    Stop("record", "record", query="record={record}"),
    Stop("people", "people"),
    Stop("person", "people", query="person={person}"),
    Stop(
        "person-decided",
        "people",
        (_tick(-1), _unfold("sameness.merge_title"), _pick("person-other")),
        query="person={person}",
    ),
    Stop("retention", "retention"),
    Stop("retention-rule", "retention", (_tick(0),)),
    Stop("disposition", "disposition"),
    Stop("holds", "holds", query="person={person}"),
    Stop("risks", "risks"),
    Stop("risks-method", "risks", (_unfold("matrix.method"),)),
    Stop("risks-treat", "risks", (_press_word("risks.treat"),)),
    Stop("tasks", "tasks"),
    Stop("tasks-list", "tasks", (_press_word("tasks.form_list"),)),
    Stop("tasks-work", "tasks", (_press_word("tasks.form_list"), _tick(0))),
    Stop("engagement", "engagement", (_unfold("engagement.more_facts"),)),
    Stop("log", "log", (_press("verify"),)),
    Stop("settings", "settings"),
)
