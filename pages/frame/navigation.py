"""The screens of the desk, and the ways between them: every way carries language, engagement and filter along."""

from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from engine.views.selection import Selection
from pages.frame.address import here

_RECORD_FACETS = (
    "source",
    "kind",
    "type",
    "sensitivity",
    "record_class",
    "retention",
    "due",
    "disposition",
    "hold",
    "finding_state",
    "year",
    "coverage",
    "subject",
    "subject_kind",
    "group",
    "attribution",
    "jurisdiction",
    "domain",
)


@dataclass(frozen=True, slots=True)
class Screen:
    """One page. `facets` are the parts of the shared filter it follows; `listed`: it stands in the sidebar."""

    id: str
    section: str
    icon: str
    facets: tuple[str, ...] = ()
    listed: bool = True

    @property
    def path(self) -> str:
        """Its script, as Streamlit wants it."""
        return f"pages/{self.section}/{self.id}.py"


SCREENS = {
    screen.id: screen
    for screen in (
        Screen("overview", "desk", ":material/space_dashboard:"),
        Screen("search", "desk", ":material/search:", _RECORD_FACETS),
        Screen("present", "desk", ":material/co_present:"),
        Screen("papers", "desk", ":material/print:"),
        Screen("sources", "evidence", ":material/inventory_2:", ("source", "coverage", "reason")),
        Screen("inventory", "evidence", ":material/dns:", ("receipt",)),
        Screen("findings", "evidence", ":material/fingerprint:", _RECORD_FACETS),
        Screen("record", "evidence", ":material/description:", _RECORD_FACETS, listed=False),
        Screen("sample", "evidence", ":material/fact_check:"),
        Screen("people", "evidence", ":material/groups:", _RECORD_FACETS),
        Screen(
            "basis",
            "assessment",
            ":material/handshake:",
            ("purpose", "standing", "subject", "subject_kind", "group", "record_class"),
        ),
        Screen("retention", "assessment", ":material/event_busy:", _RECORD_FACETS),
        Screen("disposition", "assessment", ":material/balance:", _RECORD_FACETS),
        Screen("holds", "assessment", ":material/gavel:", _RECORD_FACETS),
        Screen("risks", "assessment", ":material/grid_on:", ("risk", "level")),
        Screen("obligations", "assessment", ":material/policy:", ("duty_state",)),
        Screen("tasks", "assessment", ":material/checklist:", ("phase", "task_state")),
        Screen("notices", "assessment", ":material/mail:", ("notice", "notice_standing")),
        Screen("registers", "assessment", ":material/menu_book:", ("register", "entry_state")),
        Screen("engagement", "settings", ":material/tune:"),
        Screen("rules", "settings", ":material/library_books:"),
        Screen("lists", "settings", ":material/rule:"),
        Screen("log", "settings", ":material/history:"),
        Screen("settings", "settings", ":material/settings:"),
    )
}
SECTIONS = tuple(dict.fromkeys(screen.section for screen in SCREENS.values()))


def link(
    label: str,
    screen: str,
    *,
    selection: Selection | None = None,
    record: str = "",
    person: str = "",
    icon: str | None = None,
    help: str | None = None,
) -> None:
    """Draw a link to a screen. The filter goes along; give `selection` to set another (``Selection()`` clears it).

    `label` is Markdown: escape what a person or a file wrote with `escape.plain`.
    """
    query = here().elsewhere(selection, record, person).query()
    st.page_link(SCREENS[screen].path, label=label, icon=icon, help=help, query_params=query)


def go(screen: str, *, selection: Selection | None = None, record: str = "", person: str = "") -> NoReturn:
    """Go to a screen now, from the page's body (a callback changes the address with `address.stay`)."""
    query = here().elsewhere(selection, record, person).query()
    st.switch_page(SCREENS[screen].path, query_params=query)
