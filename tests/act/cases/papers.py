"""Cases of what is shown, printed, signed and sent."""

from datetime import UTC, date, datetime

from engine.act import actions
from engine.model.events import Profile
from engine.model.papers import Kept, Paper
from engine.model.slides import SLIDES, Slide
from engine.store import snapshots
from engine.store.workspace import Ledger
from tests.act.cases.given import OTHER, SECOND, Cases, Params, Refused
from tests.conftest import ACTOR

MARK = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
DECIDED: Params = {"title": "先发告知书", "said_by": "王总", "phase": "notify", "responsible": "OWN"}


def _printed(ledger: Ledger, author: Profile, content: bool = True) -> str:
    """The id of a paper somebody printed."""
    at = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
    kept = Kept("CO-1", "0" * 64, Paper.LETTER, "zh", at, author.name, "1", "r", "s", {}, {})
    with ledger.database.writing() as writer:
        snapshots.keep(writer, kept, {})
        if not content:
            writer.execute("UPDATE snapshot SET content = NULL")
    return kept.id


def _signed(ledger: Ledger) -> str:
    printed = _printed(ledger, OTHER)
    actions()["sign_off"](ledger, SECOND, snapshot=printed)
    return printed


NOTICE: Params = {"kind": "NT-23", "language": "zh", "texts": {"recipient_name": "某接收方", "dates": " "}}


SENT: Params = {"number": 1, "sent_on": date(2026, 11, 20), "channels": ["mail"], "people": 3, "sent_by": "客服甲"}


def _written(ledger: Ledger) -> Params:
    """A notice that can be recorded as sent."""
    actions()["write_notice"](ledger, ACTOR, **NOTICE)
    return SENT


def _sent(ledger: Ledger) -> Params:
    """A notice that was sent, as what would change it."""
    actions()["send_notice"](ledger, ACTOR, **_written(ledger))
    return {**NOTICE, "number": 1}


def _gone(ledger: Ledger) -> int:
    """The number of a notice that was withdrawn."""
    event = actions()["withdraw_notice"](ledger, ACTOR, number=1, reason="x")
    return int(str(event.facts["number"]))


CASES: Cases = {
    "arrange_presentation": lambda _: {"slides": [Slide(one) for one in reversed(SLIDES)]},
    "place_mark": lambda _: {"content": MARK},
    "record_decision": lambda _: DECIDED,
    "write_notice": lambda _: NOTICE,
    "send_notice": _written,
    "withdraw_notice": lambda ledger: {"number": _sent(ledger)["number"], "reason": "the wrong recipient"},
    "sign_off": lambda ledger: {"snapshot": _printed(ledger, OTHER)},
}

REFUSED: Refused = [
    ("arrange_presentation", lambda _: {"slides": [Slide("risk")]}, "slides_unfit"),
    ("place_mark", lambda _: {"content": b"GIF89a"}, "logo_format"),
    ("arrange_presentation", lambda _: {"slides": [Slide(one, False) for one in SLIDES]}, "no_slide"),
    ("record_decision", lambda _: {**DECIDED, "title": " "}, "title_missing"),
    ("record_decision", lambda _: {**DECIDED, "said_by": ""}, "speaker_missing"),
    ("record_decision", lambda _: {**DECIDED, "phase": "nothing"}, "phase_unknown"),
    ("record_decision", lambda _: {**DECIDED, "responsible": "nobody"}, "role_unknown"),
    ("sign_off", lambda _: {"snapshot": "CO-0"}, "snapshot_unknown"),
    ("sign_off", lambda ledger: {"snapshot": _printed(ledger, ACTOR)}, "snapshot_own"),
    ("sign_off", lambda ledger: {"snapshot": _signed(ledger)}, "snapshot_signed"),
    ("sign_off", lambda ledger: {"snapshot": _printed(ledger, OTHER, content=False)}, "snapshot_without_content"),
    ("write_notice", lambda _: {**NOTICE, "kind": "NT-0"}, "notice_unknown"),
    ("write_notice", lambda _: {**NOTICE, "language": "fr"}, "language_unknown"),
    ("write_notice", lambda _: {**NOTICE, "texts": {"remedies": "x"}}, "notice_field_unknown"),
    ("write_notice", lambda _: {**NOTICE, "texts": {"dates": " "}}, "notice_blank"),
    ("write_notice", lambda _: {**NOTICE, "texts": {"dates": "x" * 5001}}, "notice_too_long"),
    ("write_notice", lambda _: {**NOTICE, "number": 7}, "notice_unknown"),
    ("write_notice", _sent, "notice_fixed"),
    ("write_notice", lambda ledger: {**NOTICE, "number": _written(ledger)["number"], "language": "en"}, "notice_fixed"),
    ("send_notice", lambda _: SENT, "notice_unknown"),
    ("send_notice", lambda ledger: {**SENT, "number": _sent(ledger)["number"]}, "notice_fixed"),
    ("send_notice", lambda ledger: {**_written(ledger), "channels": []}, "notice_channel_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "channels": ["pigeon"]}, "notice_channel_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "people": None}, "notice_people_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "people": 0}, "notice_people_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "sent_by": " "}, "notice_sender_missing"),
    ("send_notice", lambda ledger: {**_written(ledger), "sent_on": date(2999, 1, 1)}, "notice_not_yet"),
    ("withdraw_notice", lambda _: {"number": 1, "reason": "x"}, "notice_unknown"),
    ("withdraw_notice", lambda ledger: {"number": _written(ledger)["number"], "reason": " "}, "reason_missing"),
    ("withdraw_notice", lambda ledger: {**CASES["withdraw_notice"](ledger), "number": _gone(ledger)}, "notice_fixed"),
]
