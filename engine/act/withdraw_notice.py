"""Withdraw a notice: a draft that is not needed, or one that went out and no longer counts."""

from dataclasses import replace

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.notices import NoticeState
from engine.store import notices
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, number: int, reason: str) -> Event:
    """Keep it with the reason; what was sent was sent, but it answers nothing any more."""
    known = notices.notice(ledger.database, number)
    if known.state is NoticeState.WITHDRAWN:
        raise ActionableError("notice_fixed", number=number)
    if not reason.strip():
        raise ActionableError("reason_missing")
    with ledger.database.writing() as writer:
        notices.keep(writer, replace(known, state=NoticeState.WITHDRAWN, reason=reason.strip()))
        facts = {"number": number, "notice": known.kind, "reason": reason.strip()}
        return ledger.audit.append(actor, "notice_withdrawn", facts)
