"""Whom an Outlook item names: senders and recipients as mail headers write them, contacts as vCards do."""

from engine.ingest.mapi import Value
from engine.ingest.outlook_item import Item

_TO, _CC, _BCC = 1, 2, 3
_KINDS = 0x0F
"""The bits of a recipient's type that say what it is; the others say whether it was sent to."""
_QUOTED = frozenset('<>,;@"()')
_PHONES = (
    "mobile_phone", "primary_phone", "business_phone", "business_phone_2", "home_phone", "home_phone_2", "other_phone",
    "company_phone", "callback_phone", "car_phone", "radio_phone", "pager", "assistant_phone", "telex", "isdn",
    "text_phone", "business_fax", "home_fax", "primary_fax",
)  # fmt: skip
_NAMES = ("prefix", "given_name", "middle_name", "surname", "suffix")
_ADDRESS = ("street", "po_box", "city", "state", "postcode", "country")
_SINGLE = {
    "nickname": ["nickname"], "x-phonetic-name": ["phonetic_surname", "phonetic_given_name", "phonetic_company"],
    "title": ["job_title"], "role": ["profession"], "impp": ["im_address"],
    "url": ["web_page", "business_page", "home_page", "ftp_site"], "bday": ["birthday"],
    "anniversary": ["anniversary"], "related": ["spouse", "children", "assistant", "manager"],
    "hobby": ["hobbies"], "uid": ["government_id", "organisation_id", "customer_id", "account"],
    "member": ["list_members"], "office": ["office", "place"],
    "custom": ["user_field_1", "user_field_2", "user_field_3", "user_field_4"],
}  # fmt: skip
_DAYS = ("birthday", "anniversary")


def person(name: str, address: str) -> str:
    """A name and an address as a mail header writes them; an X.500 address says less than the name."""
    name, address = name.strip().strip("'").strip(), address.strip()
    if address.lower().startswith(("/o=", "/cn=")) and name:
        return name
    if not name or not address or name.lower() == address.lower():
        return name or address
    shown = '"' + name.replace('"', "'") + '"' if _QUOTED & set(name) else name
    return f"{shown} <{address}>"


def writers(item: Item) -> str:
    """Whom a message is from; who sent it for another stands second."""
    found = [
        person(item.text(role), item.text(f"{role}_smtp") or item.text(f"{role}_address"))
        for role in ("author", "sender")
    ]
    first, second = found
    if second and (second in first or item.text("author_address").lower() == item.text("sender_address").lower()):
        second = "" if first else second
    return ", ".join(filter(None, (first, second)))


def receivers(item: Item, field: str) -> str:
    """Whom a message went to, by the field ``to``, ``cc`` or ``bcc``; the list that was shown if there is no other."""
    wanted = {"to": _TO, "cc": _CC, "bcc": _BCC}[field]
    found = [_recipient(each) for each in item.recipients if _kind(each) == wanted]
    return ", ".join(dict.fromkeys(filter(None, found))) or item.text(f"shown_{field}")


def attendees(item: Item) -> str:
    """Everybody an appointment names."""
    found = [_recipient(each) for each in item.recipients]
    shown = [item.text(name) for name in ("attendees", "attendees_to", "attendees_cc")]
    named = {part.strip() for part in ";".join(shown).split(";")}
    rest = sorted(each for each in named if each and not any(each in known for known in found))
    return "\n".join(dict.fromkeys(filter(None, (*found, *rest))))


def contact(item: Item) -> dict[str, str]:
    """The fields of a contact, named as those of a vCard are, and those its owner added."""
    text = item.text
    fields: dict[str, list[str]] = {"n": [" ".join(filter(None, map(text, _NAMES)))]}
    fields["fn"] = [text("name"), text("filed_as") or text("subject")]
    fields["org"] = [" ".join(filter(None, (text("company"), text("department"))))]
    fields["tel"] = [text(name) for name in _PHONES]
    fields["email"] = [text(f"email_{number}") for number in (1, 2, 3)]
    fields["email"] += [text(f"email_{name}_{number}") for name in ("shown", "name") for number in (1, 2, 3)]
    fields["email"] += [text("smtp"), text("address") if "@" in text("address") else ""]
    whole = {"": "postal_address", "work_": "work_address", "home_": "home_address", "other_": "other_address"}
    fields["adr"] = [
        text(full) or " ".join(filter(None, (text(prefix + part) for part in _ADDRESS)))
        for prefix, full in whole.items()
    ]
    for name, sources in _SINGLE.items():
        fields[name] = [text(each)[:10] if each in _DAYS else text(each) for each in sources]
    return {name: "\n".join(dict.fromkeys(filter(None, values))) for name, values in fields.items() if any(values)}


def _recipient(values: dict[str, Value]) -> str:
    name = values.get("name") or values.get("recipient_name") or ""
    return person(str(name), str(values.get("smtp") or values.get("address") or ""))


def _kind(values: dict[str, Value]) -> int:
    kind = values.get("recipient_type")
    return kind & _KINDS if isinstance(kind, int) else _TO
