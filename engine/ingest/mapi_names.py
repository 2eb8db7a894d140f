"""What we call the properties of Outlook's items, by their numbers; properties without a name here are not read.

Specification: MS-OXPROPS (Exchange Server Protocols Master Property List).
"""

from uuid import UUID

FIXED = {
    0x001A: "message_class", 0x0037: "subject", 0x0039: "submitted", 0x0E06: "delivered", 0x3007: "created",
    0x3008: "modified", 0x3FDE: "body_codepage", 0x3FFD: "text_codepage", 0x007D: "headers", 0x1035: "message_id",
    0x1039: "references", 0x1042: "in_reply_to", 0x1000: "plain", 0x1009: "rtf", 0x1013: "html",
    0x0042: "author", 0x0064: "author_type", 0x0065: "author_address", 0x5D02: "author_smtp",
    0x0C1A: "sender", 0x0C1E: "sender_type", 0x0C1F: "sender_address", 0x5D01: "sender_smtp",
    0x0E02: "shown_bcc", 0x0E03: "shown_cc", 0x0E04: "shown_to", 0x0050: "reply_names",
    0x0C15: "recipient_type", 0x3001: "name", 0x3002: "address_type", 0x3003: "address", 0x39FE: "smtp",
    0x5FF6: "recipient_name",
    0x3701: "data", 0x3704: "short_file_name", 0x3705: "method", 0x3707: "file_name", 0x370E: "media_type",
    0x3A06: "given_name", 0x3A11: "surname", 0x3A44: "middle_name", 0x3A45: "prefix", 0x3A05: "suffix",
    0x3A4F: "nickname", 0x3A16: "company", 0x3A18: "department", 0x3A17: "job_title", 0x3A46: "profession",
    0x3A42: "birthday", 0x3A41: "anniversary", 0x3A48: "spouse", 0x3A58: "children", 0x3A30: "assistant",
    0x3A4E: "manager", 0x3A07: "government_id", 0x3A10: "organisation_id", 0x3A4A: "customer_id",
    0x3A43: "hobbies", 0x3A47: "preferred_by", 0x3A49: "ftp_site", 0x3A50: "home_page", 0x3A51: "business_page",
    0x3A19: "office", 0x3A0D: "place", 0x3A00: "account",
    0x3A02: "callback_phone", 0x3A08: "business_phone", 0x3A09: "home_phone", 0x3A1A: "primary_phone",
    0x3A1B: "business_phone_2", 0x3A1C: "mobile_phone", 0x3A1D: "radio_phone", 0x3A1E: "car_phone",
    0x3A1F: "other_phone", 0x3A21: "pager", 0x3A23: "primary_fax", 0x3A24: "business_fax", 0x3A25: "home_fax",
    0x3A2C: "telex", 0x3A2D: "isdn", 0x3A2E: "assistant_phone", 0x3A2F: "home_phone_2", 0x3A4B: "text_phone",
    0x3A57: "company_phone",
    0x3A15: "postal_address", 0x3A29: "street", 0x3A2B: "po_box", 0x3A27: "city", 0x3A28: "state",
    0x3A2A: "postcode", 0x3A26: "country",
    0x3A5D: "home_street", 0x3A5E: "home_po_box", 0x3A59: "home_city", 0x3A5C: "home_state",
    0x3A5B: "home_postcode", 0x3A5A: "home_country",
    0x3A63: "other_street", 0x3A64: "other_po_box", 0x3A5F: "other_city", 0x3A62: "other_state",
    0x3A61: "other_postcode", 0x3A60: "other_country",
}  # fmt: skip

_APPOINTMENT = UUID("00062002-0000-0000-c000-000000000046")
_TASK = UUID("00062003-0000-0000-c000-000000000046")
_CONTACT = UUID("00062004-0000-0000-c000-000000000046")
_COMMON = UUID("00062008-0000-0000-c000-000000000046")
_LOG = UUID("0006200a-0000-0000-c000-000000000046")
_MEETING = UUID("6ed8da90-450b-101b-98da-00aa003f1305")
_PERSONS_OWN = UUID("00020329-0000-0000-c000-000000000046")
NUMBERED = {
    (_CONTACT, 0x8083): "email_1", (_CONTACT, 0x8093): "email_2", (_CONTACT, 0x80A3): "email_3",
    (_CONTACT, 0x8080): "email_name_1", (_CONTACT, 0x8090): "email_name_2", (_CONTACT, 0x80A0): "email_name_3",
    (_CONTACT, 0x8084): "email_shown_1", (_CONTACT, 0x8094): "email_shown_2", (_CONTACT, 0x80A4): "email_shown_3",
    (_CONTACT, 0x8005): "filed_as", (_CONTACT, 0x8062): "im_address", (_CONTACT, 0x802B): "web_page",
    (_CONTACT, 0x801A): "home_address", (_CONTACT, 0x801B): "work_address", (_CONTACT, 0x801C): "other_address",
    (_CONTACT, 0x8045): "work_street", (_CONTACT, 0x804A): "work_po_box", (_CONTACT, 0x8046): "work_city",
    (_CONTACT, 0x8047): "work_state", (_CONTACT, 0x8048): "work_postcode", (_CONTACT, 0x8049): "work_country",
    (_CONTACT, 0x804F): "user_field_1", (_CONTACT, 0x8050): "user_field_2", (_CONTACT, 0x8051): "user_field_3",
    (_CONTACT, 0x8052): "user_field_4", (_CONTACT, 0x8054): "list_members",
    (_CONTACT, 0x802C): "phonetic_given_name", (_CONTACT, 0x802D): "phonetic_surname",
    (_CONTACT, 0x802E): "phonetic_company",
    (_APPOINTMENT, 0x8208): "location", (_APPOINTMENT, 0x820D): "start", (_APPOINTMENT, 0x820E): "end",
    (_APPOINTMENT, 0x8238): "attendees", (_APPOINTMENT, 0x823B): "attendees_to",
    (_APPOINTMENT, 0x823C): "attendees_cc", (_APPOINTMENT, 0x8232): "recurrence",
    (_MEETING, 0x0002): "meeting_place",
    (_TASK, 0x8104): "task_start", (_TASK, 0x8105): "task_due", (_TASK, 0x810F): "task_done",
    (_TASK, 0x811F): "task_owner", (_TASK, 0x8121): "task_assigner",
    (_COMMON, 0x8516): "common_start", (_COMMON, 0x8517): "common_end", (_COMMON, 0x8539): "companies",
    (_COMMON, 0x853A): "contacts", (_COMMON, 0x8584): "contact_names",
    (_LOG, 0x8700): "log_type", (_LOG, 0x8706): "log_start", (_LOG, 0x8708): "log_end",
}  # fmt: skip
OWN = "own:"
"""What the names begin with that persons gave to fields of their own."""


def named(space: UUID, name: int | str) -> str:
    """What we call a property that goes by a number or a word within a name space; "" if it is not read."""
    if isinstance(name, int):
        return NUMBERED.get((space, name), "")
    if space != _PERSONS_OWN:
        return ""
    if name == "Keywords":
        return "categories"
    technical = not name.strip() or any(mark in name for mark in ":/") or name.lower().startswith(("x-", "content-"))
    return "" if technical else f"{OWN}{name[:200]}"
