"""Records in a list, wherever they are listed."""

from collections.abc import Sequence

from engine.strings import Words
from engine.views.records import RecordLine
from pages.frame.escape import shortened
from pages.frame.formats import spot
from pages.frame.labels import label

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


def record_rows(words: Words, lines: Sequence[RecordLine]) -> list[dict[str, object]]:
    """The lines with labels for their ids."""
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
            "locator": shortened(spot(line.locator), 60),
            "copy": words("listing.is_copy") if line.duplicate else "",
        }
        for line in lines
    ]
