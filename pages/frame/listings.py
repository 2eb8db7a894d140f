"""Records in a list, wherever they are listed."""

from collections.abc import Sequence

from engine.strings import Words
from engine.views.records import RecordLine
from pages.frame.escape import shortened
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.located import spots

_COLUMNS = (
    "day",
    "record_class",
    "retention",
    "keep_until",
    "disposition",
    "findings",
    "sensitive",
    "kind",
    "source",
    "locator",
    "copy",
)


def record_columns(words: Words) -> dict[str, str]:
    """Titles of the columns."""
    return {name: words(f"listing.{name}") for name in _COLUMNS}


def record_rows(place: Place, lines: Sequence[RecordLine]) -> list[dict[str, object]]:
    """The lines with labels for their ids."""
    words = place.words
    return [
        {
            "day": line.day or "—",
            "record_class": label(words, "record_class", line.record_class),
            "retention": label(words, "retention", line.retention),
            "keep_until": line.keep_until or "—",
            "disposition": label(words, "disposition", line.disposition),
            "findings": line.findings,
            "sensitive": line.sensitive,
            "kind": label(words, "kind", line.kind),
            "source": line.source,
            "locator": shortened(where, 60),
            "copy": words("listing.is_copy") if line.duplicate else "",
        }
        for line, where in zip(lines, spots(place, [(line.id, line.locator) for line in lines]), strict=True)
    ]
