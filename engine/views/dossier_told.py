"""A person's dossier in words: the same tables on screen, on paper and in files, values masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from engine.catalogue import Catalogue
from engine.strings import Words
from engine.views.basis import StandingLine
from engine.views.dossier import Decided, Dossier, HeldPlace, KeptClass, Matter
from engine.views.entry_cells import cells, moment_told, titles
from engine.views.naming import NamedEntry
from engine.views.notices import Notices
from engine.views.standing_told import because, since

_NONE = "—"
_STATED = 5
"""How many of an entry's cells are told where it is only mentioned."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in words: titles by column, and its rows."""

    columns: Mapping[str, str]
    rows: tuple[Mapping[str, str | int], ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """Says a dossier in the words of one language and the names of the rules in force."""

    words: Words
    rules: Catalogue

    def places(self, found: Dossier) -> Sheet:
        """Where it is."""
        return self._sheet("places", [self._place(one) for one in found.places])

    def kept(self, found: Dossier) -> Sheet:
        """Until when it must or may be kept."""
        return self._sheet("kept", [self._kept(one) for one in found.kept])

    def decided(self, found: Dossier) -> Sheet:
        """What was decided and done."""
        return self._sheet("decided", [self._decided(one) for one in found.decided])

    def bases(self, lines: Sequence[StandingLine]) -> Sheet:
        """On what each use rests."""
        return self._sheet("bases", [self._basis(one) for one in lines])

    def entries(self, found: Sequence[NamedEntry]) -> Sheet:
        """What the registers hold: requests, complaints, training."""
        return self._sheet("entries", [self._entry(one) for one in found])

    def notices(self, known: Notices) -> Sheet:
        """The notices of this engagement and how far each is."""
        rows = [
            {
                "notice": line.notice.label[self.words.language],
                "standing": self.words(f"notices.standing.{line.standing}"),
                "sent": self._list([str(one.written.sent_on) for one in line.sent if one.written.sent_on]),
                "channels": self._list(
                    dict.fromkeys(
                        self._named(self.rules.notice_channels, name)
                        for one in line.sent
                        for name in one.written.channels
                    )
                ),
                "people": line.people if line.people is not None else _NONE,
            }
            for line in known.here
        ]
        return self._sheet("notices", rows)

    def _place(self, one: HeldPlace) -> dict[str, str | int]:
        return {
            "source": f"{one.source} · {one.name}",
            "systems": self._list(one.systems),
            "kinds": self._list(f"{self.words(f'record_kind.{kind}')} {count:,}" for kind, count in one.kinds.items()),
            "records": one.records,
            "findings": one.findings,
            "first": one.first or _NONE,
            "last": one.last or _NONE,
        }

    def _kept(self, one: KeptClass) -> dict[str, str | int]:
        return {
            "record_class": self._named(self.rules.record_classes, one.record_class),
            "state": self.words(f"retention_state.{one.state}"),
            "records": one.records,
            "until": one.until or _NONE,
            "due": one.due or _NONE,
            "rules": self._list(self._named(self.rules.retention_rules, rule) for rule in one.rules),
        }

    def _decided(self, one: Decided) -> dict[str, str | int]:
        return {
            "at": moment_told(one.at),
            "matter": self.words(f"dossier.matter.{one.matter}", number=one.number),
            "what": self._what(one),
            "records": one.records if one.records is not None else _NONE,
            "progress": self.words(f"dossier.progress.{one.progress}") if one.progress else _NONE,
            "by": one.by,
            "reason": one.reason or _NONE,
        }

    def _what(self, one: Decided) -> str:
        words = self.words
        if one.matter is Matter.DISPOSITION:
            state = words(f"disposition_state.{one.what}")
            return words("dossier.until", what=state, day=one.until) if one.until else state
        if one.matter is Matter.HOLD:
            return words("dossier.held", matter=one.what, by=one.how, day=one.until)
        if one.matter is Matter.RECLASS:
            return self._named(self.rules.record_classes, one.what)
        if one.matter is Matter.BASIS:
            entries = self.rules.debts if one.what in self.rules.debts else self.rules.purposes
            return f"{self._named(entries, one.what)} · {words(f'saying.{one.how}')}"
        if one.matter is Matter.HANDED_OUT:
            return f"{one.what.upper()} · {words(f'dossier.extent.{one.how}')}"
        return _NONE

    def _basis(self, line: StandingLine) -> dict[str, str | int]:
        purpose = self.rules.purposes.get(line.purpose)
        return {
            "purpose": self._named(self.rules.purposes, line.purpose),
            "bases": self._list(self._named(self.rules.bases, one) for one in (purpose.bases if purpose else ())),
            "standing": self.words(f"standing.{line.standing}"),
            "day": since(self.words, line),
            "because": because(self.words, self.rules, line.decision, line.rule, line.place, line.standing),
            "disputed": self.words("basis.there") if line.disputed else "",
        }

    def _entry(self, one: NamedEntry) -> dict[str, str | int]:
        register = self.rules.registers[one.register]
        named, told = titles(register, self.words), cells(register, one.line, self.words)
        covered = {each.id for each in register.fields if each.covered}
        stated = [name for name in named if told[name] and name not in ("number", "state") and name not in covered]
        return {
            "register": register.label[self.words.language],
            "number": one.line.number,
            "told": self._list(f"{named[name]} {told[name]}" for name in stated[:_STATED]),
            "state": told.get("state", _NONE),
            "named": self.words(f"dossier.by.{one.by}"),
        }

    def _sheet(self, name: str, rows: Sequence[Mapping[str, str | int]]) -> Sheet:
        columns = {column: self.words(f"dossier.column.{column}") for column in _COLUMNS[name]}
        return Sheet(columns, tuple(rows))

    def _named(self, entries: Mapping[str, object], name: str) -> str:
        label = getattr(entries.get(name), "label", None)
        return label[self.words.language] if label else name

    def _list(self, parts: Iterable[str]) -> str:
        return self.words("frame.comma").join(parts) or _NONE


_COLUMNS = {
    "places": ("source", "systems", "kinds", "records", "findings", "first", "last"),
    "kept": ("record_class", "state", "records", "until", "due", "rules"),
    "decided": ("at", "matter", "what", "records", "progress", "by", "reason"),
    "bases": ("purpose", "bases", "standing", "day", "because", "disputed"),
    "entries": ("register", "number", "told", "state", "named"),
    "notices": ("notice", "standing", "sent", "channels", "people"),
}
