"""Outlook's items as records: mails, contacts, and everything else that a person wrote down.

A mail has the fields of any other mail (see `message`). A contact has those of a vCard. An appointment, task, note
or journal entry is an attachment with `subject`, `start`, `end`, `location`, `organizer`, `attendees` and `body`.
Locators are the message id or what the item is, after its number in a mailbox; attachments are ``/part-N``.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from engine.ingest import attachment, outlook_eml
from engine.ingest.body import Body
from engine.ingest.charset import clean
from engine.ingest.compressed_rtf import unpacked
from engine.ingest.dates import mail_date
from engine.ingest.headers import Headers, split
from engine.ingest.mapi import charset_of, own_fields
from engine.ingest.mime import Part
from engine.ingest.outlook_item import Attachment, Item
from engine.ingest.outlook_people import attendees, contact, receivers, writers
from engine.ingest.place import Place
from engine.ingest.rtf import text_of_rtf
from engine.model.records import Record, RecordKind, Skipped

_KINDS = {
    "IPM.CONTACT": "contact", "IPM.DISTLIST": "contact", "IPM.APPOINTMENT": "event", "IPM.TASK": "task",
    "IPM.STICKYNOTE": "note", "IPM.ACTIVITY": "activity", "IPM.MICROSOFT.SCHEDULEDATA": "event",
}  # fmt: skip
_ELSEWHERE = frozenset({2, 3, 4, 7})
"""Methods of an attachment that is only referred to."""
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+\Z", re.ASCII)
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


def items(
    item: Item, place: Place, ordinal: int = 0, *, folder: str = "", wrapped: bool = False
) -> Iterator[Record | Skipped]:
    """The item, then its attachments.

    `ordinal` is its number in a mailbox, `folder` what the folder is called; `wrapped`: it is but the inside of a mail
    that is read as a message already.
    """
    headers, _ = split(item.text("headers").replace("\r\n", "\n").encode("utf-8", "replace"))
    kind = _kind(item.text("message_class").upper())
    message_id = _message_id(item, headers)
    number = f"#{ordinal}" if ordinal else ""
    step = " ".join(filter(None, (number, message_id))) or kind
    if place.reading.only and (place.locator or ordinal):
        place.offer(step, outlook_eml.rebuilt(item), "eml")
    if item.problem or not item.values:
        yield place.skipped(step, item.problem or "message_damaged")
        return
    record = _record(item, kind, headers, message_id, place, step, folder)
    yield replace(record, kind=RecordKind.ATTACHMENT) if wrapped and kind == "message" else record
    for number, each in enumerate(item.attachments, start=1):
        here = f"{step}/part-{number}"
        if place.concerns(here):
            yield from place.guarded(_attached(each, place, here), here)


def file_name(values: Attachment) -> str:
    """The name an attachment is to have as a file; "" if it has none."""
    found = (values.values.get(name) for name in ("file_name", "short_file_name", "name"))
    name = next((each for each in found if isinstance(each, str) and each.strip()), "")
    return _UNSHOWN.sub(" ", clean(name)).strip()[:500]


def _kind(message_class: str) -> str:
    found = (name for prefix, name in _KINDS.items() if f"{message_class}.".startswith(f"{prefix}."))
    return next(found, "message")


def _message_id(item: Item, headers: Headers) -> str:
    ids = headers.ids("message-id")
    bare = re.sub(r"[\s<>]+", "", item.text("message_id"))[:900]
    return ids[0] if ids else f"<{clean(bare)}>" if bare else ""


def _record(item: Item, kind: str, headers: Headers, message_id: str, place: Place, step: str, folder: str) -> Record:
    body, warnings = _body(item)
    warnings = (*item.warnings, *warnings)
    around = {"folder": folder, "labels": item.text("categories")}
    if kind == "message":
        fields = _mail(item, headers, message_id, body)
        date, told = _date(item, headers)
        warnings += told
    elif kind == "contact":
        fields, date = contact(item), _moment(item.text("modified"))
        fields.update({"note": body} if body else {})
    else:
        fields, date = _entry(item, body)
    names = list(filter(None, map(file_name, item.attachments)))
    around["attachments"] = "\n".join(names)
    fields = {**fields, **_times(item, kind), **own_fields(item.values)}
    fields |= {name: text for name, text in around.items() if text}
    thread = dict.fromkeys([*headers.ids("references"), *headers.ids("in-reply-to")] or _ids(item))
    thread.pop(message_id, None)
    record = {"message": RecordKind.MESSAGE, "contact": RecordKind.CONTACT}.get(kind, RecordKind.ATTACHMENT)
    return place.record(step, record, fields, date=date, thread=tuple(thread), warnings=warnings)


def _mail(item: Item, headers: Headers, message_id: str, body: str) -> dict[str, str]:
    known = writers(item)
    fields = {
        "from": known if "@" in known else headers.text("from")[0] or known,
        "to": receivers(item, "to") or headers.text("to")[0],
        "cc": receivers(item, "cc") or headers.text("cc")[0],
        "subject": item.text("subject"),
        "message_id": message_id,
        "body": body,
    }
    beside = {"reply_to": headers.text("reply-to")[0] or item.text("reply_names"), "bcc": receivers(item, "bcc")}
    return {**fields, **{name: text for name, text in beside.items() if text}}


def _entry(item: Item, body: str) -> tuple[dict[str, str], datetime | None]:
    owner = "\n".join(dict.fromkeys(filter(None, map(item.text, ("task_owner", "task_assigner"))))) or writers(item)
    fields = {"subject": item.text("subject"), "organizer": owner, "attendees": attendees(item), "body": body}
    start = next(filter(None, map(item.text, ("start", "task_start", "log_start", "task_due"))), "")
    return {name: text for name, text in fields.items() if text}, _moment(start or item.text("modified"))


def _times(item: Item, kind: str) -> dict[str, str]:
    """When and where, for appointments and for mails that invite to one."""
    if kind == "contact":
        return {}
    sources = {
        "start": ["start", "task_start", "log_start"],
        "end": ["end", "task_due", "log_end"],
        "completed": ["task_done"],
        "location": ["location", "meeting_place"],
        "recurrence": ["recurrence"],
        "related": ["contacts", "contact_names", "companies"],
    }
    found = {name: "\n".join(dict.fromkeys(filter(None, map(item.text, names)))) for name, names in sources.items()}
    return {name: text for name, text in found.items() if text}


def _body(item: Item) -> tuple[str, tuple[str, ...]]:
    """The body, of which HTML or rich text adds only what the plain text lacks; and warnings."""
    body, warnings = Body(), ()
    for part in _versions(item):
        warnings += body.add(part, "")
    rich = item.values.get("rtf")
    if isinstance(rich, bytes) and unpacked(rich) is None:
        warnings += ("property_damaged",)
    return "\n\n".join(body.pieces), warnings


def _versions(item: Item) -> Iterator[Part]:
    plain, html, rich = (item.values.get(name) for name in ("plain", "html", "rtf"))
    if isinstance(plain, str):
        yield _text_part(plain, "plain")
    if isinstance(html, str):
        yield _text_part(html, "html")
    elif isinstance(html, bytes):
        page = item.values.get("body_codepage") or item.values.get("text_codepage")
        charset = charset_of(page) if isinstance(page, int) else ""
        declared = f"text/html; charset={charset}" if charset else "text/html"
        yield Part(Headers([("content-type", declared.encode())]), html, "text/html", alternative=1)
    elif isinstance(rich, bytes) and (content := unpacked(rich)):
        yield _text_part(text_of_rtf(content), "plain")


def _text_part(text: str, subtype: str) -> Part:
    declared = Headers([("content-type", f"text/{subtype}; charset=utf-8".encode())])
    return Part(declared, clean(text).encode("utf-8", "replace"), f"text/{subtype}", alternative=1)


def _date(item: Item, headers: Headers) -> tuple[datetime | None, tuple[str, ...]]:
    """When a mail was sent: as its header says, with the zone; else as Outlook noted it, in UTC."""
    date, _ = mail_date(headers.text("date")[0].split("\n")[0])
    found = date or _moment(item.text("submitted")) or _moment(item.text("delivered"))
    return found, () if found else ("date_missing",)


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _ids(item: Item) -> list[str]:
    return re.findall(r"<[^<>\s]{1,900}>", f"{item.text('references')} {item.text('in_reply_to')}")


def _attached(each: Attachment, place: Place, step: str) -> Iterator[Record | Skipped]:
    declared = str(each.values.get("media_type", "")).lower()
    media_type = declared if _MEDIA_TYPE.match(declared) else "application/octet-stream"
    if each.problem:
        yield place.skipped(step, each.problem)
    elif each.embedded is not None:
        inside = place.inside(step, messages=1)
        if inside.messages > attachment.NESTING_LIMIT:
            yield place.skipped(step, "nested_too_deep")
        else:
            yield from items(each.embedded, inside)
    elif each.content is None:
        elsewhere = each.values.get("method") in _ELSEWHERE
        yield place.skipped(step, "attachment_elsewhere" if elsewhere else "empty_file", media_type)
    else:
        part = Part(Headers([("content-type", media_type.encode())]), bytes(each.content), media_type)
        yield from attachment.items(part, file_name(each), place, step, "")
