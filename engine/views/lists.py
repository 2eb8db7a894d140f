"""Rules and lists of the review as they stand, and what the company's own names would put on the ignore list."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from engine.model.findings import FindingState
from engine.model.review import Reach, Rule, RuleKind
from engine.store import engagements, reviews
from engine.store.database import Database
from engine.store.remembering import carried
from engine.views.review import changing, spoken_of
from engine.views.selection import Selection

_COVERED = (Reach.VALUE, Reach.WORD)
_ADDED = re.compile(r"[（(][^）)]*[）)]")
_BUSINESS = re.compile(
    r"(?:股份|有限|责任|公司|集团|工作室|摄影|影像|影楼|数码|文化|传媒|艺术|科技|商贸|贸易|免税|商店|商行|连锁)+$"
    r"|\b(?:co|ltd|limited|inc|llc|gmbh|company|group|studio|studios|photo|photography|shop|store|trading)\b\.?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"^(?:.{2,3}?[省市区县]|北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|香港|澳门)+")
_LATIN = re.compile(r"[A-Za-z]{4,}")


@dataclass(frozen=True, slots=True)
class StandingRule:
    """A rule or an entry: what it says, who made it when and why, and how many findings it holds now.

    `source` is a source's number, 0 for all; `selection` is set where it follows a filter; `text` is covered where it
    is a value, unless it was asked for in clear. `pending`: people and stored text do not follow it yet.
    """

    event: int
    kind: str
    reach: str
    state: str
    entity_type: str
    source: int
    text: str
    selection: Selection | None
    reason: str
    made_by: str
    made_at: datetime
    ended: bool
    pending: bool
    findings: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """One of the company's own names that stands in findings which are open, with their number."""

    text: str
    reach: str
    entity_type: str
    findings: int


def standing(database: Database, reveal: bool = False) -> tuple[StandingRule, ...]:
    """All rules and entries, the newest first, withdrawn ones too (the action `reveal_lists` logs a look in clear)."""
    rows = database.rows(
        """
        SELECT q.event, q.kind, q.reach, q.state, q.entity_type, coalesce(s.ordinal, 0), q.text, q.shown, q.reason,
            q.made_by, q.made_at, q.ended IS NOT NULL, NOT q.applied,
            (SELECT count(*) FROM finding f WHERE f.decision = q.event AND f.decided_by = q.kind)
        FROM review_rule q LEFT JOIN source s ON s.sha256 = q.source ORDER BY q.event DESC
        """
    )
    lines = []
    for *known, text, shown, reason, made_by, made_at, ended, pending, findings in rows:
        reach = known[2]
        followed = Selection.from_query(json.loads(text)) if reach in (Reach.FILTER, Reach.MEMBERS) else None
        said = shown if reach in _COVERED and not (reveal and text) else "" if followed is not None else text
        lines.append(
            StandingRule(*known, said, followed, reason, made_by, made_at, ended, pending, findings)  # pyright: ignore
        )
    return tuple(lines)


def proposals(database: Database) -> tuple[Proposal, ...]:
    """The company's names and domains that stand in findings and are not listed yet, the most frequent first."""
    listed = {(rule.reach, rule.text.casefold()) for rule in reviews.rules(database) if rule.kind is RuleKind.ALLOW}
    entries = _entries(database)
    counts = changing(database, _bearing(database), entries[0]) if entries else {}
    found = (
        Proposal(entry.text, str(entry.reach), entry.entity_type, counts[place])
        for place, entry in enumerate(entries)
        if place in counts and (entry.reach, entry.text.casefold()) not in listed
    )
    return tuple(sorted(found, key=lambda one: (-one.findings, one.text)))


@carried
def _bearing(database: Database, known: pa.Table | None, _judged: Collection[str]) -> pa.Table:
    """The findings in which one of the company's names stands, which no decision about a finding changes."""
    return spoken_of(database, _entries(database)) if known is None else known


def _entries(database: Database) -> list[Rule]:
    """An entry of the ignore list for each name and domain of the company."""
    engagement = engagements.load(database)
    domains = {domain.lower().lstrip("@") for domain in engagement.staff_domains if "." in domain}
    names = _names(engagement.company) | {domain.split(".")[0] for domain in domains}
    return [
        Rule(RuleKind.ALLOW, reach, FindingState.REJECTED, entity_type, text=text)
        for reach, entity_type, texts in ((Reach.WORD, "PERSON", names), (Reach.DOMAIN, "EMAIL", domains))
        for text in sorted(texts)
    ]


def _names(company: str) -> set[str]:
    """What a company may be called: its name as it stands, and what is left without place and line of business."""
    bare = _ADDED.sub("", company).strip()
    core = bare
    while (shorter := _BUSINESS.sub("", _PLACE.sub("", core)).strip(" ,.&")) != core:
        core = shorter
    return {name for name in (bare, core, *_LATIN.findall(core)) if len(name) > 1}
