"""Where the person is, as the URL says it: language, engagement, the shared filter and what the page looks at."""

from dataclasses import dataclass, field, replace

import streamlit as st

from engine.strings import DEFAULT_LANGUAGE, LANGUAGES, Words, words
from engine.views.selection import Selection

NO_ENGAGEMENT = "-"
"""In the URL: the person asked for the start screen; no slug looks like this."""

_STATE, _SCREEN = "address", "screen"


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of the URL.

    `record`, `person`, `page` and `sources`, the page of the list of sources, are left behind when their page is left.
    `origin` is the screen whose list led to the record or person that is looked at.
    """

    language: str = DEFAULT_LANGUAGE
    engagement: str = ""
    selection: Selection = field(default_factory=Selection)
    record: str = ""
    person: str = ""
    page: int = 1
    sources: int = 1
    origin: str = ""

    @classmethod
    def from_query(cls, query: dict[str, str]) -> "Address":
        """Read the URL; what cannot be understood is left at its default."""
        language = query.get("lang", "")
        return cls(
            language if language in LANGUAGES else DEFAULT_LANGUAGE,
            query.get("engagement", ""),
            Selection.from_query(query),
            query.get("record", ""),
            query.get("person", ""),
            _counted(query.get("page", "")),
            _counted(query.get("sources", "")),
            query.get("from", ""),
        )

    def query(self) -> dict[str, str]:
        """The URL parameters; `lang` is always among them."""
        own = {
            "lang": self.language,
            "engagement": self.engagement,
            "record": self.record,
            "person": self.person,
            "page": str(self.page) if self.page > 1 else "",
            "sources": str(self.sources) if self.sources > 1 else "",
            "from": self.origin,
        }
        return {name: value for name, value in own.items() if value} | self.selection.to_query()

    def elsewhere(self, selection: Selection | None = None, record: str = "", person: str = "") -> "Address":
        """The address of another page: same language and engagement; the filter stays unless one is given.

        A record or person keeps the screen whose list led there, through whatever is opened from it.
        """
        kept = self.selection if selection is None else selection
        shown = self.origin if self.record or self.person else st.session_state.get(_SCREEN, "")
        return Address(self.language, self.engagement, kept, record, person, origin=shown if record or person else "")


def _counted(number: str) -> int:
    return max(1, int(number)) if number.isdecimal() and len(number) < 9 else 1


def settle() -> Address:
    """Bring URL and session into step; `app.py` does this once in every run.

    A URL with `lang` is complete and holds. One without was emptied by the browser's own navigation (or is the first
    of a session): then what the session knows is written into it.
    """
    query = st.query_params.to_dict()
    if "lang" in query or _STATE not in st.session_state:
        st.session_state[_STATE] = Address.from_query(query)
    address = here()
    if query != address.query():
        st.query_params.from_dict(address.query())
    return address


def here() -> Address:
    """The address of this run."""
    return st.session_state.get(_STATE) or Address()


def stay(**changes: object) -> None:
    """Change parts of the address and stay on the page; for callbacks. A new filter starts at page 1."""
    if "selection" in changes and "page" not in changes:
        changes["page"] = 1
    address = replace(here(), **changes)  # pyright: ignore[reportArgumentType]
    st.session_state[_STATE] = address
    st.query_params.from_dict(address.query())


def look_at(screen: str) -> None:
    """Say which screen is drawn from here on."""
    st.session_state[_SCREEN] = screen


def current_words() -> Words:
    """The words of the language in the URL."""
    return words(here().language)
