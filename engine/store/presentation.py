"""How an engagement is presented: which pages, in which order, with which notes, and under whose mark."""

from collections.abc import Sequence

from engine.model.slides import SLIDES, Slide
from engine.store.database import Database, Writer


def arranged(database: Database) -> tuple[Slide, ...]:
    """All pages in their order; those that nobody has arranged stand last, shown and without notes."""
    rows = database.rows("SELECT slide, shown, notes FROM presentation ORDER BY place")
    kept = {name: Slide(name, shown, notes) for name, shown, notes in rows if name in SLIDES}
    return (*kept.values(), *(Slide(name) for name in SLIDES if name not in kept))


def arrange(writer: Writer, slides: Sequence[Slide]) -> None:
    """Keep pages, order and notes."""
    writer.replace(
        "presentation",
        [{"slide": one.id, "place": place, "shown": one.shown, "notes": one.notes} for place, one in enumerate(slides)],
    )


def mark(database: Database) -> str:
    """The client's mark as a safe SVG drawing, "" if there is none."""
    return str(database.value("SELECT coalesce(max(drawing), '') FROM client_mark"))


def keep_mark(writer: Writer, drawing: str) -> None:
    """Keep a mark instead of the one before; "" takes it away."""
    writer.replace("client_mark", [{"drawing": drawing}] if drawing else [])
