"""Which records a hold reaches, as SQL: what it names, and what cannot be parted from that."""

from collections.abc import Sequence
from functools import cache

from engine.catalogue import catalogue
from engine.views.selection import RECORDS, Selection, record_condition

STANDING = ("source", "kind", "type", "sensitivity", "record_class", "year", "subject_kind", "coverage")
"""Facets that say the same of a record before and after decisions; a filter of these holds for later records too."""

Query = tuple[str, list[object]]
"""SQL that gives ids of records in the column `id`, and its parameters."""


def is_standing(selection: Selection) -> bool:
    """Whether records found later can come under a hold on this filter."""
    return selection == selection.only(*STANDING)


def of_records(records: Sequence[str]) -> Query:
    """These records."""
    return "SELECT unnest(?) AS id", [list(records)]


def of_filter(selection: Selection) -> Query:
    """What the filter lets through."""
    condition, values = record_condition(selection)
    return f"SELECT r.id FROM {RECORDS} WHERE {condition}", values


def of_people(subjects: Sequence[str]) -> Query:
    """The records these people are in, and those in which a value stands that points to one of them alone."""
    return (
        """
        SELECT record AS id FROM appearance WHERE subject IN (SELECT unnest(?))
        UNION SELECT f.record FROM finding f WHERE f.state <> 'rejected' AND (f.entity_type, f.value_hmac) IN (
            SELECT (o.entity_type, o.value_hmac) FROM attribution t JOIN finding o ON o.id = t.finding
            WHERE t.subject IN (SELECT unnest(?)) AND o.state <> 'rejected' AND o.entity_type IN (SELECT unnest(?)))
        """,
        [list(subjects), list(subjects), _telling_types()],
    )


def with_belongings(query: Query) -> Query:
    """The same records with what hangs on them: all copies, and the attachments of a message and of its copies."""
    named, values = query
    return (
        f"""
        WITH named AS ({named}),
        copied AS (SELECT c.id, c.source, c.locator FROM record c WHERE coalesce(c.duplicate_of, c.id) IN (
            SELECT coalesce(r.duplicate_of, r.id) FROM record r JOIN named USING (id))),
        inside AS (SELECT id, source, locator, unnest(range(1, len(string_split(locator, '/')))) AS steps
            FROM record WHERE contains(locator, '/')),
        whole AS (SELECT id FROM copied UNION SELECT i.id FROM inside i JOIN copied c ON c.source = i.source
            AND c.locator = array_to_string(string_split(i.locator, '/')[1:i.steps], '/'))
        SELECT r.id FROM record r WHERE r.fields IS NOT NULL AND coalesce(r.duplicate_of, r.id) IN (
            SELECT coalesce(w.duplicate_of, w.id) FROM record w JOIN whole USING (id))
        """,
        values,
    )


@cache
def _telling_types() -> list[str]:
    """Entity types whose values point to one person."""
    return sorted(kind.id for kind in catalogue().entity_types.values() if kind.identifier)
