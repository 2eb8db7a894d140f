"""An Outlook item as a mail file that any program opens.

It is rebuilt: Outlook keeps no mail as it was sent, only its properties. The headers of its transport are kept where
there are any; bodies and attachments are as Outlook has them. A contact or appointment is its fields as text.
"""

import re
from datetime import datetime
from email import encoders
from email.header import Header
from email.mime.base import MIMEBase
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

from engine.ingest.charset import clean, decode
from engine.ingest.compressed_rtf import unpacked
from engine.ingest.headers import split
from engine.ingest.mapi import charset_of
from engine.ingest.outlook_item import Attachment, Item
from engine.ingest.outlook_people import contact, receivers, writers

DEPTH_LIMIT = 20
"""Messages inside messages that are rebuilt."""
_OWN = frozenset({"content-type", "content-transfer-encoding", "mime-version", "content-disposition", "content-length"})
_TYPE = re.compile(r"([\w.+-]+)/([\w.+-]+)\Z", re.ASCII)
_FOREIGN = re.compile(r"[^\x00-\x7f]+(?:\s+[^\x00-\x7f]+)*")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")


def rebuilt(item: Item) -> bytes:
    """The bytes of the mail file."""
    return _message(item, 0).as_bytes()


def _message(item: Item, depth: int) -> MIMEMultipart:
    message = MIMEMultipart("mixed")
    for name, value in _headers(item):
        message[name] = _FOREIGN.sub(_encoded, _CONTROLS.sub(" ", clean(value)))
    texts = MIMEMultipart("alternative")
    for subtype, text in _texts(item):
        texts.attach(MIMEText(clean(text), subtype, "utf-8"))
    message.attach(texts)
    rich = item.values.get("rtf")
    if isinstance(rich, bytes) and (content := unpacked(rich)):
        message.attach(_file(content, "application/rtf", "body.rtf"))
    for attachment in item.attachments:
        message.attach(_attached(attachment, depth))
    return message


def _encoded(match: re.Match[str]) -> str:
    """Words that are not ASCII, as a header may hold them; the address beside them stays as it is."""
    return Header(match[0], "utf-8", maxlinelen=10_000).encode()


def _headers(item: Item) -> list[tuple[str, str]]:
    kept = split(item.text("headers").replace("\r\n", "\n").encode("utf-8", "replace"))[0].items
    found = [(name.title(), decode(value, "utf-8")[0]) for name, value in kept if name not in _OWN]
    present = {name.lower() for name, _ in found}
    when = item.text("submitted") or item.text("delivered")
    own = {
        "From": writers(item),
        "To": receivers(item, "to"),
        "Cc": receivers(item, "cc"),
        "Bcc": receivers(item, "bcc"),
        "Subject": item.text("subject"),
        "Date": format_datetime(datetime.fromisoformat(when)) if when else "",
        "Message-Id": item.text("message_id"),
    }
    return found + [(name, value) for name, value in own.items() if value and name.lower() not in present]


def _texts(item: Item) -> list[tuple[str, str]]:
    plain, html = item.text("plain"), item.values.get("html", "")
    if isinstance(html, bytes):
        page = item.values.get("body_codepage")
        html = decode(html, charset_of(page) if isinstance(page, int) else "")[0]
    fields = "\n".join(f"{name}: {text}" for name, text in contact(item).items())
    is_mail = item.text("message_class").upper().startswith("IPM.NOTE")
    plain = plain if is_mail else "\n\n".join(filter(None, (plain, fields)))
    return [("plain", plain)] + ([("html", str(html))] if html else [])


def _attached(attachment: Attachment, depth: int) -> MIMEBase:
    if attachment.embedded is not None and depth < DEPTH_LIMIT:
        return MIMEMessage(_message(attachment.embedded, depth + 1))
    name = next(
        (str(attachment.values[key]) for key in ("file_name", "short_file_name") if key in attachment.values), ""
    )
    return _file(bytes(attachment.content or b""), str(attachment.values.get("media_type", "")), name)


def _file(content: bytes, media_type: str, name: str) -> MIMEBase:
    match = _TYPE.match(media_type)
    kind = (
        match.groups()
        if match and match[1].lower() not in ("multipart", "message")
        else ("application", "octet-stream")
    )
    part = MIMEBase(*kind)
    part.set_payload(content)
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", _CONTROLS.sub(" ", clean(name))))
    return part
