"""The inbox folder: files too large for the browser, put there in clear, brought in and then removed.

A folder of mail (Maildir, Apple Mail, Thunderbird) is one entry and becomes one source.
"""

from dataclasses import dataclass
from pathlib import Path

from engine.model.errors import ActionableError
from engine.model.events import Profile
from engine.pipeline import intake, mail_folder
from engine.pipeline.intake import Received
from engine.store.workspace import Ledger


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file or folder of mail that lies in the inbox in clear; `received` says that its bytes are in the vault."""

    name: str
    bytes: int
    received: bool


def files(ledger: Ledger, folder: Path) -> list[InboxFile]:
    """What lies in the folder and below it, by name."""
    known = {row[0]: row[1:] for row in ledger.database.rows("SELECT path, bytes, modified_ns FROM inbox_file")}
    found: list[InboxFile] = []
    for path in _entries(folder):
        name, status = path.relative_to(folder).as_posix(), _status(path)
        found.append(InboxFile(name, status[0], known.get(name) == status))
    return found


def receive(ledger: Ledger, folder: Path, name: str, actor: Profile) -> Received:
    """Bring one entry in; it stays in the folder until `remove`."""
    path = _inside(folder, name)
    status = _status(path)
    with mail_folder.opened(path) as file:
        received = intake.receive(ledger, path.name, file, actor)
    with ledger.database.writing() as writer:
        writer.execute(
            "INSERT OR REPLACE INTO inbox_file VALUES (?, ?, ?, ?)",
            [name, *status, received.source.sha256],
        )
    return received


def remove(ledger: Ledger, folder: Path, names: list[str], actor: Profile) -> None:
    """Remove clear entries; where the bytes of one, read again, are not in the vault, nothing is, and it is refused."""
    paths: list[Path] = []
    for name in names:
        path = _inside(folder, name)
        paths += mail_folder.files_in(path) if path.is_dir() else [path]
        with mail_folder.opened(path) as file:
            digest, _ = intake.hashed(file)
        if not ledger.database.value("SELECT count(*) FROM source WHERE sha256 = ?", [digest]):
            raise ActionableError("inbox_not_received")
    for path in paths:
        path.unlink()
    for name in names:
        _remove_empty(folder / name)
    with ledger.database.writing():
        ledger.audit.append(actor, "inbox_removed", {"files": len(names)})
    ledger.audit.publish()


def _entries(folder: Path) -> list[Path]:
    """Files and folders of mail, by name; the inbox itself is never one folder of mail."""
    found: list[Path] = []
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            found += mail_folder.sources(path)
        elif path.is_file() and not path.is_symlink():
            found.append(path)
    return sorted(found)


def _status(path: Path) -> tuple[int, int]:
    """Bytes of an entry, and when it was last modified, in nanoseconds."""
    if not path.is_dir():
        status = path.stat()
        return status.st_size, status.st_mtime_ns
    with mail_folder.MailFolder(path) as folder:
        return folder.size, max((each.stat().st_mtime_ns for each in folder.paths), default=0)


def _remove_empty(folder: Path) -> None:
    """Remove folders that hold nothing any more, the innermost first."""
    if folder.is_dir():
        for path in sorted(folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink() and not any(path.iterdir()):
                path.rmdir()
        if not any(folder.iterdir()):
            folder.rmdir()


def _inside(folder: Path, name: str) -> Path:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not (path.is_file() or path in map(Path.resolve, _entries(folder))):
        raise ActionableError("inbox_file_unknown")
    return path
