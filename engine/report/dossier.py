"""A copy of what is held of a person, to be handed out: a paper that tells it all, or a list value by value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from engine.catalogue import Catalogue
from engine.model.events import Profile
from engine.model.firm import NOBODY, Firm
from engine.model.papers import Extent
from engine.report.annexes import with_annexes
from engine.report.blocks import Block, Chapter, Column, moment, number, paragraph, table
from engine.report.content import framed, log_head
from engine.report.fonts import static_fonts
from engine.report.names import CoveredNames
from engine.report.snapshot import fingerprint
from engine.report.table_files import csv_file
from engine.report.typesetting import typeset
from engine.report.voice import Voice
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.strings import Words, words
from engine.views.basis import standings_of
from engine.views.dossier import Dossier, dossier
from engine.views.dossier_told import Sheet, Telling
from engine.views.held_values import HeldValue, held_values
from engine.views.naming import NamedEntry
from engine.views.notices import notices
from engine.views.people import person
from engine.views.records import record_lines
from engine.views.selection import Selection, sensitive_types

_ALL = 1_000_000
_ACCESS = "CN-PIPL-45"
_WIDE = frozenset(
    {"source", "rules", "what", "reason", "told", "because", "notice", "purpose", "bases", "value", "fields"}
)
_RIGHT = frozenset({"records", "findings", "people"})
_HELD = ("type", "value", "records", "fields", "sources", "first", "last")

_COLUMNS = ("type", "value", "sensitive", "records", "fields", "sources", "first", "last", "classes", "until")


@dataclass(frozen=True, slots=True)
class Copy:
    """What a copy is of and for: the person, how much it shows, why it is made, and the registers' entries on them.

    In full it is for the person: decisions with their reasons, and entries that may be a namesake's, are left out.
    """

    person: str
    extent: Extent
    reason: str
    entries: tuple[NamedEntry, ...] = ()


def copy_csv(database: Database, copy: Copy, words: Words, rules: Catalogue) -> bytes:
    """The values with where, since when and until when each is held."""
    values = held_values(database, copy.person, clear=copy.extent is Extent.FULL)
    return csv_file([words(f"copy.column.{name}") for name in _COLUMNS], [_row(one, words, rules) for one in values])


def _row(one: HeldValue, words: Words, rules: Catalogue) -> list[object]:
    kind, language = rules.entity_types.get(one.entity_type), words.language
    classes = [rules.record_classes.get(name) for name in one.classes]
    comma = words("frame.comma")
    fields = (words(f"record.field.{name}") if f"record.field.{name}" in words else name for name in one.fields)
    return [
        kind.label[language] if kind else one.entity_type,
        one.text,
        words("people.is_sensitive") if one.entity_type in sensitive_types() else "",
        one.records,
        comma.join(dict.fromkeys(fields)),
        comma.join(map(str, one.sources)),
        one.first,
        one.last,
        comma.join(found.label[language] if found else name for found, name in zip(classes, one.classes, strict=True)),
        one.until,
    ]


def copy_pdf(
    ledger: Ledger, copy: Copy, language: str, author: Profile, created_at: datetime, fonts: Path, firm: Firm = NOBODY
) -> bytes:
    """The copy as a paper; nothing of it is kept, and its hash tells it among those the log names."""
    voice, say = Voice(language, rules_of(ledger.database)), words(language)
    with ledger.database.writing():
        printed = copy_content(ledger, copy, voice, author, created_at, firm)
    printed = with_annexes(printed, say) | {"others": [], "logo": firm.logo, "colour": firm.colour}
    printed |= {"draft": False, "draft_word": "", "signed_label": say("copy.kept"), "signed": say("copy.not_kept")}
    digest = fingerprint(printed)
    name = f"DC-{created_at:%Y%m%d}-{digest[:8].upper()}"
    stamped = {**printed, "id": name, "sha256": digest, "short": digest[:16]}
    return typeset(stamped, created_at, static_fonts(fonts))


def copy_content(
    ledger: Ledger, copy: Copy, voice: Voice, author: Profile, created_at: datetime, firm: Firm = NOBODY
) -> dict[str, object]:
    """What is printed, as plain data."""
    say = words(voice.language)
    shown, head = person(ledger.database, copy.person), log_head(ledger)
    cover = [
        [voice("fact.engagement"), ledger.slug],
        [say("copy.person"), f"{copy.person} · {voice.term('subject_kind', shown.line.kind)}"],
        [say("copy.extent"), say(f"copy.{copy.extent}")],
        [say("copy.for"), copy.reason or "–"],
        [voice("fact.as_of"), voice.day(ledger.engagement.as_of)],
        [voice("fact.created"), moment(created_at)],
        [voice("fact.author"), voice("author", name=author.name, role=voice.term("profile.role", author.role))],
        [voice("fact.version"), voice("version", sequence=head.sequence, hash=head.hash[:16])],
    ]
    return framed(ledger, voice, author, firm, say("copy.paper"), cover, _chapters(ledger, copy, voice, say))


def _chapters(ledger: Ledger, copy: Copy, voice: Voice, say: Words) -> list[Chapter]:
    database, telling = ledger.database, Telling(say, voice.rules)
    known = _covered(dossier(database, copy.person), CoveredNames(ledger))
    values = held_values(database, copy.person, clear=copy.extent is Extent.FULL)
    bases = [line for line, _ in standings_of(database, copy.person)]
    beside = [say("dossier.undated", number=number(known.undated))] if known.undated else []
    told, held = telling.notices(notices(database)), _held(values, say, voice.rules)
    ours = copy.extent is Extent.MASKED
    entries = [one for one in copy.entries if ours or one.by != "name"]
    decided = [_chapter(say, "dossier.decided", telling.decided(known), "dossier.decided_none")] if ours else []
    return [
        _chapter(say, "people.held", held, "people.held_nothing", say("copy.texts_left_out")),
        _chapter(say, "dossier.places", telling.places(known), "dossier.places_none", *beside),
        _chapter(say, "basis.person", telling.bases(bases), "basis.person_none"),
        _chapter(say, "dossier.kept", telling.kept(known), "dossier.kept_none"),
        *decided,
        _chapter(say, "dossier.entries", telling.entries(entries), "dossier.entries_none"),
        _chapter(say, "dossier.notices", told, "dossier.notices_none", say("dossier.notices_whom")),
        _chapter(say, "people.records", _records(ledger, copy.person, voice, say), "dossier.places_none"),
        _law(voice, say),
    ]


def _covered(known: Dossier, cover: CoveredNames) -> Dossier:
    """The same with what is personal in the names of files covered."""
    return replace(known, places=tuple(replace(one, name=cover(one.name)) for one in known.places))


def _chapter(say: Words, title: str, sheet: Sheet, none: str, *notes: str) -> Chapter:
    blocks: list[Block] = [paragraph(note) for note in notes]
    blocks.append(_table(say(title), sheet) if sheet.rows else paragraph(say(none)))
    return Chapter(say(title), tuple(blocks))


def _table(caption: str, sheet: Sheet) -> Block:
    columns = [
        Column(title, right=name in _RIGHT, fr=1 if name in _WIDE else 0) for name, title in sheet.columns.items()
    ]
    rows = [[_cell(row[name]) for name in sheet.columns] for row in sheet.rows]
    return table(caption, columns, rows, size=7.6)


def _cell(value: str | int) -> str:
    return number(value) if isinstance(value, int) else value


def _held(values: Sequence[HeldValue], say: Words, rules: Catalogue) -> Sheet:
    rows: list[Mapping[str, str | int]] = [
        dict(zip(map(str, _COLUMNS), map(str, _row(one, say, rules)), strict=True)) for one in values
    ]
    return Sheet({name: say(f"copy.column.{name}") for name in _HELD}, tuple(rows))


def _records(ledger: Ledger, subject: str, voice: Voice, say: Words) -> Sheet:
    """The records by day, class, kind and place; what they say is not printed, since it speaks of others too."""
    names = ("day", "record_class", "kind", "source", "keep_until")
    lines = record_lines(ledger.database, Selection(subject=(subject,)), size=_ALL).lines
    rows: list[Mapping[str, str | int]] = [
        {
            "day": one.day or "–",
            "record_class": voice.record_class(one.record_class),
            "kind": voice.term("record_kind", one.kind),
            "source": str(one.source),
            "keep_until": one.keep_until or "–",
        }
        for one in lines
    ]
    return Sheet({name: say(f"listing.{name}") for name in names}, tuple(rows))


def _law(voice: Voice, say: Words) -> Chapter:
    """What the law says of copies, and how far that was checked."""
    duty = voice.rules.obligations.get(_ACCESS)
    told = [paragraph(say("copy.limits"))]
    if duty:
        told.append(paragraph(voice.citation(duty.authority)))
        told += [paragraph(quote) for quote in (duty.authority.quote,) if quote]
    return Chapter(say("copy.law"), tuple(told))
