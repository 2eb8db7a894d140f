"""Files attached as evidence: in the vault beside the sources, each under a data key of its own."""

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from engine.model.errors import ActionableError
from engine.model.records import Extent
from engine.store.database import Database, Writer
from engine.store.workspace import Ledger

SIZE_LIMIT = 500 << 20
"""Bytes one file may have; what is larger belongs among the sources."""
_NAME_LENGTH = 120


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file: `owner` is a task's id or ``register/number`` of an entry, `kind` what it shows; hashed by SHA-256."""

    id: str
    owner: str
    kind: str
    name: str
    bytes: int
    sha256: str
    attached_by: str
    attached_at: datetime


def attach(ledger: Ledger, writer: Writer, owner: str, kind: str, name: str, content: bytes, by: str) -> Attachment:
    """Keep a file, in the caller's transaction."""
    if not content:
        raise ActionableError("file_empty")
    if len(content) > SIZE_LIMIT:
        raise ActionableError("file_too_large", limit=SIZE_LIMIT >> 20)
    one = Attachment(
        "E-" + secrets.token_hex(8), owner, kind, _tidy(name), len(content), sha256(content).hexdigest(), by,
        datetime.now(UTC).replace(tzinfo=None),
    )  # fmt: skip
    writer.append("piece", ledger.vault.store(one.id, io.BytesIO(content), one.bytes, [Extent(0, one.bytes)]))
    values = [one.id, owner, kind, one.name, one.bytes, one.sha256, by, one.attached_at]
    writer.execute("INSERT INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
    return one


def attach_all(
    ledger: Ledger, writer: Writer, owner: str, files: Mapping[str, tuple[str, bytes]], by: str
) -> dict[str, str]:
    """Keep name and bytes of each field's file; answers the files' ids by field."""
    return {
        field: attach(ledger, writer, owner, field, name, content, by).id for field, (name, content) in files.items()
    }


def attachments(database: Database, owner: str = "") -> list[Attachment]:
    """The files of one owner, or all, in the order in which they came."""
    condition, values = ("WHERE owner = ?", [owner]) if owner else ("", [])
    rows = database.rows(f"SELECT * FROM attachment {condition} ORDER BY attached_at, id", values)
    return [Attachment(*row) for row in rows]


def attachment(database: Database, identifier: str) -> Attachment:
    """One file by its id."""
    rows = database.rows("SELECT * FROM attachment WHERE id = ?", [identifier])
    if not rows:
        raise ActionableError("file_unknown")
    return Attachment(*rows[0])


def forget(writer: Writer, identifier: str) -> None:
    """Destroy a file's key and what is known of it, in the caller's transaction; the bytes go after it."""
    writer.execute("DELETE FROM piece WHERE source = ?", [identifier])
    writer.execute("DELETE FROM attachment WHERE id = ?", [identifier])


def _tidy(name: str) -> str:
    """The last part of a path, without control characters; long ones lose their middle, never their suffix."""
    last = "".join(sign for sign in name.replace("\\", "/").rpartition("/")[2] if sign.isprintable()).strip()
    if len(last) > _NAME_LENGTH:
        last = f"{last[: _NAME_LENGTH - 21]}…{last[-20:]}"
    return last or "file"
