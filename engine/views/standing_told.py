"""What says where a person stands, and since when, in words."""

from engine.catalogue import Catalogue
from engine.model.basis import Standing
from engine.strings import Words
from engine.views.basis import StandingLine


def because(
    words: Words, rules: Catalogue, decision: int, rule: str, field: str, standing: Standing | None = None
) -> str:
    """What says so: the hand, a phrase or column and where it stands, or records of the right classes."""
    if decision:
        return words("basis.by_hand", number=decision)
    if not rule:
        return words("basis.shown_by_records") if standing is Standing.GROUNDED else "—"
    phrase, meaning = rules.statement_phrases.get(rule), rules.meanings.get(rule)
    named = phrase or meaning
    name = named.label[words.language] if named else rule
    spoken = words(f"record.field.{field}") if phrase and field in ("subject", "body") else field
    return words("basis.in_field", rule=name, place=spoken)


def since(words: Words, line: StandingLine) -> str:
    """The day of what decides; of an undated statement that it has none."""
    if line.day:
        return line.day.isoformat()
    return words("basis.undated") if line.rule else "—"
