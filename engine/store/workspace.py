"""The workspace: a folder with its master key, profiles, inbox and engagements."""

import hmac
import json
import re
import shutil
import threading
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from engine.model.engagement import Destroyed, Engagement
from engine.model.errors import ActionableError
from engine.model.events import Profile, ProfileRole
from engine.model.firm import Firm
from engine.model.settings import Changed, Settings
from engine.scan.normalise import normalise
from engine.store import engagements
from engine.store.audit import AuditLog
from engine.store.database import Database
from engine.store.keys import derived, master_key, new_key, seal, unseal
from engine.store.vault import Vault

_HASH_DIGITS = 32
_PSEUDONYM_DIGITS = 10
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class EngagementLabel:
    """What the list of engagements shows without opening them."""

    slug: str
    company: str
    demo: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """One open engagement: database, vault, audit log, and the key that makes values comparable unseen."""

    slug: str
    folder: Path
    database: Database
    vault: Vault
    audit: AuditLog
    hmac_key: bytes

    @property
    def engagement(self) -> Engagement:
        return engagements.load(self.database)

    def known_by(self, entity_type: str, value: str) -> str:
        """The keyed hash by which a value is compared without being kept: equal for all spellings of one value."""
        text = f"{entity_type}\n{normalise(entity_type, value)}"
        return hmac.digest(self.hmac_key, text.encode(errors="surrogatepass"), "sha256").hex()[:_HASH_DIGITS]

    def content_key(self, texts: Iterable[str]) -> bytes:
        """The keyed hash of some texts in order, by which they are known again without being kept."""
        content = blake2b(key=self.hmac_key, digest_size=16)
        for text in texts:
            encoded = text.encode(errors="surrogatepass")
            content.update(len(encoded).to_bytes(8))
            content.update(encoded)
        return content.digest()

    def pseudonym(self, key: str) -> str:
        """The id of a data subject, from what identifies it: stable within the engagement, and tells nothing."""
        return "P-" + hmac.digest(self.hmac_key, key.encode(), "sha256").hex()[:_PSEUDONYM_DIGITS].upper()


class Workspace:
    """One folder of engagements. Thread-safe; an engagement is opened once per process and stays open."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()
        self.folder.mkdir(parents=True, exist_ok=True)
        self.inbox = self.folder / "inbox"
        self.inbox.mkdir(exist_ok=True)
        (self.folder / "engagements").mkdir(exist_ok=True)
        self._key = master_key(self.folder)
        self._open: dict[str, Ledger] = {}
        self._lock = threading.RLock()

    def engagements(self) -> list[EngagementLabel]:
        """All engagements, by company."""
        labels = [self._label(file) for file in sorted((self.folder / "engagements").glob("*/engagement.sealed"))]
        return sorted(labels, key=lambda label: label.company)

    def create(self, engagement: Engagement) -> Ledger:
        """Make an engagement; its slug is its folder and must be new."""
        if not _SLUG.fullmatch(engagement.slug):
            raise ActionableError("slug_malformed", slug=engagement.slug)
        with self._lock:
            folder = self._folder(engagement.slug)
            if folder.exists():
                raise ActionableError("engagement_exists", slug=engagement.slug)
            folder.mkdir()
            self._write_label(folder, engagement, new_key())
            ledger = self.open(engagement.slug)
            engagements.save(ledger.database, engagement)
            return ledger

    def open(self, slug: str) -> Ledger:
        """The engagement's ledger, opened if it is not yet."""
        with self._lock:
            if slug not in self._open:
                folder = self._folder(slug)
                if not (folder / "engagement.sealed").exists():
                    raise ActionableError("engagement_unknown", slug=slug)
                self._open[slug] = _ledger(slug, folder, self._sealed(folder)[1])
            return self._open[slug]

    def relabel(self, engagement: Engagement) -> None:
        """Keep the label that the list shows in step with the engagement's facts."""
        folder = self._folder(engagement.slug)
        self._write_label(folder, engagement, self._sealed(folder)[1])

    def destroy(self, left: Destroyed) -> None:
        """Destroy an engagement: its key first, then everything it locked and its inbox; `left` is kept of it."""
        with self._lock:
            self._keep("destroyed", [asdict(one) for one in (*self.destroyed(), left)])
            ledger = self._open.pop(left.slug, None)
            if ledger:
                ledger.database.close()
            folder = self._folder(left.slug)
            (folder / "engagement.sealed").unlink(missing_ok=True)
            shutil.rmtree(folder)
            shutil.rmtree(self.inbox / left.slug, ignore_errors=True)

    def destroyed(self) -> list[Destroyed]:
        """What is left of the engagements that were destroyed, in their order."""
        return [Destroyed(**entry) for entry in self._kept("destroyed")]

    def profiles(self) -> list[Profile]:
        """The named local profiles."""
        return [Profile(entry["name"], ProfileRole(entry["role"])) for entry in self._kept("profiles")]

    def add_profile(self, profile: Profile) -> None:
        """Remember a profile; one name stands once."""
        with self._lock:
            kept = [one for one in self.profiles() if one.name != profile.name]
            self._keep("profiles", [{"name": one.name, "role": str(one.role)} for one in [*kept, profile]])

    def settings(self) -> Settings:
        """What the desk is set to."""
        kept = self._kept("settings")
        return Settings(Firm(**kept[0]["firm"]), kept[0]["risk_method"]) if kept else Settings()

    def change_settings(self, settings: Settings, changed: Changed) -> None:
        """Keep other settings, and for good who changed what of them."""
        with self._lock:
            self._keep("settings_changed", [asdict(one) for one in (*self.settings_changed(), changed)])
            self._keep("settings", [asdict(settings)])

    def settings_changed(self) -> list[Changed]:
        """Every change of the settings, in their order."""
        return [Changed(**{**one, "what": tuple(one["what"])}) for one in self._kept("settings_changed")]

    def close(self) -> None:
        """Close every open engagement."""
        with self._lock:
            for ledger in self._open.values():
                ledger.database.close()
            self._open.clear()

    def _kept(self, name: str) -> list[dict[str, Any]]:
        """The entries of one of the workspace's own encrypted lists."""
        file = self.folder / f"{name}.sealed"
        return json.loads(unseal(self._key, file.read_bytes(), name)) if file.exists() else []

    def _keep(self, name: str, entries: list[dict[str, Any]]) -> None:
        clear = json.dumps(entries, ensure_ascii=False).encode()
        fresh = self.folder / f"{name}.sealed.new"
        fresh.write_bytes(seal(self._key, clear, name))
        fresh.replace(self.folder / f"{name}.sealed")

    def _folder(self, slug: str) -> Path:
        return self.folder / "engagements" / slug

    def _label(self, file: Path) -> EngagementLabel:
        entry, _ = self._sealed(file.parent)
        return EngagementLabel(file.parent.name, str(entry["company"]), bool(entry["demo"]))

    def _sealed(self, folder: Path) -> tuple[dict[str, object], bytes]:
        clear = unseal(self._key, (folder / "engagement.sealed").read_bytes(), f"engagement:{folder.name}")
        entry = json.loads(clear)
        return entry, bytes.fromhex(entry["key"])

    def _write_label(self, folder: Path, engagement: Engagement, key: bytes) -> None:
        entry = {"company": engagement.company, "demo": engagement.demo, "key": key.hex()}
        clear = json.dumps(entry, ensure_ascii=False).encode()
        fresh = folder / "engagement.sealed.new"
        fresh.write_bytes(seal(self._key, clear, f"engagement:{folder.name}"))
        fresh.replace(folder / "engagement.sealed")


def _ledger(slug: str, folder: Path, key: bytes) -> Ledger:
    database = Database(folder / "engagement.duckdb", derived(key, "database"))
    return Ledger(
        slug=slug,
        folder=folder,
        database=database,
        vault=Vault(database, folder / "vault"),
        audit=AuditLog(database, folder / "audit.sealed", derived(key, "audit")),
        hmac_key=derived(key, "values"),
    )
