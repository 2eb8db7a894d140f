"""The studio phone's address book: contacts of three vCard versions, as three phones left them."""

import quopri
from functools import cache

from engine.demo.dice import Dice
from engine.demo.truth import Mention, TrueRecord
from engine.demo.world import Household, Person, studio
from engine.model.records import RecordKind

CONTACTS = "contacts.vcf"


@cache
def cards() -> tuple[tuple[str, TrueRecord], ...]:
    """Each card as text, with what is true of it."""
    dice, everybody = Dice("contacts"), studio()
    homes = [
        *everybody.couples[:22],
        *everybody.singles[:14],
        *everybody.overseas[:6],
        *everybody.business,
        *everybody.suppliers,
    ]
    people = [home.me for home in homes] + list(everybody.staff[:6])
    firms = {home.me.number: _firm(home) for home in homes}
    return tuple(
        _card(dice, n, person, firms.get(person.number, "")) for n, person in enumerate(dice.shuffled(people), 1)
    )


def address_book() -> bytes:
    """The contacts as one vCard file."""
    return "".join(text for text, _ in cards()).encode()


def _firm(home: Household) -> str:
    return home.company.get("zh", "")


def _card(dice: Dice, number: int, person: Person, firm: str) -> tuple[str, TrueRecord]:
    version = dice.pick(("2.1", "3.0", "3.0", "4.0"))
    remark = dice.pick(("", "", "婚纱", "亲子老客", "怕打电话，发微信", "给介绍过两单"))
    fields = {"FN": person.name, "TEL": person.phone}
    mentions = [Mention(person.number, "PERSON", person.name), Mention(person.number, "PHONE", person.phone)]
    if dice.chance(0.6):
        fields["EMAIL"] = person.email
        mentions.append(Mention(person.number, "EMAIL", person.email))
    if person.address and dice.chance(0.3):
        fields["ADR"] = person.address
        mentions.append(Mention(person.number, "ADDRESS", person.address))
    if person.birth and dice.chance(0.25) and not firm:
        fields["BDAY"] = f"{person.birth:%Y-%m-%d}"
        mentions.append(Mention(person.number, "DATE_OF_BIRTH", fields["BDAY"]))
    if firm or person.job:
        fields["ORG"] = firm or studio().house.office
    if remark:
        fields["NOTE"] = remark
    lines = [line for name, value in fields.items() for line in _lines(name, value, version, person)]
    text = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    kind = "supplier" if person.number.startswith("V") else "customer_profile"
    return text, TrueRecord(CONTACTS, str(number), RecordKind.CONTACT, person.number, kind, fields, tuple(mentions))


def _lines(name: str, value: str, version: str, person: Person) -> list[str]:
    if name == "FN":
        family, given = (person.sur, person.given)
        return [_line("N", f"{family};{given};;;", version), _line("FN", value, version)]
    if name == "TEL":
        return [
            f"TEL;TYPE=cell;VALUE=uri:tel:{value.replace(' ', '-')}"
            if version == "4.0"
            else f"TEL;{_type(version)}:{value}"
        ]
    if name == "ADR":
        return [_line("ADR", f";;{_escaped(value, version)};;;;", version)]
    return [_line(name, _escaped(value, version), version)]


def _type(version: str) -> str:
    return "CELL" if version == "2.1" else "TYPE=CELL,VOICE"


def _escaped(value: str, version: str) -> str:
    return value if version == "2.1" else value.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


def _line(name: str, value: str, version: str) -> str:
    if value.isascii():
        return f"{name}:{value}"
    if version == "2.1":
        coded = quopri.encodestring(value.encode(), quotetabs=True).replace(b"=\n", b"").decode()
        return f"{name};CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{coded}"
    return _folded(f"{name}:{value}")


def _folded(line: str) -> str:
    """Lines longer than 75 octets are folded between characters (RFC 6350 3.2)."""
    rows, current = [], ""
    for sign in line:
        if len((current + sign).encode()) > (75 if not rows else 74):
            rows.append(current)
            current = ""
        current += sign
    return "\r\n ".join([*rows, current])
