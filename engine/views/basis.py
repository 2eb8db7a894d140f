"""Lawful basis and consent: where people stand per purpose, who they are, and all that one person said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from engine.model.basis import Standing, Statement
from engine.model.errors import ActionableError
from engine.store import engagements, standings
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.standings import BasisDecision
from engine.views.paging import Page, page_of
from engine.views.people import chosen_people
from engine.views.selection import Selection
from engine.views.standings import STOOD, in_play, parameters


@dataclass(frozen=True, slots=True)
class PurposeLine:
    """One purpose: how many people it concerns by standing (every standing present), and of how many it is disputed."""

    purpose: str
    standings: Mapping[Standing, int]
    disputed: int

    @property
    def people(self) -> int:
        return sum(self.standings.values())


@dataclass(frozen=True, slots=True)
class Bases:
    """All purposes of the engagement, in the order of the rules.

    `open` are purposes that hang on a fact nobody has answered. `decisions` are the statements by hand, the newest
    first, each with the number of people it is about now; `lost` counts those in force that are about nobody any more.
    """

    lines: tuple[PurposeLine, ...]
    open: tuple[str, ...]
    decisions: tuple[tuple[BasisDecision, int], ...]
    lost: int

    def count(self, *wanted: Standing) -> int:
        """People and purposes in these standings."""
        return sum(line.standings[one] for line in self.lines for one in wanted)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """A person and purpose: the standing, since when, what says so (record, rule and place, or the hand's decision)."""

    subject: str
    masked_name: str
    kind: str
    purpose: str
    standing: Standing
    disputed: bool
    day: date | None
    decision: int
    record: str
    rule: str
    place: str


def bases(database: Database) -> Bases:
    """Where people stand, purpose by purpose."""
    purposes, hanging = in_play(rules_of(database), engagements.load(database))
    rows = database.rows(
        f"WITH {STOOD} SELECT purpose, standing, count(*), count(*) FILTER (disputed) FROM stood GROUP BY 1, 2",
        parameters(purposes),
    )
    counts = {(purpose, standing): (people, disputed) for purpose, standing, people, disputed in rows}
    lines = tuple(
        PurposeLine(
            one.id,
            {standing: counts.get((one.id, standing), (0, 0))[0] for standing in Standing},
            sum(counts.get((one.id, standing), (0, 0))[1] for standing in Standing),
        )
        for one in purposes
    )
    stated = _decisions(database)
    lost = sum(not one.undone and not count for one, count in stated)
    return Bases(lines, tuple(hanging), stated, lost)


def standing_lines(database: Database, selection: Selection, page: int = 1, size: int = 50) -> Page[StandingLine]:
    """People and purposes under the selection, those with something said first."""
    where, values = _chosen(database, selection)
    query = (
        f"WITH {STOOD} SELECT * FROM stood WHERE {where}"
        " ORDER BY record = '' AND decision = 0, day DESC NULLS LAST, subject, purpose"
    )
    return page_of(database, query, values, page, size, _line)


def reached(database: Database, selection: Selection) -> Mapping[Standing, int]:
    """The people and purposes under the selection by standing, only standings that occur."""
    where, values = _chosen(database, selection)
    rows = database.rows(f"WITH {STOOD} SELECT standing, count(*) FROM stood WHERE {where} GROUP BY 1", values)
    return {standing: count for standing in Standing for found, count in rows if found == standing}


def people_under(database: Database, selection: Selection) -> list[str]:
    """The people who stand under the selection for any purpose."""
    where, values = _chosen(database, selection)
    rows = database.rows(f"WITH {STOOD} SELECT DISTINCT subject FROM stood WHERE {where} ORDER BY 1", values)
    return [row[0] for row in rows]


def known_people(database: Database, subjects: Sequence[str]) -> list[str]:
    """Those of these ids that somebody has; refused where one is nobody's."""
    known = [row[0] for row in database.rows("SELECT id FROM subject WHERE id IN (SELECT unnest(?))", [list(subjects)])]
    if len(known) < len(set(subjects)):
        raise ActionableError("person_unknown")
    return sorted(known)


def standings_of(database: Database, subject: str) -> list[tuple[StandingLine, list[Statement]]]:
    """All purposes that concern one person, each with everything said about it, the latest first."""
    purposes, _ = in_play(rules_of(database), engagements.load(database))
    said = {purpose: statements for _, purpose, statements in standings.heard(database, subject)}
    rows = database.rows(
        f"WITH {STOOD} SELECT * FROM stood WHERE subject = $subject", parameters(purposes) | {"subject": subject}
    )
    order = {one.id: number for number, one in enumerate(purposes)}
    lines = sorted((_line(row) for row in rows), key=lambda line: order[line.purpose])
    return [(line, sorted(said.get(line.purpose, []), key=_newest)) for line in lines]


def _newest(one: Statement) -> tuple[int, int]:
    return (-one.decision, -(one.day or date.min).toordinal())


def _chosen(database: Database, selection: Selection) -> tuple[str, dict[str, object]]:
    """The people and purposes under the selection; the facets of records let through who is in such records."""
    purposes, _ = in_play(rules_of(database), engagements.load(database))
    terms, values = ["true"], parameters(purposes)
    for facet, column in (
        ("purpose", "purpose"),
        ("standing", "standing"),
        ("subject", "subject"),
        ("subject_kind", "kind"),
    ):
        if chosen := getattr(selection, facet):
            terms.append(f"{column} IN (SELECT unnest(${facet}))")
            values[facet] = list(chosen)
    rest = replace(selection, purpose=(), standing=(), subject=(), subject_kind=())
    if rest:
        terms.append("subject IN (SELECT unnest($among))")
        values["among"] = chosen_people(database, rest)["id"].to_pylist()
    return " AND ".join(terms), values


def _decisions(database: Database) -> tuple[tuple[BasisDecision, int], ...]:
    people = dict(
        database.rows(
            "SELECT b.decision, count(DISTINCT x.subject) FROM basis_person b"
            " JOIN appearance x USING (record, ordinal, masked_name) GROUP BY 1"
        )
    )
    return tuple((one, people.get(one.number, 0)) for one in standings.decisions(database))


def _line(row: tuple) -> StandingLine:
    subject, masked_name, kind, purpose, standing, *rest = row
    return StandingLine(subject, masked_name, kind, purpose, Standing(standing), *rest)
