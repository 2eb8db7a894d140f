"""Counting ahead: what pages and decisions ask of an engagement first, asked before somebody does.

From nothing it takes seconds with a million findings. Who asks the same meanwhile waits for the answer that is being
made; what nobody comes to ask costs a few seconds once.
"""

import logging
from functools import partial
from threading import Event

from engine.pipeline.standing import settled
from engine.store.database import Database
from engine.store.remembering import remembered
from engine.views.basis import bases, standing_lines
from engine.views.decision import reach
from engine.views.ends import ends
from engine.views.findings import exposure
from engine.views.holds import hold_reached
from engine.views.lists import proposals
from engine.views.overlap import overlaps
from engine.views.overview import overview
from engine.views.planning import Wish
from engine.views.retention import retention_status
from engine.views.sample import drawn
from engine.views.search import spelled_otherwise
from engine.views.selection import Selection

WORTHWHILE = 50_000
"""Findings below which everything is counted in a blink, and nothing ahead."""

EVERYTHING = Selection()
QUESTIONS = tuple(
    partial(view, *given, **named)
    for view, given, named in (
        (overview, (), {}),
        (exposure, (EVERYTHING,), {}),
        (settled, (), {}),
        (drawn, (), {}),
        (retention_status, (EVERYTHING,), {}),
        (ends, (EVERYTHING,), {}),
        (reach, (Wish(selection=EVERYTHING),), {}),
        (bases, (), {}),
        (standing_lines, (EVERYTHING, 1, 50), {}),
        (hold_reached, ("filter",), {"selection": EVERYTHING}),
        (overlaps, (), {}),
        (spelled_otherwise, (), {}),
        (proposals, (), {}),
    )
)
"""Views with their arguments, as pages give them, in the order in which they are likely to be asked."""

_log = logging.getLogger(__name__)


def count_ahead(database: Database, ended: Event) -> None:
    """Ask every one of `QUESTIONS`, until the work on the engagement has `ended`."""
    for question in QUESTIONS:
        if ended.is_set() or int(str(database.value("SELECT count(*) FROM finding"))) < WORTHWHILE:
            return
        try:
            remembered(question.func)(database, *question.args, **question.keywords)
        except Exception as error:  # who asks for it next sees the error on the page
            _log.error("%s failed ahead with %s", question.func.__name__, type(error).__name__)
