"""A view as a figure: every number drawn is one of the view's, every word one of the strings' or the catalogue's.

Figures leave text colours and backgrounds to the page, so they read on light and on dark. Every clickable mark carries
in its `customdata` the filter it stands for: a mapping of facet names to values (see `views.selection.Selection`).
"""

from engine.charts.canvas import height_of
from engine.charts.coverage import coverage_bar, coverage_by_source
from engine.charts.ends import ends_by_class, ends_by_people
from engine.charts.exposure import class_by_type, exposure_by_type, records_by_year
from engine.charts.origins import DOMAINS_SHOWN, addresses_by_domain, people_by_place, people_in_groups, trend
from engine.charts.people import people_by_disposition, people_by_kind
from engine.charts.retention import balance_bar, due_timeline, retention_bar, retention_by_class
from engine.charts.risks import risk_levels, risk_matrix, risk_movement
from engine.charts.tasks import tasks_by_phase
from engine.charts.timeline import tasks_timeline

__all__ = [
    "DOMAINS_SHOWN",
    "addresses_by_domain",
    "balance_bar",
    "class_by_type",
    "coverage_bar",
    "coverage_by_source",
    "due_timeline",
    "ends_by_class",
    "ends_by_people",
    "exposure_by_type",
    "height_of",
    "people_by_disposition",
    "people_by_kind",
    "people_by_place",
    "people_in_groups",
    "records_by_year",
    "retention_bar",
    "retention_by_class",
    "risk_levels",
    "risk_matrix",
    "risk_movement",
    "tasks_by_phase",
    "tasks_timeline",
    "trend",
]
