"""Write a notice in one language, or change one that is still a draft."""

from collections.abc import Mapping
from datetime import UTC, datetime

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.notices import NoticeState, WrittenNotice
from engine.store import notices
from engine.store.overrides import rules_of
from engine.store.workspace import Ledger
from engine.strings import LANGUAGES

_LONGEST = 5_000
"""Characters one field may have; a letter is no file."""


def perform(
    ledger: Ledger, actor: Profile, kind: str, language: str, texts: Mapping[str, str], number: int | None = None
) -> Event:
    """Keep the texts by field under `number` (a new one if None); the log holds how many there are, not what they say.

    What was sent or withdrawn stays as it is: a correction is a new notice.
    """
    known = rules_of(ledger.database).notices.get(kind)
    if known is None:
        raise ActionableError("notice_unknown", notice=kind)
    if language not in LANGUAGES:
        raise ActionableError("language_unknown", language=language)
    if strange := texts.keys() - {one.field for one in known.fields}:
        raise ActionableError("notice_field_unknown", field=", ".join(sorted(strange)))
    stated = {field: text.strip() for field, text in texts.items() if text.strip()}
    if not stated:
        raise ActionableError("notice_blank")
    if max(map(len, stated.values())) > _LONGEST:
        raise ActionableError("notice_too_long", most=_LONGEST)
    if number is not None:
        before = notices.notice(ledger.database, number)
        if (before.kind, before.language, before.state) != (kind, language, NoticeState.DRAFT):
            raise ActionableError("notice_fixed", number=number)
    with ledger.database.writing() as writer:
        place = number or notices.next_number(ledger.database)
        at = datetime.now(UTC).replace(tzinfo=None)
        notices.keep(writer, WrittenNotice(place, kind, language, stated, NoticeState.DRAFT, actor.name, at))
        facts = {"number": place, "notice": kind, "language": language, "fields": len(stated)}
        return ledger.audit.append(actor, "notice_written", facts)
