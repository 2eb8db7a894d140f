"""The demo as an all-seeing detector would leave it: records, findings at the true places, and who is meant."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from engine import demo
from engine.model.people import Appearance
from engine.model.records import Record
from engine.scan.normalise import normalise
from engine.scan.people import appearances


@dataclass(frozen=True)
class Spot:
    """A finding at a true place."""

    id: str
    field: str
    start: int
    end: int
    entity_type: str


def spots(told: demo.TrueRecord) -> list[Spot]:
    """Every value of the truth wherever it stands in the record, longest first, without overlaps."""
    found: list[Spot] = []
    mentions = sorted({(m.entity_type, m.value) for m in told.mentions}, key=lambda pair: (-len(pair[1]), pair))
    for name, text in told.fields.items():
        taken = [False] * len(text)
        if name == "message_id":
            continue
        for entity_type, value in mentions:
            at = text.find(value)
            while at >= 0:
                end = at + len(value)
                if not any(taken[at:end]) and (
                    entity_type != "PERSON" or len(value) > 1 or _titled(told, name, text, end)
                ):
                    taken[at:end] = [True] * len(value)
                    found.append(Spot(f"{told.source}{told.key}{name}{at}{entity_type}", name, at, end, entity_type))
                at = text.find(value, end)
    return found


def _titled(told: demo.TrueRecord, name: str, text: str, end: int) -> bool:
    """A surname alone counts as a name before a title, or as a whole cell."""
    return (
        len(text) == 1 or text[end : end + 2] in {"女士", "先生", "阿姨", "老师", "经理"} or text[end : end + 1] == "姐"
    )


def record(told: demo.TrueRecord) -> Record:
    return Record(told.source, told.key, told.kind, told.fields, told.key)


def seen() -> Iterator[tuple[Appearance, str]]:
    """Every appearance of the demo with the internal number of the person it is, "" if that cannot be said."""
    for told in demo.truth().records:
        places = {spot.id: spot for spot in spots(told)}
        whose: dict[tuple[str, str], set[str]] = {}
        for mention in told.mentions:
            whose.setdefault((mention.entity_type, mention.value), set()).add(mention.person)
        for one in appearances(record(told), list(places.values()), demo.engagement().staff_domains):
            votes: Counter[str] = Counter()
            for spot in (places[id] for id in one.finding_ids):
                value = told.fields[spot.field][spot.start : spot.end]
                people = whose[spot.entity_type, value]
                weight = 5 if spot.entity_type == "PERSON" else 2 if len(people) == 1 else 1
                for person in people:
                    votes[person] += weight
            yield one, votes.most_common(1)[0][0] if votes else ""


def known(entity_type: str, value: str) -> tuple[str, str]:
    return entity_type, normalise(entity_type, value)
