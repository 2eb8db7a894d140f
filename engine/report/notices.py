"""Chapter "notices": which had to go out, how far each is, when it went to how many people, and what is missing."""

from collections.abc import Callable

from engine.assess.notices import NoticeStanding
from engine.model.notices import NoticeState
from engine.report.blocks import Block, Cell, Chapter, Column, badge, callout, muted, number, paragraph, section, table
from engine.report.voice import Voice
from engine.views.notices import NoticeLine, Notices, NoticeText

_TONES = {NoticeStanding.SENT: "low", NoticeStanding.INCOMPLETE: "severe", NoticeStanding.DRAFT: "medium"}


def notices_chapter(voice: Voice, known: Notices, covered: Callable[[str], str]) -> Chapter:
    """The notices that apply or may, then every text that was written; what people typed is `covered`."""
    blocks: list[Block] = [paragraph(voice("notices.lead"))]
    if known.due:
        named = voice("join").join(line.notice.label[voice.language] for line in known.due)
        blocks.append(callout("warn", voice("notices.due", count=number(len(known.due))), named))
    columns = [
        Column(voice("notices.notice"), fr=2),
        Column(voice("duties.source"), fr=2),
        Column(voice("duties.due")),
        Column(voice("col.state")),
        Column(voice("notices.missing"), fr=2),
    ]
    rows = [_row(voice, line) for line in known.here]
    blocks.append(table(voice("notices.table", count=number(len(rows))), columns, rows))
    texts = [(line, one) for line in known.here for one in line.texts]
    if not texts:
        return Chapter(voice("notices.title"), (*blocks, paragraph(voice("notices.none"))))
    columns = [
        Column(voice("col.number"), right=True),
        Column(voice("notices.notice"), fr=2),
        Column(voice("notices.language")),
        Column(voice("col.state")),
        Column(voice("notices.sent"), fr=1),
        Column(voice("notices.people"), right=True),
        Column(voice("notices.missing"), fr=1),
    ]
    title = voice("notices.texts", count=number(len(texts)))
    written = [_text(voice, line, one, covered) for line, one in texts]
    return Chapter(voice("notices.title"), (*blocks, section(title), table(title, columns, written)))


def _row(voice: Voice, line: NoticeLine) -> list[Cell]:
    duty = voice.rules.obligations[line.duty.obligation]
    word = voice.term("notices.standing", line.standing)
    state = badge(word, _TONES[line.standing]) if line.standing in _TONES else muted(word)
    due = voice.day(line.duty.due)
    name: Cell = {"text": line.notice.label[voice.language], "note": voice.term("duties.groups", line.group)}
    return [name, voice.citation(duty.authority), due, state, _fields(voice, line.missing)]


def _text(voice: Voice, line: NoticeLine, one: NoticeText, covered: Callable[[str], str]) -> list[Cell]:
    text = one.written
    channels = voice("join").join(voice.named(voice.rules.notice_channels, name) for name in text.channels)
    note = voice("notices.withdrawn", reason=covered(text.reason)) if text.reason else channels
    sent: Cell = {"text": voice.day(text.sent_on), "note": note}
    published = text.state is NoticeState.SENT and text.people is None
    people = voice("notices.uncounted") if published else number(text.people) if text.people else "–"
    return [
        str(text.number),
        line.notice.label[voice.language],
        voice.term("notices.languages", text.language),
        voice.term("notices.state", text.state),
        sent,
        people,
        _fields(voice, one.missing),
    ]


def _fields(voice: Voice, fields: tuple[str, ...]) -> Cell:
    if not fields:
        return muted(voice("notices.nothing"))
    return voice("join").join(voice.named(voice.rules.notice_fields, name) for name in fields)
