"""One open workspace: its engagements, the worker pool and the job thread; what the app and the command line hold."""

import threading
from dataclasses import fields, replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from engine import demo
from engine.catalogue import catalogue
from engine.desk.job import Job
from engine.desk.seat import Seat
from engine.model.engagement import Destroyed, Engagement
from engine.model.errors import ActionableError
from engine.model.events import Profile
from engine.model.firm import Firm, checked
from engine.model.settings import Changed, Settings
from engine.pipeline import assessing
from engine.pipeline.parting import parting
from engine.pipeline.pool import WorkerPool
from engine.report.logo import logo
from engine.store.workspace import EngagementLabel, Workspace

__all__ = ["Desk", "Seat"]


class Desk:
    """One open workspace, one per process. Thread-safe."""

    def __init__(self, folder: Path, workers: int | None = None) -> None:
        self._workspace = Workspace(folder)
        self.pool = WorkerPool(workers)
        self._jobs: dict[str, Job] = {}
        self._lock = threading.RLock()

    @property
    def folder(self) -> Path:
        return self._workspace.folder

    def engagements(self) -> list[EngagementLabel]:
        """All engagements, by company."""
        return self._workspace.engagements()

    def profiles(self) -> list[Profile]:
        """The named local profiles."""
        return self._workspace.profiles()

    def add_profile(self, profile: Profile) -> None:
        """Remember a profile."""
        if not profile.name.strip():
            raise ActionableError("profile_name_missing")
        self._workspace.add_profile(profile)

    def create(self, engagement: Engagement, actor: Profile) -> None:
        """Make an engagement."""
        if not engagement.company.strip():
            raise ActionableError("company_missing")
        if not engagement.risk_method and not engagement.demo:
            engagement = replace(engagement, risk_method=self.settings().risk_method)
        ledger = self._workspace.create(engagement)
        assessing.assess(ledger)
        with ledger.database.writing():
            ledger.audit.append(actor, "engagement_created", {"slug": engagement.slug, "demo": engagement.demo})
        ledger.audit.publish()

    def settings(self) -> Settings:
        """What the desk is set to."""
        return self._workspace.settings()

    def set(self, settings: Settings, actor: Profile) -> tuple[str, ...]:
        """Set the desk otherwise; answers the names of what changed. Who changed it stays known."""
        if settings.risk_method and settings.risk_method not in catalogue().methods:
            raise ActionableError("method_unknown", method=settings.risk_method)
        before, fresh = self.settings(), replace(settings, firm=checked(settings.firm))
        what = tuple(
            one.name for one in fields(Firm) if getattr(before.firm, one.name) != getattr(fresh.firm, one.name)
        )
        what += ("risk_method",) if before.risk_method != fresh.risk_method else ()
        if what:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            logo = sha256(fresh.firm.logo.encode()).hexdigest() if "logo" in what and fresh.firm.logo else ""
            self._workspace.change_settings(fresh, Changed(at, actor.name, str(actor.role), what, logo))
        return what

    def logo(self, content: bytes) -> str:
        """A logo as a safe drawing, from a PNG or SVG."""
        return logo(content)

    def settings_changed(self) -> list[Changed]:
        """Every change of the settings, in their order."""
        return self._workspace.settings_changed()

    @property
    def demos(self) -> dict[str, str]:
        """The demos by name, each with the slug its engagement gets."""
        return {name: case.SLUG for name, case in demo.CASES.items()}

    def create_demo(self, actor: Profile, case: str = "studio") -> str:
        """Make a demo engagement, bring its sources in, do what was done there, and start its scan."""
        engagement = demo.engagement(case)
        self.pool.warm()
        self.create(engagement, actor)
        seat = self.seat(engagement.slug, actor)
        for name, content in demo.sources(case):
            seat.receive(name, BytesIO(content))
        with assessing.together(self._workspace.open(engagement.slug)):
            for action, given in demo.steps(case):
                seat.perform(action, **given)
        seat.start_scan()
        return engagement.slug

    def destroy(self, slug: str, actor: Profile, company: str) -> None:
        """Destroy an engagement for ever, as it was asked for and approved; `company` is its name, typed again."""
        with self._lock:
            left = parting(self._workspace.open(slug), actor, company)
            if job := self._jobs.pop(slug, None):
                job.end()
            self._workspace.destroy(left)

    def destroyed(self) -> list[Destroyed]:
        """What is left of the engagements that were destroyed."""
        return self._workspace.destroyed()

    def prepare(self, slug: str) -> None:
        """Open an engagement that somebody is about to work on, and count ahead what they will ask first."""
        self._job(slug).look_ahead()

    def _job(self, slug: str) -> Job:
        with self._lock:
            return self._jobs.setdefault(slug, Job(self._workspace.open(slug), self.pool))

    def seat(self, slug: str, actor: Profile, resume: bool = True) -> Seat:
        """`actor` at work on one engagement; a scan that a dead process left behind goes on."""
        job = self._job(slug)
        if resume:
            job.resume(actor)
        return Seat(self._workspace, self._workspace.open(slug), actor, job)

    def close(self) -> None:
        """Cancel scans, end the workers, close the databases."""
        for job in self._jobs.values():
            job.end()
        self.pool.kill()
        self._workspace.close()
