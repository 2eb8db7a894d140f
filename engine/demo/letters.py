"""Who writes a letter and how: display names, signatures, quoting styles, encodings."""

from dataclasses import dataclass
from datetime import date
from typing import Self

from engine.demo.dice import Dice
from engine.demo.mime import Letter
from engine.demo.scene import Scene
from engine.demo.truth import Mention
from engine.demo.world import House, Person

_DOW = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Party:
    """One end of a letter; `number` is the person's, "" for a machine or a role mailbox nobody signs."""

    number: str
    name: str
    address: str
    mentions: tuple[Mention, ...] = ()
    is_house: bool = False

    @classmethod
    def person(cls, person: Person, english: bool) -> Self:
        """A person's mailbox, with the display name its owner once typed."""
        dice = Dice(f"mailbox {person.number}")
        told = Mention(person.number, "EMAIL", person.email)
        style = dice.below(10)
        if person.job or style < 6 or (person.country != "CN" and style < 9):
            name = person.latin if english and person.latin and dice.chance(0.7) else person.name
        elif style < 8 and person.latin:
            name = person.latin if dice.chance(0.6) else f"{person.latin.split()[-1]} {person.latin.split()[0]}".upper()
        else:
            nick = "" if dice.chance(0.5) else dice.pick(("小鱼干", "夏天的风", "一只云", "Sunny", "半糖主义", "momo"))
            return cls(person.number, nick, person.email, (told,))
        return cls(person.number, name, person.email, (Mention(person.number, "PERSON", name), told))

    @classmethod
    def house(cls, scene: Scene, dice: Dice, english: bool) -> Self:
        """The company's end of a thread: a role mailbox, or one of the staff."""
        person = scene.person("staff")
        if scene.has("me") and person.number == scene.person("me").number:
            person = scene.person("staff2")
        if dice.chance(0.45):
            name, box = dice.pick(scene.house.boxes)
            return cls("", name, f"{box}@{scene.house.domain}", is_house=True)
        name = person.latin if english else person.name
        mentions = (Mention(person.number, "PERSON", name), Mention(person.number, "EMAIL", person.email))
        return cls(
            person.number, name if english else f"{scene.house.short}-{name}", person.email, mentions, is_house=True
        )


class Voice:
    """How the people of one thread end their letters."""

    def __init__(self, scene: Scene, dice: Dice, english: bool) -> None:
        self._scene, self._dice, self._english = scene, dice, english
        self._house: House = scene.house

    def signature(self, party: Party) -> str:
        """What stands under the text of this party's letter; "" if nothing does."""
        person = self._person(party.number)
        if person and person.job:
            return self._colleague(person)
        if party.is_house:
            english = f"Kind regards,\n{self._house.closing_en}"
            closing = english if self._english else f"{self._house.desk}\n服务热线 {self._house.hotline}"
            return f"\n\n{closing}"
        return self._customer(person) if person else ""

    def _person(self, number: str) -> Person | None:
        parts = ("me", "partner", "staff", "staff2")
        found = (self._scene.person(part) for part in parts if self._scene.has(part))
        return next((person for person in found if person.number == number), None)

    def _colleague(self, person: Person) -> str:
        name = person.latin if self._english else person.name
        for entity_type, value in (("PERSON", name), ("PHONE", person.phone), ("EMAIL", person.email)):
            self._scene.mentions.append(Mention(person.number, entity_type, value))
        if self._english:
            return f"\n\n--\n{name}\n{self._house.office_en}\nMobile +86 {person.phone} | {person.email}"
        return (
            f"\n\n--\n{name} | {person.job}\n{self._house.office} {self._house.premises}\n"
            f"手机 {person.phone}  热线 {self._house.hotline}\n{person.email}"
        )

    def _customer(self, person: Person) -> str:
        style = self._dice.below(20)
        if style < 8:
            return ""
        if style < 11:
            return (
                "\n\nSent from my iPhone"
                if self._english
                else self._dice.pick(("\n\n发自我的iPhone", "\n\n发自我的华为手机"))
            )
        part = next(part for part in ("me", "partner") if self._scene.person(part) is person)
        name = "{%s.latin}" % part if self._english and person.latin else "{%s}" % part  # noqa: UP031
        phone = "{%s.phone}" % part  # noqa: UP031
        if self._english:
            closing = self._dice.pick((f"Best regards,\n{name}", f"Thanks,\n{name}", f"--\n{name}\nTel. {phone}"))
        else:
            closing = self._dice.pick(
                (name, f"{name}\n{phone}", f"——\n{name}\n电话：{phone}", f"祝好\n{name}", f"此致\n{name} {phone}")
            )
        return "\n\n" + self._scene.text(closing)


def quoted(dice: Dice, letter: Letter, english: bool) -> str:
    """The letter that is answered, quoted the way of one mail program or another."""
    name, address = letter.sender
    style, at = dice.below(4), letter.at
    shown = f"{name} <{address}>" if name else f"<{address}>"
    to_name, to_address = letter.to[0]
    marked = "\n".join(f"> {line}".rstrip() for line in letter.body.split("\n"))
    if english:
        if style < 2:
            return f"On {at:%Y-%m-%d} at {at:%H:%M}, {shown} wrote:\n{marked}"
        to = f"{to_name} <{to_address}>" if to_name else to_address
        head = (
            f"-----Original Message-----\nFrom: {shown}\nSent: {at:%Y-%m-%d %H:%M}\nTo: {to}\nSubject: {letter.subject}"
        )
        return f"{head}\n\n{letter.body}"
    if style < 2:
        return f"在 {at.year}年{at.month}月{at.day}日 {at:%H:%M}，{shown} 写道：\n{marked}"
    if style == 2:
        head = (
            f'------------------ 原始邮件 ------------------\n发件人: "{name}" <{address}>;\n'
            f"发送时间: {at.year}年{at.month}月{at.day}日(星期{_DOW[at.weekday()]}) {at:%H:%M}\n"
            f'收件人: "{to_name}" <{to_address}>;\n主题: {letter.subject}'
        )
        return f"{head}\n\n{letter.body}"
    head = f"发件人： {shown}\n发送时间： {at:%Y-%m-%d %H:%M}\n收件人： {to_address}\n主题： {letter.subject}"
    return f"{head}\n\n{letter.body}"


def shape(dice: Dice, day: date, english: bool, machine: bool) -> str:
    """An encoding of the time: GB18030 was more common once, machines like HTML."""
    if machine and dice.chance(0.5):
        return dice.pick(("html", "alternative"))
    if english:
        return dice.pick(("ascii", "ascii", "quoted-latin1", "quoted", "alternative"))
    if dice.chance(0.45 if day.year < 2019 else 0.12):
        return dice.pick(("plain8-gb", "plain8-gb", "html-gb"))
    return dice.pick(("base64", "base64", "base64", "quoted", "html", "alternative"))
