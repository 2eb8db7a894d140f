"""One rule file as typed entries: every field checked, nothing converted silently."""

import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

import yaml

from engine.model import rules
from engine.model.errors import ActionableError

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The safe loader, in C where the wheel brings it: ten times as fast."""


class RuleError(ActionableError):
    """A mistake in a rule file: names the file, the entry and what is wrong."""

    def __init__(self, problem: str, file: str, entry: str, detail: str = "") -> None:
        super().__init__(f"rules.{problem}", file=file, entry=entry, detail=detail)


def content(path: Path) -> dict[str, Any]:
    """The sections of a file."""
    try:
        found = parsed(path.read_text(encoding="utf-8"), path.name)
    except FileNotFoundError:
        raise RuleError("missing_file", path.name, "") from None
    if not isinstance(found, dict):
        raise RuleError("wrong_value", path.name, "", "a mapping of sections is expected")
    return found


def parsed(text: str, file: str) -> object:
    """What a YAML text says; `file` names it in the error."""
    try:
        return yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RuleError("not_yaml", file, f"line {mark.line + 1}" if mark else "") from None


def entries(file: str, section: str, kind: type, items: object) -> dict[str, Any]:
    """The entries of a section, by id."""
    if not isinstance(items, list):
        raise RuleError("wrong_value", file, section, "a list of entries is expected")
    entries: dict[str, Any] = {}
    for position, item in enumerate(items, 1):
        name = str(item.get("id", f"#{position}")) if isinstance(item, dict) else f"#{position}"
        entry = built(kind, item, file, f"{section} {name}")
        if name in entries:
            raise RuleError("duplicate_id", file, f"{section} {name}", name)
        entries[name] = entry
    return entries


def built(kind: Any, value: Any, file: str, entry: str) -> Any:
    """`value` as the dataclass `kind`, checked field by field."""
    if not isinstance(value, dict):
        raise RuleError("wrong_value", file, entry, f"{kind.__name__}: a mapping is expected")
    hints, known = _shape(kind)
    for name in value:
        if name not in known:
            raise RuleError("unknown_field", file, entry, str(name))
    for name, field in known.items():
        if name not in value and field.default is MISSING and field.default_factory is MISSING:
            problem = "missing_language" if kind is rules.Label else "missing_field"
            raise RuleError(problem, file, entry, name)
    parts = {name: _value(hints[name], part, file, entry, name) for name, part in value.items()}
    try:
        return kind(**parts)
    except ValueError as error:
        raise RuleError("wrong_value", file, entry, str(error)) from None


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], dict[str, Field[Any]]]:
    """Types and fields of a dataclass, by name."""
    return get_type_hints(kind), {field.name: field for field in fields(kind)}


def _value(kind: Any, value: Any, file: str, entry: str, name: str) -> Any:
    """`value` as a field's type; YAML's own types are taken as they are, never converted silently."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return None if value is None else _value(arguments[0], value, file, entry, name)
    if origin is tuple and isinstance(value, list):
        return tuple(_value(arguments[0], part, file, entry, name) for part in value)
    if origin is not None and origin is not tuple and isinstance(value, dict):
        return {str(key): _value(arguments[1], part, file, entry, name) for key, part in value.items()}
    if kind is object:
        return tuple(value) if isinstance(value, list) else value
    if is_dataclass(kind):
        return built(kind, value, file, entry)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        text = str(value).lower() if isinstance(value, bool) else value
        if isinstance(text, str) and text in list(kind):
            return kind(text)
    elif kind in (str, int, bool, date) and type(value) is kind:
        return value
    elif kind is float and type(value) in (int, float):
        return float(value)
    raise RuleError("wrong_value", file, entry, f"{name}: {value!r}")
