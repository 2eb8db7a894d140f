"""Where everybody stands per purpose, as SQL that other questions build on, and what of it stands in the way."""

from collections.abc import Sequence

from engine.assess.facts import holds
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.rules import Purpose
from engine.store import engagements
from engine.store.database import Database
from engine.store.overrides import rules_of
from engine.store.remembering import remembered
from engine.store.standings import DENIED


def in_play(rules: Catalogue, engagement: Engagement) -> tuple[list[Purpose], list[str]]:
    """The purposes that the deal and the facts bring about, and those that hang on an unanswered fact."""
    verdicts = {name: holds(one.when, engagement) for name, one in rules.purposes.items()}
    return [one for name, one in rules.purposes.items() if verdicts[name]], [
        name for name, verdict in verdicts.items() if verdict is None
    ]


STOOD = """
    served AS (
        SELECT x.subject, v.purpose, bool_or(v.serves) AS serves, bool_or(v.shows) AS shows
        FROM appearance x JOIN assessment a ON a.record = x.record
        JOIN (SELECT unnest($pairs, recursive := true)) v ON v.record_class = a.record_class GROUP BY ALL
    ),
    stood AS (
        SELECT p.id AS subject, p.masked_name, p.kind, u.purpose,
            coalesce(t.standing, CASE WHEN s.shows THEN 'grounded' ELSE 'unanswered' END) AS standing,
            coalesce(t.disputed, false) AS disputed, t.day, coalesce(t.decision, 0) AS decision,
            coalesce(t.record, '') AS record, coalesce(t.rule, '') AS rule, coalesce(t.place, '') AS place
        FROM subject p
        JOIN (SELECT unnest($purposes, recursive := true)) u
            ON list_contains(u.kinds, p.kind) AND (p.minor OR NOT u.minors)
        LEFT JOIN served s ON s.subject = p.id AND s.purpose = u.purpose
        LEFT JOIN standing t ON t.subject = p.id AND t.purpose = u.purpose
        WHERE t.standing IS NOT NULL OR u.everybody OR s.serves
    )
"""
"""Common table expressions that say where everybody stands; its parameters come from `parameters`."""


def parameters(purposes: Sequence[Purpose]) -> dict[str, object]:
    """What `STOOD` wants to know of the purposes."""
    return {
        "pairs": [
            {
                "purpose": one.id,
                "record_class": name,
                "serves": name in one.record_classes,
                "shows": name in one.shown_by,
            }
            for one in purposes
            for name in {*one.record_classes, *one.shown_by}
        ],
        "purposes": [
            {
                "purpose": one.id,
                "kinds": [str(kind) for kind in one.kinds],
                "minors": one.minors,
                "everybody": not (one.record_classes or one.stated_only),
            }
            for one in purposes
        ],
    }


@remembered
def basis_counts(database: Database) -> dict[str, int]:
    """People by what of their standing matters to risks: counts of `Evidence`."""
    rules = rules_of(database)
    purposes, _ = in_play(rules, engagements.load(database))
    resting = [one.id for one in purposes if all(rules.bases[basis].consent for basis in one.bases)]
    row = database.rows(
        f"""
        WITH {STOOD} SELECT
            count(DISTINCT subject) FILTER (standing = 'unanswered' AND purpose IN (SELECT unnest($resting))),
            count(DISTINCT subject) FILTER (standing IN ('refused', 'withdrawn')),
            count(DISTINCT subject) FILTER (standing = 'objected'),
            (SELECT count(DISTINCT subject) FROM debt WHERE settled IS NULL)
        FROM stood
        """,
        parameters(purposes) | {"resting": resting},
    )[0]
    return dict(zip(("people_without_consent", "people_denying", "people_objecting", "owed_people"), row, strict=True))


@remembered
def basis_blockers(database: Database) -> dict[str, int]:
    """What of people's standing blocks the closing, by the blocker's code.

    Purposes and debts say themselves in which deals they do; a record of somebody who said no to the transfer may not
    be planned for it.
    """
    rules, engagement = rules_of(database), engagements.load(database)
    purposes, _ = in_play(rules, engagement)
    owing = [name for name, one in rules.debts.items() if engagement.deal_structure in one.blocks]
    row = database.rows(
        f"""
        WITH {STOOD} SELECT
            (SELECT count(DISTINCT subject) FROM stood WHERE standing = 'unanswered'
                AND purpose IN (SELECT unnest($blocking))),
            (SELECT count(DISTINCT r.id) FROM ({REFUSING}) x JOIN record r ON r.id = x.record
                JOIN disposition d ON d.record = coalesce(r.duplicate_of, r.id) WHERE d.state = 'transferred'),
            (SELECT count(DISTINCT subject) FROM debt WHERE settled IS NULL AND debt IN (SELECT unnest($owing)))
        """,
        parameters(purposes)
        | {
            "blocking": [one.id for one in purposes if one.blocks],
            "owing": owing,
            "transfers": [one.id for one in purposes if one.transfer],
        },
    )[0]
    return dict(zip(("consents_unanswered", "objections_planned", "owed_people"), row, strict=True))


REFUSING = f"""
    SELECT DISTINCT x.record FROM appearance x JOIN standing t ON t.subject = x.subject
    WHERE t.standing IN ({DENIED}) AND t.purpose IN (SELECT unnest($transfers))
"""
"""SQL for the records of people who said no to the transfer; `transfers` are the purposes that are one."""
