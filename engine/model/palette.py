"""The colours of levels and states: one meaning, one colour, on screen, in charts and on paper, light and dark."""

from collections.abc import Mapping

LEVEL: Mapping[str, str] = {
    "low": "#5BA67C",
    "medium": "#E5B94B",
    "high": "#E58642",
    "severe": "#C8443F",
    "unknown": "#8C98A8",
}
RETENTION: Mapping[str, str] = {
    "must_keep": "#2F6DA3",
    "may_keep": "#6BAFA6",
    "due": "#D9653B",
    "on_hold": "#7D62A8",
    "unknown_date": "#8C98A8",
    "no_rule": "#B9A27C",
}
DISPOSITION: Mapping[str, str] = {
    "transferred": "#2E8C8C",
    "retained_in_use": "#4F93C9",
    "restricted_until": "#2F5F94",
    "deleted": "#5C6675",
    "anonymised": "#6BA292",
    "on_hold": "#7D62A8",
    "undecided": "#D9A441",
    "mixed": "#B9A27C",
}
COVERAGE: Mapping[str, str] = {
    "scanned": "#3E9A9A",
    "warned": "#E5B94B",
    "not_scanned": "#C8443F",
    "duplicate": "#8C98A8",
}
SENSITIVITY: Mapping[str, str] = {"general": "#5B8DB8", "conditional": "#E5B94B", "sensitive": "#D0574B"}
TASK: Mapping[str, str] = {
    "open": "#8C98A8",
    "in_progress": "#4F93C9",
    "done": "#5BA67C",
    "not_applicable": "#C5CCD6",
    "overdue": "#C8443F",
}
FINDING: Mapping[str, str] = {"open": "#D9A441", "confirmed": "#2E8C8C", "rejected": "#8C98A8"}

SERIES: tuple[str, ...] = ("#2F6DA3", "#3E9A9A", "#D9A441", "#C8443F", "#7D62A8", "#6BA292", "#8C98A8", "#E58642")
"""For things that have no colour of their own, such as record classes."""

DARK_INK = "#14202E"
LIGHT_INK = "#FFFFFF"
_READABLE_ON_DARK_INK = 0.24


READABLE = 4.5
"""The least contrast of text and ground (WCAG 2.2, 1.4.3, level AA)."""


def ink(background: str) -> str:
    """The text colour that can be read on `background` (``#rrggbb``)."""
    return DARK_INK if _brightness(background) > _READABLE_ON_DARK_INK else LIGHT_INK


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (``#rrggbb``), from 1 to 21."""
    dark, light = sorted((_brightness(one), _brightness(other)))
    return (light + 0.05) / (dark + 0.05)


def darkened(colour: str, ground: str) -> str:
    """The lightest shade of a colour (``#rrggbb``) that can be read on a light ground."""
    channels = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    shades = ("#" + "".join(f"{int(one * part / 100):02x}" for one in channels) for part in range(100, -1, -1))
    return next(one for one in shades if contrast(one, ground) >= READABLE)


def _brightness(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
