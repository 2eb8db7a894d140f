"""Choose the pages of the presentation, their order and the speaker's notes."""

from collections.abc import Sequence

from engine.model.errors import ActionableError
from engine.model.events import Event, Profile
from engine.model.slides import SLIDES, Slide
from engine.store import presentation
from engine.store.workspace import Ledger


def perform(ledger: Ledger, actor: Profile, slides: Sequence[Slide]) -> Event:
    """Keep them; each page stands once, and one at least is shown. The event does not say what the notes say."""
    if sorted(one.id for one in slides) != sorted(SLIDES):
        raise ActionableError("slides_unfit")
    if not any(one.shown for one in slides):
        raise ActionableError("no_slide")
    with ledger.database.writing() as writer:
        presentation.arrange(writer, slides)
        shown = [one.id for one in slides if one.shown]
        return ledger.audit.append(actor, "presentation_arranged", {"slides": len(shown)})
