"""The notices people wrote, sent and withdrew."""

import json
from dataclasses import fields
from typing import Any

from engine.model.errors import ActionableError
from engine.model.notices import NoticeState, WrittenNotice
from engine.store.database import Database, Writer

_COLUMNS = tuple(part.name for part in fields(WrittenNotice))


def written(database: Database) -> tuple[WrittenNotice, ...]:
    """All notices by number, withdrawn ones too."""
    rows = database.rows(f"SELECT {', '.join(_COLUMNS)} FROM notice ORDER BY number")
    return tuple(_notice(dict(zip(_COLUMNS, row, strict=True))) for row in rows)


def notice(database: Database, number: int) -> WrittenNotice:
    """The notice of a number."""
    found = next((one for one in written(database) if one.number == number), None)
    if found is None:
        raise ActionableError("notice_unknown", notice=str(number))
    return found


def next_number(database: Database) -> int:
    """The number of the next notice."""
    return int(str(database.value("SELECT coalesce(max(number), 0) + 1 FROM notice")))


def keep(writer: Writer, one: WrittenNotice) -> None:
    """Keep a notice, new or changed."""
    texts = json.dumps(dict(one.texts), ensure_ascii=False)
    values = {name: getattr(one, name) for name in _COLUMNS}
    values |= {"texts": texts, "state": str(one.state), "channels": list(one.channels)}
    writer.execute("DELETE FROM notice WHERE number = ?", [one.number])
    marks = ", ".join("?" * len(_COLUMNS))
    writer.execute(f"INSERT INTO notice ({', '.join(_COLUMNS)}) VALUES ({marks})", list(values.values()))


def _notice(row: dict[str, Any]) -> WrittenNotice:
    read: dict[str, Any] = {"texts": json.loads(row["texts"]), "state": NoticeState(row["state"])}
    read["channels"] = tuple(row["channels"] or ())
    return WrittenNotice(**(row | read))
