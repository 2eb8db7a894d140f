"""An entry as the mapping its file would hold, and that mapping as text."""

from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from typing import Any

import yaml


def stated(entry: Any) -> dict[str, Any]:
    """The fields of an entry that say something, in the order of its dataclass; what is at its default is left out."""
    told: dict[str, Any] = {}
    for field in fields(entry):
        value = getattr(entry, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if value != default:
            told[field.name] = _plain(value)
    return told


def text(content: Mapping[str, Any]) -> str:
    """The mapping as YAML, words of any script as they are."""
    return yaml.safe_dump(dict(content), allow_unicode=True, sort_keys=False)


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return stated(value)
    if isinstance(value, StrEnum):
        return str(value)
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value
