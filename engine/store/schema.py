"""The tables of an engagement's database: numbered migrations, one file of SQL each, under `migrations/`.

Each runs in a transaction of its own. There DuckDB 1.5.5 refuses to alter a table that holds rows once the same
transaction changed rows of it or added a column with a default to it: alter first, then set defaults and fill. What has
run anywhere is never changed; a new file with the next number is added.
"""

from pathlib import Path

_FILES = sorted((Path(__file__).parent / "migrations").glob("*.sql"))

MIGRATIONS: list[str] = [file.read_text(encoding="utf-8") for file in _FILES]
"""The statements in the order in which they run."""
