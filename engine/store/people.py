"""What linking writes of people, and which appearances hang together; all of it can be computed again."""

from collections.abc import Collection, Iterable, Mapping

from engine.model.people import Appearance, Key, Linked
from engine.store.database import Database, Writer

_OF_SUBJECTS = (("subject", "id"), ("appearance", "subject"), ("attribution", "subject"), ("tie", "subject"))
_KEYS = "SELECT unnest(?) AS record, unnest(?) AS ordinal"


def write(
    writer: Writer,
    appearances: Iterable[tuple[Appearance, str]],
    linked: Linked,
    minors: Collection[Key],
    fingerprints: Mapping[Key, str],
) -> None:
    """Add data subjects, their appearances, what these share, whose each finding is, and what hangs together.

    Appearances come with their masked names; `minors` are appearances of children, and a fingerprint changes with
    anything that linking looks at.
    """
    links = {(link.record, link.ordinal): link for link in linked.links}
    children = {links[key].subject for key in minors if key in links}
    shown, owned = [], []
    for one, masked_name in appearances:
        link = links.get((one.record, one.ordinal))
        if link is None:
            continue
        shown.append(
            {
                "record": one.record,
                "ordinal": one.ordinal,
                "role": str(one.role),
                "subject": link.subject,
                "reason": link.reason,
                "entity_type": link.entity_type,
                "masked_name": masked_name,
            }
        )
        owned += [{"finding": id, "record": one.record, "subject": link.subject} for id in one.finding_ids]
    writer.insert("appearance", shown)
    writer.insert("attribution", owned)
    writer.insert("subject", _subjects(linked, children))
    writer.insert("tie", _ties(linked))
    writer.insert("component", _components(linked, fingerprints))


def _subjects(linked: Linked, children: Collection[str]) -> list[dict[str, object]]:
    return [
        {
            "id": one.id,
            "kind": str(one.kind),
            "masked_name": one.masked_name,
            "household": one.household,
            "minor": one.id in children,
            "name_key": one.name_key,
        }
        for one in linked.subjects
    ]


def _ties(linked: Linked) -> list[dict[str, object]]:
    return [
        {
            "subject": one.subject,
            "thing": one.thing,
            "record": one.record,
            "ordinal": one.ordinal,
            "reason": one.reason,
            "entity_type": one.entity_type,
            "masked": one.masked,
        }
        for one in linked.shared
    ]


def _components(linked: Linked, fingerprints: Mapping[Key, str]) -> list[dict[str, object]]:
    return [
        {
            "record": key[0],
            "ordinal": key[1],
            "first_record": first[0],
            "first_ordinal": first[1],
            "fingerprint": fingerprints[key],
        }
        for key, first in linked.components.items()
    ]


def subjects_of(database: Database, keys: Collection[Key]) -> set[str]:
    """Whose these appearances are."""
    rows = database.rows(
        f"SELECT DISTINCT subject FROM appearance JOIN ({_KEYS}) USING (record, ordinal)", _bound(keys)
    )
    return {subject for (subject,) in rows}


def forget_everybody(writer: Writer) -> None:
    """Remove all that linking wrote."""
    for table in (*dict(_OF_SUBJECTS), "component"):
        writer.execute(f"DELETE FROM {table}")


def forget(database: Database, writer: Writer, keys: Collection[Key]) -> None:
    """Remove what linking wrote of whole components, which are `keys`."""
    bound = _bound(keys)
    theirs = database.rows(f"SELECT DISTINCT subject FROM appearance JOIN ({_KEYS}) USING (record, ordinal)", bound)
    subjects = [subject for (subject,) in theirs]
    for table, column in _OF_SUBJECTS:
        writer.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT unnest(?))", [subjects])
    writer.execute(f"DELETE FROM component WHERE (record, ordinal) IN ({_KEYS})", bound)


def hanging_together(database: Database, keys: Collection[Key]) -> set[Key]:
    """The appearances in the components of these, as they were linked last; those not known then are not among them."""
    chosen = f"SELECT DISTINCT first_record, first_ordinal FROM component JOIN ({_KEYS}) USING (record, ordinal)"
    rows = database.rows(
        f"SELECT record, ordinal FROM component JOIN ({chosen}) USING (first_record, first_ordinal)", _bound(keys)
    )
    return set(rows)


def fingerprints(database: Database, records: Collection[str]) -> dict[Key, str]:
    """Of all appearances that were in these records when they were linked last."""
    rows = database.rows(
        "SELECT record, ordinal, fingerprint FROM component WHERE record IN (SELECT unnest(?))", [list(records)]
    )
    return {(record, ordinal): fingerprint for record, ordinal, fingerprint in rows}


def _bound(keys: Collection[Key]) -> list[object]:
    return [[record for record, _ in keys], [ordinal for _, ordinal in keys]]
