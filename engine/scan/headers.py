"""The name of a field or column as words a recogniser can read before the value."""

import re

_PLAIN = frozenset(("", "subject", "body", "attachments", "preamble", "epilogue", "text"))
_ADDRESSES = frozenset(("from", "to", "cc", "bcc", "reply_to"))
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[_\s]+")


def column_label(context: str) -> str:
    """`context` as a label with colon (``buyer_mobile`` gives ``buyer mobile: ``); fields of a message give none."""
    name = context.strip()
    if name.casefold() in _PLAIN or name.casefold() in _ADDRESSES:
        return ""
    return " ".join(_CAMEL.sub(" ", name).split())[:60] + ": "
