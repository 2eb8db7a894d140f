"""What a rule or an entry of a list would change, in sentences, before it is made."""

from engine.model.errors import ActionableError
from engine.strings import Words
from engine.views.foreseen import foreseen
from engine.views.review import Change
from pages.frame.escape import plain, shortened
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.labels import label


def changes(words: Words, reached: Change) -> list[str]:
    """What would change of the findings there are; nothing if none would."""
    sentences: list[str] = []
    if reached.findings:
        counts = {name: number(getattr(reached, name)) for name in ("findings", "records", "people")}
        sentences.append(f"**{words('review.preview', **counts)}**")
    if len(reached.types) > 1:
        types = [f"{label(words, 'type', name)} {number(count)}" for name, count in reached.types]
        sentences.append(words("review.preview_types", types=" · ".join(types)))
    if reached.kept:
        sentences.append(words("review.preview_kept", number=number(reached.kept)))
    return sentences


def foretold(place: Place, kind: str, **facts: object) -> tuple[str, bool]:
    """What the entry of a list would change, with covered examples, and whether it can be made; else why not."""
    words = place.words
    try:
        found = place.seat.view(foreseen, place.seat.entry(kind, **facts))
    except ActionableError as error:
        return plain(words.sentence(error)), False
    sentences = changes(words, found.change)
    if found.added:
        counts = {"findings": number(found.added), "records": number(found.added_records)}
        sentences.insert(0, f"**{words('lists.preview_added', **counts)}**")
    if found.examples:
        shown = [
            f"{label(words, 'type', name)} {plain(shortened(masked, 40))} ({number(count)})"
            for name, masked, count in found.examples
        ]
        sentences.append(words("lists.preview_examples", examples=" · ".join(shown)))
    return " ".join([*(sentences or [words("review.preview_none")]), words("review.preview_lasting")]), True
