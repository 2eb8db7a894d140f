"""What a picture of the desk is: a stop at a page, the engagement's telling record and person, and some decisions."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
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
from engine.views.surroundings import inside_of

_LETTER_FINDINGS = range(8, 16)  # so many findings make a letter worth showing
_JUDGED, _WRONG_EVERY = 60, 9
_RECEIPT = "售后邮箱移交清单\n件数与接收方核对一致，已签收。\n（演示用，内容为虚构）\n"
Step = Callable[[Page, Words], None]


@dataclass(frozen=True, slots=True)
class Worth:
    """The record and the person that are worth a look, and `whole`: a record with something attached that was read."""

    record: str
    whole: str
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
        return f"/{self.path}?" + urlencode({name: value.format(**asdict(seen)) for name, value in query.items()})


def worth(seat: Seat) -> Worth:
    """A letter with several kinds of finding, one with attachments, the person in most records who may be another."""
    letters = seat.view(record_lines, Selection(kind=("message",)), 1, 500).lines
    people = seat.view(person_lines, Selection(), 1, 200).lines
    doubtful = (one.id for one in people if seat.view(candidates, one.id))
    inner = seat.view(record_lines, Selection(kind=("attachment",)), 1, 500).lines
    wholes = (whole for one in inner if (whole := seat.view(inside_of, one.id)))
    letter = max(letters, key=_telling).id
    return Worth(letter, next(wholes, letter), next(doubtful, people[0].id))


def _telling(letter: RecordLine) -> tuple[bool, bool, bool]:
    return letter.findings in _LETTER_FINDINGS, letter.record_class == "order", bool(letter.sensitive)


def decide(seat: Seat, second: Seat) -> None:
    """Do some of everything a reviewer does, so that no page is shown empty; a second person approves where needed."""
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
    seat.perform("accept_proposals", selection=Selection(record_class=("system",)), reason="系统邮件到期删除")
    asked = seat.perform("accept_proposals", selection=Selection(kind=("message",)), reason="按保留期限表处理邮件")
    second.perform("approve_decision", decision=asked.sequence)
    handed = Selection(kind=("message",), record_class=("after_sales",))
    seat.perform(
        "carry_out", state="transferred", by="信息部 周明", selection=handed,
        day=max(seat.engagement.as_of, datetime.now(UTC).date()),
        recipient=seat.engagement.recipient, note="售后邮箱按文件夹导出后移交",
        proof=("移交清单.txt", _RECEIPT.encode()),
    )  # fmt: skip
