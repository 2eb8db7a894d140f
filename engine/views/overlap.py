"""Sources that hold the same things: an export that was made again later, and what changed in between."""

from dataclasses import dataclass

from engine.store.database import Database
from engine.views.paging import Page, page_of

LEAST_ITEMS = 3
"""So many items must two sources share to be two exports of the same."""
LEAST_SHARE = 0.2
"""The share of the smaller source's items that must be in the other one."""
CHANGES = ("new", "gone", "changed", "same")

_KEYED = """
    keyed AS (SELECT source, item_key, min(content_hash) AS content, min(id) AS record, min(locator) AS locator,
        min(kind) AS kind FROM record WHERE item_key IS NOT NULL GROUP BY 1, 2)
"""


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two sources by number, the older export and the newer one, and their items by what became of them."""

    older: int
    newer: int
    older_name: str
    newer_name: str
    same: int
    changed: int
    new: int
    gone: int


@dataclass(frozen=True, slots=True)
class OverlapItem:
    """One item of two overlapping exports; `record` is the newer one where both hold it."""

    change: str
    kind: str
    locator: str
    record: str
    older_record: str


def overlaps(database: Database) -> tuple[Overlap, ...]:
    """Pairs of sources with enough in common; the newer one has the later last date, else came in later.

    Two that share keys but not one item with the same content (orders, and the payments for them) are no exports of
    the same.
    """
    query = f"""
        WITH {_KEYED},
        export AS (SELECT k.source, count(*) AS items, any_value(s.ordinal) AS number, any_value(s.name) AS name,
            (SELECT max(r.day) FROM record r WHERE r.source = k.source) AS last
            FROM keyed k JOIN source s ON s.sha256 = k.source GROUP BY 1 HAVING count(*) >= {LEAST_ITEMS}),
        pair AS (SELECT a.source AS one, b.source AS other, count(*) AS shared,
            count(*) FILTER (a.content = b.content) AS same
            FROM keyed a JOIN keyed b ON a.item_key = b.item_key AND a.source < b.source GROUP BY 1, 2),
        ordered AS (SELECT x.*, y.source AS y_source, y.items AS y_items, y.number AS y_number, y.name AS y_name,
            p.shared, p.same FROM pair p JOIN export x ON x.source IN (p.one, p.other)
            JOIN export y ON y.source IN (p.one, p.other)
            WHERE (coalesce(x.last, y.last), x.number) < (coalesce(y.last, x.last), y.number))
        SELECT number, y_number, name, y_name, same, shared - same, y_items - shared, items - shared FROM ordered
        WHERE same > 0 AND shared >= {LEAST_ITEMS} AND shared >= {LEAST_SHARE} * least(items, y_items) ORDER BY 1, 2
    """
    return tuple(Overlap(*row) for row in database.rows(query))


def overlap_items(
    database: Database, older: int, newer: int, change: str, number: int = 1, size: int = 50
) -> Page[OverlapItem]:
    """The items of two exports (by source number) to which one of `CHANGES` applies."""
    query = f"""
        WITH {_KEYED},
        older AS (SELECT k.* FROM keyed k JOIN source s ON s.sha256 = k.source AND s.ordinal = ?),
        newer AS (SELECT k.* FROM keyed k JOIN source s ON s.sha256 = k.source AND s.ordinal = ?)
        SELECT CASE WHEN o.item_key IS NULL THEN 'new' WHEN n.item_key IS NULL THEN 'gone'
                WHEN o.content = n.content THEN 'same' ELSE 'changed' END AS change,
            coalesce(n.kind, o.kind), coalesce(n.locator, o.locator), coalesce(n.record, o.record),
            coalesce(o.record, '')
        FROM older o FULL JOIN newer n ON n.item_key = o.item_key
        WHERE change = ? ORDER BY 3, 4
    """
    return page_of(database, query, [older, newer, change], number, size, lambda row: OverlapItem(*row))
