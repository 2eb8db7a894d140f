"""Entries of registers as they are stated, kept and read again: each value as its field's type, or a refusal."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import cast

from engine.assess.registers import Value
from engine.model.errors import ActionableError
from engine.model.rules import FieldType, Register, RegisterField

_LONGEST = 2000
_LARGEST = 10**15


def checked(register: Register, stated: Mapping[str, object]) -> dict[str, Value]:
    """The entry that was stated; empty fields are left out, a required one that is empty is refused.

    Texts are taken as the form and JSON give them: ISO days and moments, decimal money. A moment needs its zone.
    """
    fields = {one.id: one for one in register.fields}
    if unknown := sorted(set(stated) - set(fields)):
        raise ActionableError("field_unknown", field=unknown[0])
    entry: dict[str, Value] = {}
    for name, one in fields.items():
        value = stated.get(name)
        if value is None or value in ("", (), []):
            if one.required:
                raise ActionableError("field_required", field=one.label)
            continue
        entry[name] = _checked(one, value)
    return entry


def fitting(register: Register, content: Mapping[str, object]) -> dict[str, Value]:
    """What of a kept entry fits the register as it is now; an update of the rules may have changed a field."""
    read = {one.id: _READERS[one.type](one, content[one.id]) for one in register.fields if one.id in content}
    return {name: value for name, value in read.items() if value is not None}


def kept(entry: Mapping[str, Value]) -> dict[str, object]:
    """The entry as JSON holds it; `checked` reads it back."""
    return {name: _kept(value) for name, value in entry.items()}


def _kept(value: Value) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _checked(one: RegisterField, value: object) -> Value:
    read = _READERS[one.type](one, value)
    if read is None:
        raise ActionableError("field_wrong", field=one.label)
    return read


def _text(_one: RegisterField, value: object) -> Value | None:
    return value.strip()[:_LONGEST] if isinstance(value, str) and value.strip() else None


def _day(_one: RegisterField, value: object) -> Value | None:
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _moment(_one: RegisterField, value: object) -> Value | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return None
    return moment if isinstance(moment, datetime) and moment.tzinfo else None


def _int(_one: RegisterField, value: object) -> Value | None:
    if not isinstance(value, int) or isinstance(value, bool):
        return None
    return value if 0 <= value <= _LARGEST else None


def _money(_one: RegisterField, value: object) -> Value | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float | Decimal):
        return None
    try:
        amount = Decimal(str(value))
        return amount.quantize(Decimal("0.01")) if 0 <= amount <= _LARGEST else None
    except InvalidOperation:
        return None


def _choice(one: RegisterField, value: object) -> Value | None:
    stated: list[object] = list(cast("list[object]", value)) if isinstance(value, list | tuple) else [value]
    chosen = tuple(dict.fromkeys(part for part in stated if isinstance(part, str) and part in one.values))
    if not chosen or len(chosen) < len(stated):
        return None
    return chosen if one.many else chosen[0] if len(chosen) == 1 else None


def _bool(_one: RegisterField, value: object) -> Value | None:
    return value if isinstance(value, bool) else None


_READERS = {
    FieldType.TEXT: _text,
    FieldType.PERSON: _text,
    FieldType.FILE: _text,
    FieldType.DATE: _day,
    FieldType.DATETIME: _moment,
    FieldType.INT: _int,
    FieldType.MONEY: _money,
    FieldType.ENUM: _choice,
    FieldType.BOOL: _bool,
}
