"""A copy of what is held of a person, to be handed out: value by value, as a file for a spreadsheet."""

from collections.abc import Sequence

from engine.catalogue import Catalogue
from engine.report.table_files import csv_file
from engine.strings import Words
from engine.views.held_values import HeldValue
from engine.views.selection import sensitive_types

_COLUMNS = ("type", "value", "sensitive", "records", "fields", "sources", "first", "last", "classes", "until")


def copy_csv(values: Sequence[HeldValue], words: Words, rules: Catalogue) -> bytes:
    """The values with where, since when and until when each is held; the words say whether they are masked."""
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
        comma.join(fields),
        comma.join(map(str, one.sources)),
        one.first,
        one.last,
        comma.join(found.label[language] if found else name for found, name in zip(classes, one.classes, strict=True)),
        one.until,
    ]
