"""Place the client's mark on the pages of the presentation, or take it away."""

from hashlib import sha256

from engine.model.events import Event, Profile
from engine.report.logo import logo
from engine.store import presentation
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, content: bytes) -> Event:
    """Keep a PNG or SVG as a safe drawing, b"" for none; the event has its hash, "" where it was taken away."""
    drawing = logo(content) if content else ""
    with ledger.database.writing() as writer:
        presentation.keep_mark(writer, drawing)
        kept = sha256(drawing.encode()).hexdigest() if drawing else ""
        return ledger.audit.append(actor, "mark_placed", {"sha256": kept})
