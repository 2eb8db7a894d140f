"""The review's random sample: which findings it asks a person to judge, and how right findings are by those judged.

Findings are drawn by type and band of score from what the engine found, duplicates and the deny list left out and
whatever was decided since. The draw orders each stratum by a hash of the engagement and the finding, whose id comes
from the source's bytes: the same scan draws the same sample on any machine, and a later scan adds to it without undoing
what was judged. Decisions made elsewhere, by somebody looking for errors, do not count.
"""

from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa

from engine.assess.precision import Estimate, Judged, estimate, stratified
from engine.catalogue import catalogue
from engine.store import engagements
from engine.store.database import Database
from engine.store.remembering import carried, remembered
from engine.views.records import Part, record_text

__all__ = ["Drawn", "Estimate", "Precision", "Stratum", "TypePrecision", "band_of", "drawn", "excerpt", "precision"]

_AROUND = 160
_MD5 = 32
"""Letters of an MD5 hash."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Findings of one type in one band: all, those drawn, those judged, those judged right, and the estimate if any."""

    entity_type: str
    band: str
    findings: int
    drawn: int
    judged: int
    right: int
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class TypePrecision:
    """One entity type over its bands; `covered` findings lie in bands of which something was judged."""

    entity_type: str
    findings: int
    covered: int
    drawn: int
    judged: int
    estimate: Estimate | None


@dataclass(frozen=True, slots=True)
class Precision:
    """How right the engine's findings are, before any was rejected; estimates are None where nothing was judged."""

    findings: int
    covered: int
    drawn: int
    judged: int
    estimate: Estimate | None
    types: tuple[TypePrecision, ...]
    strata: tuple[Stratum, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One finding of the sample; `verdict` is what was said of it: confirmed, rejected or "" (not judged)."""

    finding: str
    record: str
    entity_type: str
    band: str
    score: float
    recognizer: str
    verdict: str


def band_of(score: float) -> str:
    """The id of the band a score lies in."""
    return max(
        (one for one in catalogue().score_bands.values() if one.starts_at <= score), key=lambda b: b.starts_at
    ).id


@carried
def _placed(database: Database, known: pa.Table | None, _judged: Collection[str]) -> pa.Table:
    """What is drawn: (entity_type, band, findings, id, place); what is said of findings changes nothing about it."""
    if known is not None:
        return known
    bands = sorted(catalogue().score_bands.values(), key=lambda one: -one.starts_at)
    score = "round(CAST(f.score AS DOUBLE), 3)"
    band = " ".join(f"WHEN {score} >= {one.starts_at} THEN '{one.id}'" for one in bands)
    size = " ".join(f"WHEN '{one.id}' THEN {one.sample}" for one in bands)
    return database.table(
        f"""
        WITH strata AS (
            SELECT f.entity_type, CASE {band} END AS band, count(*) AS findings,
                min(md5(? || f.id) || f.id, {max(one.sample for one in bands)}) AS first
            FROM finding f JOIN record r ON r.id = f.record
            WHERE r.duplicate_of IS NULL AND r.fields IS NOT NULL AND f.listed = 0 GROUP BY 1, 2
        ), placed AS (
            SELECT entity_type, band, findings, unnest(first)[{_MD5 + 1}:] AS id,
                unnest(range(1, len(first) + 1)) AS place FROM strata
        )
        SELECT * FROM placed p WHERE p.place <= CASE p.band {size} END
        """,
        [engagements.load(database).slug],
    )


_SAMPLE = """
    WITH said AS (
        SELECT finding, arg_max(state, event) AS verdict FROM finding_review WHERE made_in <> 'filter'
        GROUP BY 1 HAVING bool_or(made_in = 'sample')
    )
    SELECT p.*, CASE WHEN s.verdict IN ('confirmed', 'rejected') THEN s.verdict ELSE '' END AS verdict
    FROM placed p LEFT JOIN said s ON s.finding = p.id
"""
"""SQL: (entity_type, band, findings, id, place, verdict) of those drawn, with how many their stratum holds."""


@remembered
def precision(database: Database) -> Precision:
    """How right findings are, by type and band, by type, and altogether."""
    rows = database.rows(
        f"""
        SELECT entity_type, band, any_value(findings), count(*), count(*) FILTER (verdict <> ''),
            count(*) FILTER (verdict = 'confirmed') FROM ({_SAMPLE}) GROUP BY 1, 2
        """,
        given={"placed": _placed(database)},
    )
    order = list(catalogue().score_bands)
    strata = [
        Stratum(name, band, findings, asked, judged, right, estimate(Judged(findings, judged, right)))
        for name, band, findings, asked, judged, right in rows
    ]
    strata.sort(key=lambda one: (one.entity_type, -order.index(one.band)))
    names = sorted({one.entity_type for one in strata}, key=lambda name: (-_sum(strata, "findings", name), name))
    types = tuple(
        TypePrecision(
            name,
            _sum(strata, "findings", name),
            sum(one.findings for one in strata if one.entity_type == name and one.judged),
            _sum(strata, "drawn", name),
            _sum(strata, "judged", name),
            stratified([_judged(one) for one in strata if one.entity_type == name]),
        )
        for name in names
    )
    return Precision(
        _sum(strata, "findings"),
        sum(one.findings for one in strata if one.judged),
        _sum(strata, "drawn"),
        _sum(strata, "judged"),
        stratified([_judged(one) for one in strata]),
        types,
        tuple(strata),
    )


def drawn(database: Database, entity_type: str = "") -> tuple[Drawn, ...]:
    """The sample (of one type, if it is named) in the order of judging: each stratum's first, its second, and so on."""
    rows = database.rows(
        "SELECT f.id, f.record, p.entity_type, p.band, round(CAST(f.score AS DOUBLE), 3), f.recognizer, p.verdict"
        f" FROM ({_SAMPLE}) p JOIN finding f ON f.id = p.id WHERE ? = '' OR p.entity_type = ?"
        " ORDER BY p.place, p.entity_type, p.band",
        [entity_type, entity_type],
        {"placed": _placed(database)},
    )
    return tuple(Drawn(*row) for row in rows)


def excerpt(database: Database, one: Drawn, reveal: bool = False) -> tuple[Part, ...]:
    """The finding with the text around it; masked unless `reveal` (the action `reveal` logs that look)."""
    for field in record_text(database, one.record, reveal).fields:
        at = next((n for n, part in enumerate(field.parts) if part.finding == one.finding), None)
        if at is not None:
            before, after = _cut(field.parts[:at][::-1], ending=True)[::-1], _cut(field.parts[at + 1 :])
            return (*before, field.parts[at], *after)
    return ()


def _cut(parts: tuple[Part, ...], ending: bool = False) -> list[Part]:
    """The nearest parts, `_AROUND` characters of them; `ending`: they lie before, and their ends are the nearest."""
    kept: list[Part] = []
    left = _AROUND
    for part in parts:
        if left <= 0:
            break
        if len(part.text) > left and not part.finding:
            kept.append(Part("…" + part.text[-left:] if ending else part.text[:left] + "…"))
            break
        kept.append(part)
        left -= len(part.text)
    return kept


def _judged(one: Stratum) -> Judged:
    return Judged(one.findings, one.judged, one.right)


def _sum(strata: list[Stratum], name: str, entity_type: str = "") -> int:
    return sum(getattr(one, name) for one in strata if entity_type in ("", one.entity_type))
