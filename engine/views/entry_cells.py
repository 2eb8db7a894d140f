"""An entry of a register in words: the same on screen, in files and on paper, personal data covered everywhere."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from engine.assess.registers import Result, Value
from engine.model.rules import FieldType, Register, RegisterField
from engine.scan.masking import mask
from engine.strings import Words
from engine.views.registers import EntryLine

_HOUR = 3600


def titles(register: Register, words: Words) -> dict[str, str]:
    """The columns of a register: number, state where there is one, what must be stated, what follows, the rest."""
    language = words.language
    first = [one for one in register.fields if one.required]
    rest = [one for one in register.fields if not one.required]
    named = {one.id: one.label[language] for part in (first, register.computed, rest) for one in part}
    state = {"state": words("registers.state")} if register.closed_by else {}
    return {"number": words("registers.number"), **state, **named}


def cells(register: Register, line: EntryLine, words: Words) -> dict[str, str]:
    """One entry as texts, by column."""
    told = {"number": str(line.number), "state": words(f"entry_state.{line.judged.state}")}
    told |= {one.id: value_told(one, line.values.get(one.id), words) for one in register.fields}
    told |= {one.id: result_told(line.judged.results.get(one.id), words) for one in register.computed}
    return {name: told[name] for name in titles(register, words)}


def totals_told(register: Register, totals: Mapping[str, float], words: Words) -> dict[str, str]:
    """What is worked out over all entries, by its label."""
    return {
        one.label[words.language]: f"{totals[one.id]:,.2f}".removesuffix(".00")
        for one in register.totals
        if one.id in totals
    }


def value_told(one: RegisterField, value: Value | None, words: Words) -> str:
    """What a field holds, covered where it is personal data; empty if nothing."""
    if value is None:
        return ""
    if one.type is FieldType.PERSON:
        return mask("PERSON", str(value))
    if one.personal:
        return words("registers.covered")
    if one.type is FieldType.FILE:
        return words("registers.file")
    if one.type is FieldType.ENUM:
        chosen = value if isinstance(value, tuple) else (str(value),)
        return words("frame.comma").join(one.values[part][words.language] for part in chosen)
    if isinstance(value, bool):
        return words(f"answer.{'yes' if value else 'no'}")
    if isinstance(value, Decimal):
        return f"{value:,.2f}"
    return moment_told(value) if isinstance(value, date) else str(value)


def result_told(value: Result | None, words: Words) -> str:
    """A deadline, the time left, or a ratio as a share."""
    if value is None:
        return ""
    if isinstance(value, timedelta):
        return _left(value, words)
    return moment_told(value) if isinstance(value, date) else f"{value:.0%}"


def moment_told(value: date) -> str:
    """A day, or a moment in the zone of this machine."""
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.replace(tzinfo=value.tzinfo or UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def _left(left: timedelta, words: Words) -> str:
    days, hours = divmod(int(abs(left).total_seconds()) // _HOUR, 24)
    side = "late" if left < timedelta(0) else "left"
    if not left % timedelta(days=1):
        return words(f"registers.{side}_days", days=days)
    return words(f"registers.{side}", days=days, hours=hours)
