"""The way back from one thing to the list it was opened from: page, filter, person."""

from dataclasses import dataclass

from pages.frame.guard import Place
from pages.frame.labels import told
from pages.frame.navigation import SCREENS


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the way: its label (escape nothing) and where it leads; the filter goes along."""

    label: str
    screen: str
    person: str = ""


def trail(place: Place, otherwise: str) -> tuple[Step, ...]:
    """The steps above the record or person that is shown; `otherwise` is the list where the URL names none."""
    words, address = place.words, place.address
    screen = address.origin if address.origin in SCREENS else otherwise
    steps = [Step(words(f"nav.{screen}"), screen)]
    if address.selection:
        steps.append(Step(told(words, address.selection), screen))
    if address.record and address.person:
        steps.append(Step(address.person, "people", address.person))
    return tuple(steps)
