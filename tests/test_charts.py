"""Figures draw the numbers of their views, in both languages, and carry the filter a click stands for."""

from datetime import date, datetime

import plotly.graph_objects as go
import pytest

from engine import charts
from engine.assess.treatment import Decision
from engine.catalogue import catalogue
from engine.charts.canvas import THEME_INK
from engine.model.assessment import Level, RiskPoint, RiskState
from engine.strings import LANGUAGES
from engine.views.balance import Balance
from engine.views.due import MONTHS_AHEAD, ClassDue, months_ahead, quarters_ahead
from engine.views.findings import Exposure, HeatCell, TypeLine, YearLine
from engine.views.origins import Domain, Origins, Place
from engine.views.retention import ClassState, RetentionStatus
from engine.views.risks import STAGES, Register, RiskLine
from engine.views.selection import FACETS, Selection
from engine.views.snapshots import Moment
from engine.views.tasks import TaskLine, Tasks

EXPOSURE = Exposure(
    findings=40, exposures=31, records=12, duplicates=1,
    types=(
        TypeLine("PHONE", "general", 20, 15, 9, 7, 20, 0, 0),
        TypeLine("CN_RESIDENT_ID", "sensitive", 16, 13, 5, 4, 10, 6, 1),
        TypeLine("ADDRESS", "general", 4, 3, 3, 2, 4, 0, 0),
    ),
    heat=(HeatCell("order", "PHONE", 15), HeatCell("order", "CN_RESIDENT_ID", 2),
          HeatCell("enquiry", "CN_RESIDENT_ID", 11), HeatCell("enquiry", "ADDRESS", 3)),
    years=(YearLine("2019", 4, 10), YearLine("2024", 7, 20), YearLine("unknown", 1, 1)),
)  # fmt: skip
STATUS = RetentionStatus(
    as_of=date(2026, 11, 21), records=12,
    states=(("due", 7), ("must_keep", 4), ("unknown_date", 1)),
    classes=(ClassState("order", "due", 5), ClassState("order", "must_keep", 4), ClassState("enquiry", "due", 2),
             ClassState("enquiry", "unknown_date", 1)),
    due=(ClassDue("order", 4, {"2026-12": 3, "2027-02": 1}, later=1), ClassDue("enquiry", 0, {"2027-02": 2}, open=1)),
    rules=(),
)  # fmt: skip


def _risk(scenario: str, inherent: tuple[str, str], residual: tuple[str, str]) -> RiskLine:
    grid = catalogue().default_method.grid
    points = [
        RiskPoint(likelihood, impact, grid[impact][likelihood])
        for likelihood, impact in (inherent, inherent, residual, residual)
    ]
    return RiskLine(scenario, *points, Level.MEDIUM, (), {}, decision=Decision(scenario, RiskState.EVALUATED))


REGISTER = Register(
    (
        _risk("S1", ("very_high", "high"), ("medium", "high")),
        _risk("S2", ("very_high", "high"), ("very_high", "high")),
        _risk("S3", ("low", "low"), ("low", "low")),
    )
)
TASKS = Tasks(
    date(2026, 11, 21),
    (
        TaskLine(catalogue().tasks["P-01"], "OWN", True, due=date(2026, 10, 1), overdue=True),
        TaskLine(catalogue().tasks["P-02"], "PIPO", False, due=date(2026, 12, 1), state="done"),
        TaskLine(catalogue().tasks["I-01"], "IT", True, state="in_progress"),
    ),
)
ORIGINS = Origins(
    (Place("EU", 4), Place("UK", 2)), (Domain("mail.example", 9, 8, False), Domain("firm.example", 3, 3, True)), 2, 3
)
BALANCE = Balance(12, {"undecided": 6, "deleted": 3}, {"transferred": 3}, {"deleted": 7})

FIGURES = {
    "types": lambda lang: charts.exposure_by_type(EXPOSURE, lang),
    "heat": lambda lang: charts.class_by_type(EXPOSURE, lang),
    "years": lambda lang: charts.records_by_year(EXPOSURE, lang),
    "states": lambda lang: charts.retention_bar(STATUS, lang),
    "classes": lambda lang: charts.retention_by_class(STATUS, lang),
    "timeline": lambda lang: charts.due_timeline(STATUS, lang),
    "balance": lambda lang: charts.balance_bar(BALANCE, lang),
    "matrix": lambda lang: charts.risk_matrix(REGISTER, "inherent", lang),
    "movement": lambda lang: charts.risk_movement(REGISTER, lang),
    "levels": lambda lang: charts.risk_levels(REGISTER, lang),
    "tasks": lambda lang: charts.tasks_by_phase(TASKS, lang),
    "places": lambda lang: charts.people_by_place(ORIGINS, lang),
    "domains": lambda lang: charts.addresses_by_domain(ORIGINS, lang),
}


def _drawn(figure: go.Figure, axis: str) -> int:
    return sum(int(value) for trace in figure.data if trace.type == "bar" for value in getattr(trace, axis))


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_leaves_text_colours_and_background_to_the_page(name: str, language: str) -> None:
    figure = FIGURES[name](language)
    assert figure.data
    assert figure.layout.paper_bgcolor == figure.layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert figure.layout.font.color == THEME_INK, "which Streamlit turns into its theme's text colour"


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "movement"])
def test_a_click_stands_for_facets_of_the_shared_filter(name: str) -> None:
    for trace in FIGURES[name]("zh").data:
        if trace.type != "heatmap":
            assert len(trace.customdata) == len(trace.x)
            for wanted in trace.customdata:
                assert wanted and set(wanted) <= set(FACETS)


@pytest.mark.parametrize(
    ("name", "axis", "number"),
    [("types", "x", 31), ("years", "y", 11), ("states", "x", 12), ("classes", "x", 12), ("timeline", "y", 6),
     ("balance", "x", 12), ("levels", "x", 12), ("tasks", "x", 3), ("places", "x", 6), ("domains", "x", 12)],
)  # fmt: skip
def test_bars_add_up_to_the_views_total(name: str, axis: str, number: int) -> None:
    assert _drawn(FIGURES[name]("en"), axis) == number


def test_heat_map_shows_every_cell_of_the_view() -> None:
    figure = charts.class_by_type(EXPOSURE, "zh")
    shown = {
        (wanted["record_class"][0], wanted["type"][0]): int(text)
        for trace in figure.data
        if trace.type == "scatter"
        for wanted, text in zip(trace.customdata, trace.text, strict=True)
    }
    assert shown == {(cell.record_class, cell.entity_type): cell.exposures for cell in EXPOSURE.heat}


def test_matrix_counts_scenarios_where_the_register_has_them() -> None:
    for stage in STAGES:
        trace = charts.risk_matrix(REGISTER, stage, "zh").data[0]
        shown = {wanted["risk"][0]: int(text) for wanted, text in zip(trace.customdata, trace.text, strict=True)}
        assert sum(shown.values()) == len(REGISTER.lines)
        for cell, number in shown.items():
            _, likelihood, impact = cell.split(":")
            assert len(REGISTER.cell(stage, likelihood, impact)) == number


def test_matrix_numerals_do_not_fade_when_another_cell_is_clicked() -> None:
    assert charts.risk_matrix(REGISTER, "inherent", "zh").data[0].unselected.textfont is not None


def test_movement_draws_an_arrow_only_for_what_moved() -> None:
    figure = charts.risk_movement(REGISTER, "en")
    assert len(figure.layout.annotations) == 1
    assert sum(int(text) for text in figure.data[1].text) == len(REGISTER.lines)


def test_undated_records_are_no_year_and_are_told_apart() -> None:
    assert list(charts.records_by_year(EXPOSURE, "en").data[0].x) == ["2019", "2024"]
    assert EXPOSURE.undated == 1


def test_the_timeline_names_every_month_even_empty_ones() -> None:
    months = months_ahead(STATUS.as_of)
    assert months[0] == "2026-11" and len(months) == MONTHS_AHEAD + 1 and months[-1] == "2028-11"
    assert all(list(trace.x) == months for trace in charts.due_timeline(STATUS, "zh").data)


def test_the_quarters_are_those_of_the_calendar_and_hold_every_month_once() -> None:
    quarters = quarters_ahead(STATUS.as_of)
    assert list(quarters)[:2] == ["2026-Q4", "2027-Q1"] and quarters["2026-Q4"] == ("2026-11", "2026-12")
    assert [month for months in quarters.values() for month in months] == months_ahead(STATUS.as_of)


def test_what_is_chosen_stands_out() -> None:
    figure = charts.exposure_by_type(EXPOSURE, "zh", Selection(type=("PHONE",)))
    shown = {
        wanted["type"][0]: opacity
        for trace in figure.data
        for wanted, opacity in zip(trace.customdata, trace.marker.opacity, strict=True)
    }
    assert shown["PHONE"] == 1 and shown["ADDRESS"] < 1
    cell = Selection(risk=("inherent:very_high:high",))
    framed, plain = (charts.risk_matrix(REGISTER, "inherent", "zh", chosen) for chosen in (cell, None))
    assert len(framed.layout.shapes) == len(plain.layout.shapes) + 1


def test_an_unknown_level_is_drawn_as_unknown() -> None:
    unknown = RiskPoint("high", "high", Level.UNKNOWN)
    line = RiskLine("S1", unknown, unknown, unknown, unknown, decision=Decision("S1", RiskState.IDENTIFIED))
    names = [trace.name for trace in charts.risk_levels(Register((line,)), "en").data]
    assert names == ["Unknown"]


def test_empty_views_still_draw() -> None:
    charts.exposure_by_type(Exposure(0, 0, 0, 0, (), (), ()), "zh")
    charts.class_by_type(Exposure(0, 0, 0, 0, (), (), ()), "zh")
    charts.due_timeline(RetentionStatus(date(2026, 1, 31), 0, (), (), (), ()), "en")
    charts.risk_matrix(Register(()), "residual", "en")
    charts.tasks_by_phase(Tasks(date(2026, 1, 31), ()), "zh")


def test_a_trend_draws_every_printed_state_and_now_and_what_is_missing_as_zero() -> None:
    moments = (Moment("CO-1", datetime(2026, 11, 1), {"figure.people": 5}), Moment("", None, {"figure.people": 7}))
    figure = charts.trend(moments, ("figure.people", "figure.minors"), "en", lambda one: one.id or "Now")
    assert [(list(trace.x), list(trace.y)) for trace in figure.data] == [
        (["CO-1", "Now"], [5, 7]),
        (["CO-1", "Now"], [0, 0]),
    ]
