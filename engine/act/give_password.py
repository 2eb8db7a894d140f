"""Give the password of protected items; the next scan reads them with it."""

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.pipeline.again import mark
from engine.store.sources import idle_source
from engine.store.workspace import Ledger
from engine.views.sources import LOCKED


def perform(ledger: Ledger, actor: Profile, source: int, password: str) -> Event:
    """Keep `password`, encrypted with everything else, for the source with the number `source`.

    Its locked items are read again by the next scan. The event does not hold the password.
    """
    if not password:
        raise ActionableError("password_missing")
    known = idle_source(ledger.database, source)
    with ledger.database.writing() as writer:
        writer.execute("INSERT OR REPLACE INTO password VALUES (?, ?)", [known.sha256, password])
        locked = mark(ledger, writer, known, LOCKED)
        return ledger.audit.append(actor, "password_given", {"source": known.sha256, "number": source, "items": locked})
