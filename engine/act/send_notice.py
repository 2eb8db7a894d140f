"""Keep that a notice went out: when, how, to how many people and by whom."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from engine.assess.notices import missing
from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.notices import NoticeState
from engine.store import notices
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger


def perform(
    ledger: Ledger,
    actor: Profile,
    number: int,
    sent_on: date,
    channels: Sequence[str],
    sent_by: str,
    people: int | None = None,
) -> Event:
    """Keep what happened even where a mandatory field is empty: the event names the fields, and a check blocks.

    Nobody need be counted where every channel is public.
    """
    rules, draft = rules_of(ledger.database), notices.notice(ledger.database, number)
    if draft.state is not NoticeState.DRAFT:
        raise ActionableError("notice_fixed", number=number)
    if not channels or not set(channels) <= set(rules.notice_channels):
        raise ActionableError("notice_channel_missing")
    if people is None and not all(rules.notice_channels[one].public for one in channels):
        raise ActionableError("notice_people_missing")
    if people is not None and people < 1:
        raise ActionableError("notice_people_missing")
    if not sent_by.strip():
        raise ActionableError("notice_sender_missing")
    if sent_on > max(datetime.now(UTC).date(), ledger.engagement.as_of):
        raise ActionableError("notice_not_yet")
    with ledger.database.writing() as writer:
        sent = replace(
            draft,
            state=NoticeState.SENT,
            sent_on=sent_on,
            channels=tuple(dict.fromkeys(channels)),
            people=people,
            sent_by=sent_by.strip(),
        )
        notices.keep(writer, sent)
        known = rules.notices.get(draft.kind)
        lacking = missing(known, draft.texts, ledger.engagement) if known else ()
        facts = {"number": number, "notice": draft.kind, "sent_on": sent_on, "channels": list(sent.channels)}
        return ledger.audit.append(actor, "notice_sent", {**facts, "people": people, "missing": list(lacking)})
