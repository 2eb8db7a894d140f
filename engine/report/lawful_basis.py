"""Chapter "lawful basis": for each use what people said or what else it rests on, and what they are owed."""

from collections.abc import Sequence

from engine.model.basis import Standing
from engine.report.blocks import (
    Block,
    Cell,
    Chapter,
    Column,
    callout,
    key_figures,
    number,
    paragraph,
    section,
    table,
)
from engine.report.verdict import not_scanned
from engine.report.voice import Voice
from engine.views.basis import Bases, PurposeLine
from engine.views.debts import DebtSum

_DENIED = (Standing.WITHDRAWN, Standing.REFUSED)


def basis_chapter(voice: Voice, known: Bases, owed: Sequence[DebtSum], owing: int, scanned: bool) -> Chapter:
    """People by purpose and standing, then sums of what is owed; `owing` people must be settled before the closing."""
    if not scanned:
        return Chapter(voice("standing.title"), (not_scanned(voice),))
    blocks: list[Block] = [paragraph(voice("standing.lead")), _tiles(voice, known, owing), *_waiting(voice, known)]
    if known.lines:
        blocks.append(_purposes(voice, known.lines))
    if known.open:
        names = voice("join").join(voice.named(voice.rules.purposes, one) for one in known.open)
        blocks.append(paragraph(voice("standing.open", purposes=names)))
    in_force = sum(not one.undone for one, _ in known.decisions)
    if in_force:
        blocks.append(paragraph(voice("standing.by_hand", count=number(in_force))))
    blocks += [section(voice("standing.debts")), *_debts(voice, owed)]
    return Chapter(voice("standing.title"), tuple(blocks))


def _tiles(voice: Voice, known: Bases, owing: int) -> Block:
    disputed = sum(line.disputed for line in known.lines)
    counts = {
        "unanswered": (known.count(Standing.UNANSWERED), "warn"),
        "consented": (known.count(Standing.CONSENTED), "bar"),
        "grounded": (known.count(Standing.GROUNDED), "bar"),
        "denied": (known.count(*_DENIED), "bar"),
        "objected": (known.count(Standing.OBJECTED), "bar"),
        "disputed": (disputed, "warn"),
        "owed": (owing, "warn"),
    }
    tiles = [
        (voice(f"standing.tile.{name}"), number(count), voice(f"standing.detail.{name}"), tone if count else "good")
        for name, (count, tone) in counts.items()
    ]
    return key_figures(tiles)


def _waiting(voice: Voice, known: Bases) -> list[Block]:
    """What the law of this deal does not let anybody leave open."""
    lines = [line for line in known.lines if voice.rules.purposes[line.purpose].blocks]
    told = [
        voice("standing.waiting", purpose=voice.named(voice.rules.purposes, line.purpose),
              count=number(line.standings[Standing.UNANSWERED]), people=number(line.people))
        for line in lines if line.standings[Standing.UNANSWERED]
    ]  # fmt: skip
    return [callout("warn", voice("standing.blocks"), *told)] if told else []


def _purposes(voice: Voice, lines: Sequence[PurposeLine]) -> Block:
    """A row per use: what it may rest on and by which law, the people it concerns by standing, which sum to them."""
    rows: list[list[Cell]] = []
    for line in lines:
        rule = voice.rules.purposes[line.purpose]
        grounds = voice("join").join(voice.named(voice.rules.bases, one) for one in rule.bases)
        name: Cell = {"text": rule.label[voice.language], "below": f"{grounds} · {voice.citation(rule.authority)}"}
        counts = (line.people, *(line.standings[one] for one in Standing), line.disputed)
        rows.append([name, *(number(count) if count else "–" for count in counts)])
    columns = [Column(voice("standing.purpose"), fr=1), Column(voice("standing.people"), right=True)]
    columns += [Column(voice.term("standing", one), right=True) for one in Standing]
    columns.append(Column(voice("standing.disputed"), right=True))
    return table(voice("standing.table", count=number(len(rows))), columns, rows, size=7.2)


def _debts(voice: Voice, owed: Sequence[DebtSum]) -> list[Block]:
    if not owed:
        return [paragraph(voice("standing.no_debts"))]
    rows: list[list[Cell]] = []
    for one in owed:
        rule = voice.rules.debts[one.debt]
        unnamed = voice("standing.no_currency") if rule.money else "–"
        name: Cell = {"text": rule.label[voice.language], "note": voice.citation(rule.authority)}
        counts = (number(one.people), f"{one.amount:,.2f}", number(one.settled), f"{one.open_amount:,.2f}")
        rows.append([name, one.currency or unnamed, *counts, number(one.unclear) if one.unclear else "–"])
    columns = [Column(voice("standing.debt"), fr=1), Column(voice("standing.currency"))]
    columns += [
        Column(voice(f"standing.{name}"), right=True) for name in ("people", "amount", "settled", "left", "unclear")
    ]
    return [table(voice("standing.debts_table", count=number(len(rows))), columns, rows)]
