"""The rules in force, section by section: what each rests on, whether it applies, and what was changed."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from engine.assess.applying import Applying, applying
from engine.assess.periods import last_day
from engine.catalogue import Catalogue, RuleError, catalogue
from engine.model.rules import Authority, AuthorityKind, Instrument, Override, Verified
from engine.store import engagements, overrides
from engine.store.database import Database

SECTIONS = (
    "retention_rules", "obligations", "thresholds", "notices", "scenarios", "modifiers", "controls", "phases", "tasks",
    "entity_types", "instruments", "practice_items",
)  # fmt: skip
"""The sections a person reads, in the order in which they are shown."""

_CHECK_LASTS = "P1Y"


class Check(StrEnum):
    """How far a rule was checked; `stale`: verified, but not for a year as of the engagement's date."""

    VERIFIED = "verified"
    STALE = "stale"
    DRAFT = "draft"
    UNVERIFIED = "unverified"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule: its entry, what it rests on, whether it applies, the change that made it what it is.

    `taken_out`: it is shipped but not in force here; `entry` is then the shipped one.
    """

    section: str
    entry: Any
    authority: Authority | None
    check: Check
    applying: Applying
    override: Override | None = None
    taken_out: bool = False

    @property
    def id(self) -> str:
        return self.entry.id


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """One change of the rules. `error`: it does not fit the shipped rules any more and has no effect."""

    override: Override
    error: RuleError | None = None


def rulebook(database: Database, section: str) -> tuple[RuleLine, ...]:
    """The rules of a section in force, then those taken out for this engagement."""
    engagement, rules = engagements.load(database), overrides.rules_of(database)
    in_force, shipped = getattr(rules, section), getattr(catalogue(), section)
    lines: list[RuleLine] = []
    for entry in (*in_force.values(), *(shipped[name] for name in shipped if name not in in_force)):
        authority = authority_of(entry, rules)
        lines.append(
            RuleLine(
                section,
                entry,
                authority,
                checked(entry if isinstance(entry, Instrument) else authority, engagement.as_of),
                applying(entry, engagement, rules),
                rules.overrides.get((section, entry.id)),
                taken_out=entry.id not in in_force,
            )
        )
    return tuple(lines)


def changes(database: Database) -> tuple[OverrideLine, ...]:
    """The changes that hold, the newest first."""
    errors = overrides.unfit(database)
    return tuple(OverrideLine(one, errors.get(one.number)) for one in reversed(overrides.standing(database)))


def authority_of(entry: Any, rules: Catalogue) -> Authority | None:
    """What an entry rests on: its own authority, or that of the obligation a notice answers."""
    duty = rules.obligations.get(getattr(entry, "obligation", ""))
    return duty.authority if duty else getattr(entry, "authority", None)


def checked(source: Authority | Instrument | None, as_of: date) -> Check:
    """How far a citation or an instrument was checked, as of the engagement's date."""
    if source is None or getattr(source, "kind", None) is AuthorityKind.DESIGN:
        return Check.DESIGN
    if source.verified is Verified.DRAFT:
        return Check.DRAFT
    if source.verified is Verified.FALSE:
        return Check.UNVERIFIED
    overdue = source.checked_on is not None and last_day(source.checked_on, _CHECK_LASTS) < as_of
    return Check.STALE if overdue else Check.VERIFIED
