"""Tasks along the time: from the beginning of their phase to the day they are due."""

from datetime import date, datetime, time, timedelta

import plotly.graph_objects as go

from engine.assess.tasks import begins, offset
from engine.catalogue import Catalogue
from engine.charts.canvas import THEME_INK, sheet
from engine.model.engagement import Engagement
from engine.model.palette import TASK
from engine.strings import words
from engine.views.tasks import TaskLine, Tasks

_LONGEST = {"zh": 14, "en": 26}
_HOVER = "<b>%{customdata[0]}</b> %{customdata[1]}<br>%{customdata[2]} · %{customdata[3]}<extra></extra>"
_ROW, _FRAME, _DAY_MS = 22, 90, 86_400_000


def tasks_timeline(tasks: Tasks, engagement: Engagement, rules: Catalogue, language: str) -> go.Figure:
    """One bar a task, in the colour of its state; lines mark the engagement's date and the closing.

    A task without a day is left out; one of which the day was moved begins where its phase does all the same.
    """
    say, lines = words(language), [line for line in tasks.lines if line.due]
    figure = sheet(_FRAME + _ROW * len(lines))
    for state in TASK:
        shown = [line for line in lines if _state(line) == state]
        if not shown:
            continue
        starts = [_start(line, engagement, rules) for line in shown]
        figure.add_bar(
            y=[_named(line, language) for line in shown],
            base=[_at(start) for start in starts],
            x=[((line.due or start) - start).days * _DAY_MS for line, start in zip(shown, starts, strict=True)],
            orientation="h",
            name=say("charts.overdue") if state == "overdue" else say(f"task_state.{state}"),
            marker={"color": TASK[state], "line": {"width": 0}},
            text=["◆" if line.gate else "" for line in shown],
            textposition="inside",
            insidetextanchor="end",
            customdata=[_told(line, language) for line in shown],
            hovertemplate=_HOVER,
        )
    marks = [(tasks.as_of, say("charts.as_of_line"))]
    if engagement.closing_date:
        marks.append((engagement.closing_date, say("charts.closing_line")))
    for when, name in marks:
        figure.add_shape(
            type="line",
            x0=_at(when),
            x1=_at(when),
            y0=0,
            y1=1,
            yref="paper",
            line={"color": THEME_INK, "dash": "dot", "width": 1},
        )
        figure.add_annotation(x=_at(when), y=1, yref="paper", yanchor="bottom", text=name, showarrow=False,
                              font={"color": THEME_INK, "size": 11})  # fmt: skip
    figure.update_layout(barmode="overlay", margin={"t": 26}, legend={"y": -30 / (_FRAME + _ROW * max(len(lines), 1))})
    figure.update_yaxes(
        type="category", categoryorder="array", categoryarray=[_named(line, language) for line in reversed(lines)]
    )
    figure.update_xaxes(type="date", showgrid=True, tickformat="%Y-%m-%d", nticks=6)
    return figure


def _state(line: TaskLine) -> str:
    return "overdue" if line.overdue else line.state


def _told(line: TaskLine, language: str) -> list[str]:
    return [line.id, line.rule.label[language], str(line.due), line.assignee or "—"]


def _named(line: TaskLine, language: str) -> str:
    name = line.rule.label[language]
    return f"{line.id} {name if len(name) <= _LONGEST[language] else name[: _LONGEST[language]] + '…'}"


def _start(line: TaskLine, engagement: Engagement, rules: Catalogue) -> date:
    """The first day of the task's phase, one day before the task is due at the latest."""
    latest = (line.due or date.max) - timedelta(days=1)
    if line.planned is None:
        return latest
    length = offset(line.phase, rules, engagement) - begins(line.phase, rules, engagement)
    return min(line.planned - timedelta(days=length), latest)


def _at(day: date) -> datetime:
    return datetime.combine(day, time())
