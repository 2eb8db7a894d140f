"""Chapter "verdict": may the company be handed over or deregistered, what stands in the way, the overview's numbers."""

from engine.model.assessment import Level
from engine.report.blocks import (
    Block,
    Chapter,
    Column,
    callout,
    key_figures,
    number,
    paragraph,
    ranked,
    share,
    stack,
    stacks,
    table,
)
from engine.report.voice import Voice
from engine.views.findings import Exposure
from engine.views.overview import Overview
from engine.views.people import People
from engine.views.risks import STAGES

_GROUPS = {"identity": "identity", "bank": "bank", "health": "health", "minors": "minor"}
"""Tiles of people, and the group of entity types that each counts."""


def verdict(voice: Voice, seen: Overview, found: Exposure) -> Chapter:
    """The manager's page: verdict, blockers and the numbers of the overview screen."""
    blocks = [answer(voice, seen), *blockers(voice, seen)]
    if not seen.coverage.read:
        blocks.append(not_scanned(voice))
    blocks.append(tiles(voice, seen, found))
    if seen.balance.records:
        blocks.append(_balance(voice, seen))
    if sum(seen.levels["inherent"].values()):
        blocks.append(_levels(voice, seen))
    blocks.append(paragraph(voice("verdict.reading")))
    return Chapter(voice("verdict.title"), tuple(blocks), newpage=True)


def not_scanned(voice: Voice) -> Block:
    """Nothing was read, which says nothing about what the company holds."""
    return callout("warn", voice("not_scanned.title"), voice("not_scanned.text"))


def answer(voice: Voice, seen: Overview) -> Block:
    """May it close, as of when, and how long there is."""
    closing = seen.engagement.closing_date
    if closing is None or seen.days_left is None:
        time_left = voice("verdict.no_closing")
    else:
        key = "verdict.days_left" if seen.days_left >= 0 else "verdict.days_over"
        time_left = voice(key, closing=voice.day(closing), days=abs(seen.days_left))
    return callout(
        "good" if seen.verdict.ready else "warn",
        voice.term("verdict", seen.verdict.code),
        voice("verdict.basis", count=len(seen.verdict.blockers), as_of=voice.day(seen.engagement.as_of)),
        time_left,
    )


def blockers(voice: Voice, seen: Overview, most: int = 0) -> list[Block]:
    """What stands in the way; nothing if nothing does. With `most`, the first ones, and how many more there are."""
    found = seen.verdict.blockers
    if not found:
        return []
    rows = [
        [str(place), voice.term("blocker", code, number=number(count))]
        for place, (code, count) in enumerate(found[: most or None], 1)
    ]
    if len(rows) < len(found):
        rows.append(["", voice("verdict.more_blockers", count=len(found) - len(rows))])
    columns = [Column(voice("col.number"), right=True), Column(voice("col.blocker"), fr=1)]
    return [table(voice("verdict.blockers", count=len(found)), columns, rows, size=9)]


def tiles(voice: Voice, seen: Overview, found: Exposure) -> Block:
    """The numbers of the overview."""
    read = seen.coverage
    people = seen.people
    known = bool(read.read)

    def counted(value: int) -> str:
        return number(value) if known else "–"

    items = [
        (
            voice("tile.people"),
            counted(people.total),
            voice("tile.people_detail", customers=number(seen.customers)) if known else voice("not_scanned.short"),
            "bar",
        ),
        *(
            (voice(f"tile.{name}"), counted(getattr(people, name)), group_detail(voice, people, found, name), "warn")
            for name in _GROUPS
        ),
        (
            voice("tile.coverage"),
            share(read.read, read.found),
            voice("tile.coverage_detail", read=number(read.read), found=number(read.found)),
            "bar",
        ),
        (
            voice("tile.findings"),
            counted(seen.findings),
            voice("tile.findings_detail", count=number(seen.findings_open)),
            "bar",
        ),
        (
            voice("tile.tasks"),
            f"{seen.tasks_done} / {seen.tasks_total}",
            voice("tile.tasks_detail", count=number(seen.tasks_overdue)),
            "warn" if seen.tasks_overdue else "bar",
        ),
    ]
    return key_figures(items)


def group_detail(voice: Voice, people: People, found: Exposure, name: str) -> str:
    """The share of all people; where nobody can be told although such data was found, that it was found."""
    count = getattr(people, name)
    kinds = voice.rules.entity_types
    exposures = sum(line.exposures for line in found.types if kinds[line.entity_type].group == _GROUPS[name])
    if not count and exposures:
        return voice("tile.nobody_told", count=number(exposures))
    if not people.total:
        return voice("tile.nobody")
    return voice("tile.of_people", share=share(count, people.total))


def _balance(voice: Voice, seen: Overview) -> Block:
    caption = voice("verdict.balance", count=number(seen.balance.records), difference=number(seen.balance.difference))
    return stack(caption, voice.marks("disposition_state", ranked(seen.balance.states)))


def _levels(voice: Voice, seen: Overview) -> Block:
    ranked = [str(level) for level in (Level.SEVERE, Level.HIGH, Level.MEDIUM, Level.LOW, Level.UNKNOWN)]
    rows = [
        (voice(f"stage.{stage}"), voice.marks("level", {level: seen.levels[stage][level] for level in ranked}))
        for stage in STAGES
    ]
    scenarios = sum(seen.levels["inherent"].values())
    legend = voice.marks("level", dict.fromkeys(ranked, 0))
    return stacks(voice("verdict.levels", count=number(scenarios)), rows, legend, label_mm=18)
