"""Tables as Markdown."""

from collections.abc import Iterable, Sequence

Row = Sequence[str | int]


def table(head: Sequence[str], rows: Iterable[Row], left: int = 1) -> str:
    """A table whose first `left` columns are words and whose others are figures."""
    rules = ["---" if column < left else "--:" for column in range(len(head))]
    lines = [head, rules, *rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines) + "\n"


def _cell(value: str | int) -> str:
    return f"{value:,}" if isinstance(value, int) else value.replace("|", "\\|")
