"""Text that somebody else wrote, made harmless: no Markdown, no HTML, no picture fetched from another host."""

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&])")
_LINKS = re.compile(r"://?|www|@", re.IGNORECASE)
_JOINER = "\u2060"  # breaks what Markdown would link by itself, and is not seen
_LONG = 120


def plain(text: object) -> str:
    """Text for a place that reads Markdown (labels, captions, `st.write`, messages), shown as it is written."""
    unlinked = _LINKS.sub(lambda found: f"{found[0]}{_JOINER}", " ".join(str(text).split()))
    return _MARKDOWN.sub(r"\\\1", unlinked)


def safe(text: object) -> str:
    """Text for a place that reads HTML (`st.html`)."""
    return html.escape(str(text), quote=True)


def shortened(text: object, length: int = _LONG) -> str:
    """The beginning of a long text with an ellipsis; escape afterwards."""
    whole = str(text)
    return whole if len(whole) <= length else whole[: length - 1] + "…"
