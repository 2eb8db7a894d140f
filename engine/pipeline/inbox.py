"""The inbox folder: files too large for the browser, put there in clear, brought in and then removed."""

from dataclasses import dataclass
from pathlib import Path

from engine.model.errors import ActionableError
from engine.model.events import Profile
from engine.pipeline import intake
from engine.pipeline.intake import Received
from engine.store.workspace import Ledger


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file that lies in the inbox folder in clear; `received` says that its bytes are in the vault."""

    name: str
    bytes: int
    received: bool


def files(ledger: Ledger, folder: Path) -> list[InboxFile]:
    """What lies in the folder and below it, by name."""
    known = {row[0]: row[1:] for row in ledger.database.rows("SELECT path, bytes, modified_ns FROM inbox_file")}
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()):
        name, status = path.relative_to(folder).as_posix(), path.stat()
        found.append(InboxFile(name, status.st_size, known.get(name) == (status.st_size, status.st_mtime_ns)))
    return found


def receive(ledger: Ledger, folder: Path, name: str, actor: Profile) -> Received:
    """Bring one file in; it stays in the folder until `remove`."""
    path = _inside(folder, name)
    status = path.stat()
    with path.open("rb") as file:
        received = intake.receive(ledger, path.name, file, actor)
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT OR REPLACE INTO inbox_file VALUES (?, ?, ?, ?)",
            [name, status.st_size, status.st_mtime_ns, received.source.sha256],
        )
    return received


def remove(ledger: Ledger, folder: Path, names: list[str], actor: Profile) -> None:
    """Remove clear files; one whose bytes, read again, are not in the vault is kept and the call refused."""
    for name in names:
        with _inside(folder, name).open("rb") as file:
            digest, _ = intake.hashed(file)
        if not ledger.database.value("SELECT count(*) FROM source WHERE sha256 = ?", [digest]):
            raise ActionableError("inbox_not_received")
    for name in names:
        _inside(folder, name).unlink()
    with ledger.database.writing():
        ledger.audit.append(actor, "inbox_removed", {"files": len(names)})
    ledger.audit.publish()


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        raise ActionableError("inbox_file_unknown")
    return path
