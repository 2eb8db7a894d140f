"""How sure a format's claim on a file is; the surest claim wins."""

from enum import IntEnum


class Rank(IntEnum):
    """What a format goes by, surest first. Two formats of one rank never claim the same file."""

    SIGNATURE = 0
    """Its own first bytes, or its own parts inside a package."""
    STRUCTURE = 1
    """The syntax of its own that text has: headers, tags, statements."""
    TABLE = 2
    """Cells between delimiters."""
    TEXT = 3
    """Nothing but readable text."""
