"""What a rule asks, in words: its number, its conditions with the engagement's answers, its deadline."""

from collections.abc import Callable
from typing import Any

from engine.assess.applying import Applying, Ground, Reason
from engine.assess.facts import answer
from engine.catalogue import Catalogue
from engine.model.engagement import Engagement
from engine.model.rules import Condition, Deadline, DeadlineKind, FactType, Need
from engine.strings import Words
from pages.frame.grounds import lasts, period
from pages.frame.guard import Place
from pages.frame.labels import label

VERDICTS = {True: "holds", False: "fails", None: "open"}


def condition(words: Words, asked: Condition, rules: Catalogue) -> str:
    """A condition in words: ``“Export” is true``, alternatives joined by "or"."""
    if asked.any:
        return words("rules.or").join(condition(words, one, rules) for one in asked.any)
    fact = rules.facts[asked.fact]
    values = asked.value if isinstance(asked.value, tuple) else (asked.value,)
    told = [fact.values[str(one)][words.language] if fact.type is FactType.ENUM else _count(one) for one in values]
    value = words("rules.or").join(told)
    return words(f"rules.op.{asked.op}", fact=fact.label[words.language], value=value)


def answered(words: Words, fact: str, rules: Catalogue, engagement: Engagement) -> str:
    """The engagement's answer to a fact, in words."""
    known = answer(fact, engagement)
    if known is None:
        return words("rules.unanswered")
    if isinstance(known, bool):
        return words("rules.yes" if known else "rules.no")
    return rules.facts[fact].values[str(known)][words.language] if isinstance(known, str) else _count(known)


def why(place: Place, reason: Reason) -> str:
    """One reason in words, without its verdict."""
    words, rules = place.words, place.rules
    if reason.condition is not None:
        facts = dict.fromkeys(_facts(reason.condition))
        given = [answered(words, fact, rules, place.engagement) for fact in facts]
        told = condition(words, reason.condition, rules)
        return words("rules.why.condition", condition=told, answer=words("frame.comma").join(given))
    named = {
        Ground.JURISDICTION: lambda: label(words, "jurisdiction", reason.subject),
        Ground.EXIT: lambda: words(f"rules.exit.{reason.subject}"),
        Ground.OCCASION: lambda: rules.occasions[reason.subject].label[words.language],
        Ground.EARLIER: lambda: rules.thresholds[reason.subject].label[words.language],
        Ground.CIRCUMSTANCE: lambda: "",
    }[reason.ground]()
    return words(f"rules.why.{reason.ground}", name=named)


def open_facts(place: Place, found: Applying) -> tuple[str, ...]:
    """The facts a verdict hangs on, in words."""
    facts: list[str] = []
    for reason in found.reasons:
        if reason.verdict is None and reason.condition is not None:
            facts += [one for one in _facts(reason.condition) if answer(one, place.engagement) is None]
        if reason.verdict is None and reason.ground is Ground.EARLIER:
            asked = [one for condition in place.rules.thresholds[reason.subject].when for one in _facts(condition)]
            facts += [one for one in asked if answer(one, place.engagement) is None]
        if reason.verdict is None and reason.ground is Ground.JURISDICTION:
            facts.append(place.rules.jurisdictions[reason.subject].fact)
    return tuple(place.rules.facts[one].label[place.language] for one in dict.fromkeys(facts))


def deadline(words: Words, due: Deadline, rules: Catalogue) -> str:
    """A deadline in one line."""
    clock = rules.clocks[due.clock].label[words.language] if due.clock else words("rules.deadline.event")
    length = period(words, due.period) if due.period else ""
    if length and due.working_days:
        length = words("rules.working_days", period=length)
    if length and due.extension:
        length = words("rules.extendable", period=length, more=period(words, due.extension))
    kind = f"{due.kind}_period" if length and due.kind in (DeadlineKind.BEFORE, DeadlineKind.PERIODIC) else due.kind
    return words(f"rules.deadline.{kind}", clock=clock, period=length)


def asks(place: Place, section: str, entry: Any) -> str:
    """What the rule says in numbers, for its line in the list."""
    return _ASKS[section](place, entry)


def _facts(asked: Condition) -> list[str]:
    return [fact for one in asked.any for fact in _facts(one)] if asked.any else [asked.fact]


def _count(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _retention(place: Place, entry: Any) -> str:
    start = place.rules.start_events[entry.start_event].label[place.language]
    kind = place.words(f"retention_kind.{entry.kind}")
    return place.words("rules.asks.retention", period=lasts(place.words, entry), start=start, kind=kind)


def _threshold(place: Place, entry: Any) -> str:
    group = place.rules.threshold_groups[entry.group].label[place.language]
    told = deadline(place.words, entry.deadline, place.rules) if entry.deadline else ""
    return " · ".join(filter(None, (group, told)))


def _scenario(place: Place, entry: Any) -> str:
    method = place.rules.default_method
    steps = {step.id: step.label[place.language] for step in (*method.impact, *method.likelihood)}
    return place.words("rules.asks.scenario", impact=steps[entry.impact], likelihood=steps[entry.likelihood])


def _modifier(place: Place, entry: Any) -> str:
    steps = f"{entry.steps:+d}"
    if not entry.controls:
        return place.words(f"rules.asks.{entry.axis}", number=_count(entry.at_least), steps=steps)
    named = [place.rules.controls[name].label[place.language] for name in entry.controls]
    return place.words("rules.asks.by_controls", controls=place.words("frame.comma").join(named), steps=steps)


def _task(place: Place, entry: Any) -> str:
    phase = place.rules.phases[entry.phase].label[place.language]
    return f"{phase} · {place.words('rules.gate')}" if entry.gate else phase


def _practice(place: Place, entry: Any) -> str:
    tasks = [task.id for task in place.rules.tasks.values() if entry.id in task.seed]
    screens = [place.words(f"nav.{one}") for one in entry.features]
    registers = [place.rules.registers[one].label[place.language] for one in entry.registers]
    return place.words("frame.comma").join([*tasks, *screens, *registers]) or "—"


_ASKS: dict[str, Callable[[Place, Any], str]] = {
    "retention_rules": _retention,
    "obligations": lambda place, entry: deadline(place.words, entry.deadline, place.rules),
    "thresholds": _threshold,
    "notices": lambda place, entry: place.words(
        "rules.asks.notice", number=sum(one.need is Need.MANDATORY for one in entry.fields), all=len(entry.fields)
    ),
    "scenarios": _scenario,
    "modifiers": _modifier,
    "controls": lambda place, entry: place.words(
        "risks.control_note", weight=entry.weight / 10, fresh=period(place.words, entry.fresh_for)
    ),
    "phases": lambda place, entry: place.words(
        "rules.asks.phase", transfer=f"{entry.transfer_offset:+d}", dissolution=f"{entry.dissolution_offset:+d}"
    ),
    "tasks": _task,
    "entity_types": lambda place, entry: " · ".join(
        (place.words(f"sensitivity.{entry.sensitivity}"), place.words(f"level.{entry.impact}"))
    ),
    "instruments": lambda place, entry: " · ".join(
        filter(None, (entry.jurisdiction, place.words(f"rules.status.{entry.status}"), str(entry.effective or "")))
    ),
    "practice_items": _practice,
}


def verdict_of(place: Place, found: Applying) -> str:
    """The verdict of a rule in one word."""
    word = "occasional" if found.verdict and found.occasional else VERDICTS[found.verdict]
    return place.words(f"rules.verdict.{word}")
