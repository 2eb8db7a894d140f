"""What every page shares and no URL serves.

A page is a script that begins with the guard and draws::

    from pages.frame import guard, header, link, marked_text, pager, plot, table

    place = guard()                                   # start screen and stop, if nobody or nothing is chosen
    header(place, "findings")                         # crumbs, title, as-of, messages, filter chips
    view = place.seat.view(exposure, place.selection) # place.words("…"), place.engagement, place.address.record
    facet(place.words, "type", [...])                 # multi-select bound to one facet of the shared filter
    plot(figure, "types", alt="…")                    # a click sets the facets in the mark's customdata
    bar(figure, "states", alt="…")                    # the same for the parts of a whole, with their counts
    chosen = table(rows, {"masked": "…"}, "list", alt="…", pick=True)
    pager(place.words, page)                          # page number: place.address.page
    if chosen is not None:
        go("record", record=rows[chosen]["record"])   # language, engagement and filter go along

Ways: `link(label, screen, selection=…, record=…, person=…)` draws one, `go(...)` goes now, `stay(record=…)` (callbacks)
changes the address of this page. Actions: `act("review", findings=[…], state="confirmed", notice="findings.reviewed")`
in a callback; `with mending():` turns an ActionableError into its sentence. Words for ids: `label(words, facet, id)`.
Foreign text: `plain(text)` where Markdown is read, `safe(text)` in HTML; `table` needs neither. Colours:
`engine.model.palette`. Titles stand under ``nav.<screen>``, facets under ``facet.<facet>``.
"""

from pages.frame.address import Address, here, stay
from pages.frame.escape import plain, safe, shortened
from pages.frame.figures import badge, badges, empty, figure, segments, total
from pages.frame.filters import facet, narrow, narrow_all, toggle
from pages.frame.guard import Place, guard, mending
from pages.frame.header import header
from pages.frame.labels import label, say
from pages.frame.masked import marked, marked_text
from pages.frame.navigation import SCREENS, go, link
from pages.frame.opening import act, tell, trouble
from pages.frame.plots import bar, plot
from pages.frame.tables import pager, table

__all__ = [
    "SCREENS",
    "Address",
    "Place",
    "act",
    "badge",
    "badges",
    "bar",
    "empty",
    "facet",
    "figure",
    "go",
    "guard",
    "header",
    "here",
    "label",
    "link",
    "marked",
    "marked_text",
    "mending",
    "narrow",
    "narrow_all",
    "pager",
    "plain",
    "plot",
    "safe",
    "say",
    "segments",
    "shortened",
    "stay",
    "table",
    "tell",
    "toggle",
    "total",
    "trouble",
]
