"""What was printed, frozen: numbers, versions and the printed content itself."""

import json
import zlib
from collections.abc import Mapping
from datetime import datetime

from engine.model.errors import ActionableError
from engine.model.papers import Kept, Paper, SignOff
from engine.store.database import Database, Writer

_COLUMNS = "id, sha256, paper, language, created_at, made_by, engine, rules, sources, figures, levels"


def keep(writer: Writer, kept: Kept, content: Mapping[str, object]) -> None:
    """Keep a printed state with its content as plain data."""
    packed = zlib.compress(json.dumps(content, ensure_ascii=False).encode(errors="surrogatepass"), 6)
    writer.execute(
        f"INSERT INTO snapshot ({_COLUMNS}, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            kept.id,
            kept.sha256,
            str(kept.paper),
            kept.language,
            kept.created_at.isoformat(),
            kept.made_by,
            kept.engine,
            kept.rules,
            kept.sources,
            json.dumps(dict(kept.figures)),
            json.dumps(dict(kept.levels)),
            packed,
        ],
    )


def listed(database: Database) -> tuple[Kept, ...]:
    """All printed states, the newest first."""
    rows = database.rows(
        f"SELECT {_COLUMNS}, content IS NOT NULL, signed_by, signed_as, signed_at, event FROM snapshot "
        "LEFT JOIN sign_off ON snapshot = id ORDER BY created_at DESC, ordinal DESC"
    )
    return tuple(_kept(row) for row in rows)


def kept(database: Database, id: str) -> Kept:
    """One printed state; `ActionableError` if there is none of that id."""
    found = next((one for one in listed(database) if one.id == id), None)
    if found is None:
        raise ActionableError("snapshot_unknown", id=id)
    return found


def sign(writer: Writer, id: str, signed: SignOff) -> None:
    """Keep who signed a snapshot off."""
    writer.execute(
        "INSERT INTO sign_off VALUES (?, ?, ?, ?, ?)", [id, signed.by, signed.role, signed.at.isoformat(), signed.event]
    )


def content(database: Database, id: str) -> dict[str, object]:
    """The printed content of a state, as it was typeset."""
    rows = database.rows("SELECT content FROM snapshot WHERE id = ?", [id])
    if not rows:
        raise ActionableError("snapshot_unknown", id=id)
    if rows[0][0] is None:
        raise ActionableError("snapshot_without_content", id=id)
    return json.loads(zlib.decompress(rows[0][0]).decode(errors="surrogatepass"))


def _kept(row: tuple) -> Kept:
    id, sha256, paper, language, created, by, engine, rules, sources, figures, levels, has_content, *signed = row
    at = datetime.fromisoformat(created)
    by_whom, role, when, event = signed
    sign_off = SignOff(by_whom, role, datetime.fromisoformat(when), event) if event else None
    return Kept(
        id, sha256, Paper(paper), language, at, by, engine, rules, sources, json.loads(figures), json.loads(levels),
        has_content, sign_off,
    )  # fmt: skip
