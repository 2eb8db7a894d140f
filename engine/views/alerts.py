"""Early warning as the pages and the paper tell it: sentence, what it rests on, and the way to it."""

from dataclasses import dataclass

from engine.assess.alerts import Alert, alerts
from engine.catalogue import Catalogue
from engine.model.rules import Authority
from engine.store.database import Database
from engine.strings import Words
from engine.views.checks import standing
from engine.views.selection import Selection
from engine.views.snapshots import last_levels

__all__ = ["Alert", "Told", "early_warning", "told"]


@dataclass(frozen=True, slots=True)
class Told:
    """A warning in words, with the rule's authority (None: our own arithmetic) and the page that answers it."""

    sentence: str
    screen: str
    selection: Selection
    authority: Authority | None


def early_warning(database: Database) -> tuple[Alert, ...]:
    """All warnings of the engagement as it stands."""
    return alerts(standing(database), last_levels(database))


def told(words: Words, rules: Catalogue, alert: Alert) -> Told:
    """A warning in the words of a language."""
    entry = getattr(rules, f"{alert.kind}s").get(alert.subject) if alert.kind else None
    was, now = alert.levels
    sentence = words(
        f"alert.{alert.code}",
        subject=entry.label[words.language] if entry else alert.subject,
        number=f"{alert.number:,}",
        limit=f"{alert.limit:,}",
        day=alert.day or "",
        was=words(f"level.{was}") if was else "",
        now=words(f"level.{now}") if now else "",
    )
    screen = {"threshold": "engagement", "task": "tasks", "register": "registers", "": "engagement"}.get(
        alert.kind, "risks"
    )
    narrowed = {
        "tasks": Selection(task_state=("open", "in_progress")),
        "registers": Selection(register=(alert.subject,)),
    }
    return Told(
        sentence,
        screen,
        narrowed.get(screen, Selection()),
        entry.authority if alert.kind == "threshold" and entry else None,
    )
