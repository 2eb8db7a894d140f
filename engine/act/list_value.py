"""Put something on the allow list (never a finding) or the deny list (always one); `undo_review` withdraws it."""

from dataclasses import replace

from engine.catalogue import catalogue
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.findings import FindingState
from engine.model.review import Reach, Rule, RuleKind
from engine.pipeline import assessing
from engine.pipeline.settling import settle
from engine.scan.masking import mask
from engine.scan.shapes import sayable
from engine.store import reviews
from engine.store.workspace import Ledger
from engine.views.review import change, value_of

_STATES = {RuleKind.ALLOW: FindingState.REJECTED, RuleKind.DENY: FindingState.OPEN}
_REACHES = {
    RuleKind.ALLOW: (Reach.VALUE, Reach.WORD, Reach.SHAPE, Reach.DOMAIN),
    RuleKind.DENY: (Reach.VALUE, Reach.SHAPE),
}
_SHORTEST = 2


def perform(
    ledger: Ledger,
    actor: Profile,
    kind: str,
    reason: str,
    reach: str = "value",
    text: str = "",
    entity_type: str = "",
    finding: str = "",
    source: int = 0,
) -> Event:
    """List `text`, or the value of `finding`, for a type (allow list: empty for any) and a source (0: all of them).

    Findings that are there follow at once; the deny list's own are added when the review is followed next. The event
    holds counts, never what was listed.
    """
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        rule = entry(ledger, kind, reach, text, entity_type, finding, source)
        expected = change(ledger.database, rule)
        facts: dict[str, object] = {
            "list": str(rule.kind),
            "reach": str(rule.reach),
            "type": rule.entity_type,
            "findings": expected.findings,
            "reason": reason.strip(),
        }
        event = ledger.audit.append(actor, "value_listed", facts)
        reviews.add_rule(writer, replace(rule, reason=reason.strip(), event=event.sequence), actor)
        settle(ledger.database, writer)
        assessing.assess_risks(ledger)
        return event


def entry(
    ledger: Ledger,
    kind: str,
    reach: str = "value",
    text: str = "",
    entity_type: str = "",
    finding: str = "",
    source: int = 0,
) -> Rule:
    """The entry that `perform` makes of the same facts; refused as there."""
    rule = _rule(ledger, RuleKind(kind), Reach(reach), text, entity_type, finding, source)
    _refuse(ledger, rule)
    return rule


def _rule(ledger: Ledger, kind: RuleKind, reach: Reach, text: str, entity_type: str, finding: str, source: int) -> Rule:
    if finding:
        entity_type, text = value_of(ledger.database, finding)
        reach = Reach.VALUE
    text = " ".join(text.split())
    if reach is Reach.DOMAIN:
        text, entity_type = text.rpartition("@")[2].lower(), "EMAIL"
    sha256 = ""
    if source:
        sha256 = str(ledger.database.value("SELECT sha256 FROM source WHERE ordinal = ?", [source]) or "")
        if not sha256:
            raise ActionableError("source_unknown", number=source)
    hashes: tuple[str, ...] = ()
    if reach is Reach.VALUE:
        types = [entity_type] if entity_type else list(catalogue().entity_types)
        hashes = tuple(ledger.known_by(one, text) for one in types)
    plain = reach in (Reach.SHAPE, Reach.DOMAIN)
    shown = text if plain else mask(entity_type or "PERSON", text)
    return Rule(kind, reach, _STATES[kind], entity_type, sha256, text, hashes, shown)


def _refuse(ledger: Ledger, rule: Rule) -> None:
    if rule.entity_type not in ("", *catalogue().entity_types) or (rule.kind is RuleKind.DENY and not rule.entity_type):
        raise ActionableError("type_unknown", type=rule.entity_type)
    if rule.reach not in _REACHES[rule.kind] or (rule.reach is Reach.SHAPE and not _fit_shape(rule.text)):
        raise ActionableError("pattern_unfit")
    if len(rule.text) < _SHORTEST:
        raise ActionableError("term_too_short")
    same = (rule.kind, rule.reach, rule.entity_type, rule.source, rule.text)
    for one in reviews.rules(ledger.database):
        if (one.kind, one.reach, one.entity_type, one.source, one.text) == same:
            raise ActionableError("already_listed")


def _fit_shape(text: str) -> bool:
    return sayable(text) and any(sign in text for sign in "#@")
