"""Hand out a copy of what is held of a person: masked for the file, or in full for the person."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.papers import Extent
from engine.store.workspace import Ledger
from engine.views.basis import known_people


def perform(
    ledger: Ledger, actor: Profile, person: str, form: str, extent: str, language: str, sha256: str, reason: str = ""
) -> Event:
    """Keep that it was handed out, when, to what end and with which hash; no copy and no value is kept.

    A copy in full needs a reason, which must not name anybody.
    """
    known_people(ledger.database, [person])
    if Extent(extent) is Extent.FULL and not reason.strip():
        raise ActionableError("reason_missing")
    facts = {"person": person, "form": form, "extent": extent, "language": language, "sha256": sha256}
    with ledger.database.writing():
        return ledger.audit.append(actor, "dossier_handed_out", {**facts, "reason": reason.strip()})
