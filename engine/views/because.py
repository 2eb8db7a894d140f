"""Why a risk stands where it stands: one sentence for each level, naming its evidence, in the words of a language."""

from dataclasses import dataclass

from engine.catalogue import Catalogue
from engine.model.assessment import RANK, Cause, Level
from engine.model.rules import Axis, RiskMethod
from engine.strings import Words
from engine.views.risks import RiskLine

_NAMED = 3
"""How many controls a sentence names before it says how many more there are."""


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says causes in the words of one language and the steps of one method."""

    words: Words
    rules: Catalogue
    method: RiskMethod
    line: RiskLine

    def said(self, code: str, **params: object) -> str:
        return self.words(f"cause.{code}", **params)

    def step(self, axis: Axis, name: str) -> str:
        steps = self.method.impact if axis is Axis.IMPACT else self.method.likelihood
        return next((step.label[self.words.language] for step in steps if step.id == name), name)

    def joined(self, parts: list[str]) -> str:
        return self.said("and").join(parts)

    def moved(self, cause: Cause, name: str) -> str:
        """A cause that moves an axis by steps, or would if others had not moved it as far as they may."""
        code = "kept" if not cause.steps else "up" if cause.steps > 0 else "down"
        return self.said(code, name=name, steps=abs(cause.steps))

    def impact(self, causes: tuple[Cause, ...]) -> str:
        evidence = [self.words(f"evidence.{code}", number=f"{count:,}") for code, count in self.line.evidence]
        moves = [self._cause(cause) for cause in causes]
        return self.joined([*([self.said("comma").join(evidence)] if evidence else []), *moves])

    def likelihood(self, stage: str, causes: tuple[Cause, ...]) -> str:
        measures = [cause for cause in causes if cause.code in ("control", "planned")]
        parts: list[str] = []
        for cause in causes:
            if cause.code == "no_control":
                parts.append(self.said("inherent" if stage == "inherent" else "no_control"))
            elif cause.code == "weakest":
                parts.append(self._weakest(cause, measures))
            elif cause not in measures:
                parts.append(self._cause(cause))
        return self.joined(parts)

    def _weakest(self, cause: Cause, measures: list[Cause]) -> str:
        factor = self._label("factors", cause.subject)
        if not measures:
            return self.said("weakest", factor=factor)
        named = self.said("comma").join(self._measure(one) for one in measures[:_NAMED])
        if len(measures) > _NAMED:
            named = self.said("more", named=named, number=len(measures))
        scenario = self.rules.scenarios.get(self.line.scenario)
        lowered = "lowered_all" if scenario and len(scenario.factors) > 1 else "lowered"
        return self.said(lowered if cause.steps else "not_enough", factor=factor, named=named, steps=-cause.steps)

    def _measure(self, cause: Cause) -> str:
        name = self._label("controls", cause.subject)
        return self.said(cause.code, name=name, day=cause.day or self.said("undated"), who=cause.who)

    def _cause(self, cause: Cause) -> str:
        if cause.code == "modifier":
            return self.moved(cause, self._label("modifiers", cause.subject))
        if cause.code == "judgement":
            return self._judgement(cause)
        if cause.code == "floor":
            entry = self.rules.modifiers[cause.subject]
            least = self.step(Axis.LIKELIHOOD, self.method.from_likelihood[entry.floor])
            return self.said("floor", name=entry.label[self.words.language], step=least)
        section = {"fact": "facts", "failed": "controls"}.get(cause.code, "")
        return self.said(cause.code, name=self._label(section, cause.subject) if section else "")

    def _judgement(self, cause: Cause) -> str:
        found = next((one for one in self.line.judgements if str(one.number) == cause.subject), None)
        name = self.said("judgement", who=found.judged_by, reason=found.reason) if found else cause.subject
        return self.moved(cause, name)

    def _label(self, section: str, name: str) -> str:
        entry = getattr(self.rules, section).get(name)
        return entry.label[self.words.language] if entry else name


def sentence(
    words: Words, rules: Catalogue, method: RiskMethod, line: RiskLine, stage: str, after: str | None = None
) -> str:
    """Why the level of a stage is what it is, from the counts and answers it was computed from.

    `after` is the stage that was told just before: an impact that rests on the same is not told again.
    """
    speaker = _Speaker(words, rules, method, line)
    point = line.at(stage)
    level = words(f"level.{point.level}")
    if point.level is Level.UNKNOWN:
        return speaker.said("nothing_scanned")
    if stage == "target":
        return _aimed(speaker, words, line)
    impact = _causes(line, stage, Axis.IMPACT)
    told = after is not None and line.at(after).impact == point.impact and _causes(line, after, Axis.IMPACT) == impact
    return speaker.said(
        "sentence_on" if told else "sentence",
        level=level,
        impact=speaker.step(Axis.IMPACT, point.impact),
        why=speaker.impact(impact),
        likelihood=speaker.step(Axis.LIKELIHOOD, point.likelihood),
        because=speaker.likelihood(stage, _causes(line, stage, Axis.LIKELIHOOD)),
    )


def _causes(line: RiskLine, stage: str, axis: Axis) -> tuple[Cause, ...]:
    return tuple(cause for cause in line.causes.get(stage, ()) if cause.axis == axis)


def _aimed(speaker: _Speaker, words: Words, line: RiskLine) -> str:
    """What is aimed at, and how far the plan is from it."""
    aim = words(f"level.{line.aim}")
    chosen = speaker.said("aim_chosen" if line.decision.aim else "aim_default")
    if not line.gap:
        return speaker.said("aim_reached", aim=aim, chosen=chosen)
    missed = speaker.said("aim_missed", aim=aim, chosen=chosen, gap=line.gap)
    if RANK[line.target.level] > RANK[line.aim]:
        missed += speaker.said("aim_out_of_reach", level=words(f"level.{line.target.level}"))
    return missed
