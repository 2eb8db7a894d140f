"""Invented customers with the truth about them: families, namesakes, several mailboxes, new names, typing mistakes.

Every record is written from pieces, so that it is known where personal data stands and whose it is. From a seed.
"""

from dataclasses import dataclass, field
from random import Random

from engine.demo.world import words
from engine.model.records import Record, RecordKind

STAFF_DOMAIN = "studio.example"
SHOP_PHONE = "02161230000"
_DOMAINS = ("a.example", "b.example", "c.example", "qq.com", "d.example")
_ENGLISH = ("Lily", "Grace", "Kevin", "Amy", "Jason", "Vivian", "Leo", "Cindy")
_HOMOPHONES = dict(zip("丽婷伟佳晓文志宇明静浩海思慧", "莉庭玮嘉小雯智羽铭婧皓亥斯惠", strict=True))
_FOREIGN = ("Smith", "Brown", "Keller", "Moreau", "Novak", "Larkin", "Okafor", "Jensen", "Rossi", "Quinn")
_FIRST = ("Anna", "Paul", "Julia", "Mark", "Nina", "Peter", "Clara", "Oscar", "Ruth", "Simon")
Piece = str | tuple[str, str, str]
"""Text, or (entity type, value as written, the person's number)."""


@dataclass(frozen=True)
class Spot:
    """A finding at a true place, and whose it is."""

    id: str
    field: str
    start: int
    end: int
    entity_type: str
    person: str


@dataclass
class Person:
    """One invented person; every list has the newest first."""

    number: str
    name: str
    latin: tuple[str, str]
    phones: list[str]
    mails: list[str]
    address: str
    born: str
    wechat: str = ""
    member: str = ""
    card: str = ""
    resident: str = ""
    traits: set[str] = field(default_factory=set)

    @property
    def title(self) -> str:
        return self.name[0] + ("女士" if int(self.number[1:]) % 2 else "先生")


class Town:
    """Everybody, and the records that speak of them."""

    def __init__(self, households: int = 160, seed: int = 1, surnames: int = 40) -> None:
        self.chance = Random(seed)
        self.surnames = words()["surnames"][:surnames]
        self.people: list[Person] = []
        self._taken: set[str] = set()
        self.records: list[tuple[Record, list[Spot]]] = []
        homes = [self._household(number) for number in range(households)]
        self._complicate()
        for home in homes:
            self._write(home)

    def _household(self, number: int) -> list[Person]:
        address, foreign = self._address(), number % 12 == 11
        together = [self._person(address, foreign) for _ in range(self.chance.choice((1, 1, 2, 2, 3, 4)))]
        home = list({one.name: one for one in together}.values())
        me, *others = home
        for other in others:
            if self.chance.random() < 0.3:
                other.phones, shared = list(me.phones), "shared phone"
                me.traits.add(shared), other.traits.add(shared)
            if self.chance.random() < 0.2:
                other.mails, shared = list(me.mails), "shared mailbox"
                me.traits.add(shared), other.traits.add(shared)
        self.people += home
        return home

    def _person(self, address: str, foreign: bool) -> Person:
        chance, number = self.chance, f"p{self.chance.randrange(10**8):08d}"
        if foreign:
            latin = chance.choice(_FIRST), chance.choice(_FOREIGN)
            name = " ".join(latin)
        else:
            surname = chance.choice(self.surnames)
            givens = words()["given_female" if chance.random() < 0.6 else "given_male"]
            given = chance.choice(list(givens))
            name, latin = surname + given, (givens[given], words()["pinyin"][surname])
        year = chance.randrange(1950, 2004)
        return Person(
            number,
            name,
            latin,
            [self._phone() for _ in range(chance.choice((1, 1, 1, 2)))],
            [self._mail(latin, year) for _ in range(chance.choice((0, 1, 1, 1, 2)))],
            address,
            f"{year}-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
            f"{latin[0].lower()}_{chance.randrange(10**4):04d}" if chance.random() < 0.6 else "",
            f"GY{chance.randrange(10**7):07d}" if chance.random() < 0.4 else "",
            f"6222{chance.randrange(10**12):012d}" if chance.random() < 0.3 else "",
            f"310101{year}{chance.randrange(10**4):04d}{chance.randrange(10**4):04d}" if chance.random() < 0.25 else "",
            {"foreign name"} if foreign else set(),
        )

    def _phone(self) -> str:
        return f"1{self.chance.choice('3578')}{self.chance.randrange(10**9):09d}"

    def _mail(self, latin: tuple[str, str], year: int) -> str:
        given, surname = (word.lower() for word in latin)
        local = self.chance.choice(
            (f"{surname}{given}", f"{given}.{surname}", f"{surname}{given}{year}", f"{given[0]}{surname}{year % 100}",
             f"happy{self.chance.randrange(10**4)}", str(self.chance.randrange(10**8, 10**9)))
        )  # fmt: skip
        address = f"{local}@{'qq.com' if local.isdigit() else self.chance.choice(_DOMAINS)}"
        if address in self._taken:
            return self._mail(latin, year)
        self._taken.add(address)
        return address

    def _address(self) -> str:
        bank, chance = words(), self.chance
        street = f"{chance.choice(bank['districts'])}{chance.choice(bank['streets'])}"
        room = f"{chance.randrange(1, 38)}号楼{chance.randrange(1, 24)}0{chance.randrange(1, 6)}室"
        return f"上海市{street}{chance.randrange(3, 900)}弄{room}"

    def _complicate(self) -> None:
        """Namesakes, numbers handed on, new surnames, two generations at one phone that sound alike."""
        chance = self.chance
        han = [one for one in self.people if "foreign name" not in one.traits]
        for _ in range(len(self.people) // 16):
            one, other = chance.sample(han, 2)
            if other.address != one.address:
                other.name, other.latin = one.name, one.latin
                one.traits.add("namesake"), other.traits.add("namesake")
        for _ in range(len(self.people) // 25):
            one, other = chance.sample(self.people, 2)
            other.phones.append(one.phones[-1])
            one.traits.add("phone handed on"), other.traits.add("phone handed on")
        for one in self.people:
            if "foreign name" in one.traits and chance.random() < 0.3:
                one.traits.add("new surname")
            if chance.random() < 0.03:
                one.phones.append(SHOP_PHONE)
                one.traits.add("shop's phone")

    def _write(self, home: list[Person]) -> None:
        for one in home:
            for _ in range(self.chance.choice((0, 1, 1, 2))):
                self._row(one)
            if self.chance.random() < 0.5:
                self._order(one, self.chance.choice(home))
            for _ in range(self.chance.choice((0, 1, 2, 4)) if one.mails else 0):
                self._letter(one)
            if one.mails and self.chance.random() < 0.25:
                self._forwarded(one, self.chance.choice(self.people))
            if self.chance.random() < 0.1:
                self._invitation(one)

    def _named(self, one: Person, formal: bool) -> Piece:
        """The person's name in one of the ways it is written; forms and tables know the full one, at times mistyped."""
        chance, name = self.chance, one.name
        given, surname = one.latin
        if "foreign name" in one.traits:
            surname = "Whitlow" if "new surname" in one.traits and chance.random() < 0.5 else surname
            forms = [f"{given} {surname}", f"{surname}, {given}", f"{given[0]}. {surname}"]
            return "PERSON", forms[0] if formal else chance.choice(forms), one.number
        if formal and chance.random() < 0.07:
            for sign, other in _HOMOPHONES.items():
                if sign in name[1:]:
                    one.traits.add("mistyped name")
                    return "PERSON", name[0] + name[1:].replace(sign, other), one.number
        if formal or chance.random() < 0.5:
            return "PERSON", name, one.number
        forms = (one.title, f"{given} {surname}", f"{surname.upper()} {given}", f"{chance.choice(_ENGLISH)} {surname}")
        return "PERSON", chance.choice(forms), one.number

    def _row(self, one: Person) -> None:
        """A line of the customer table; cells are missing as they are in real ones."""
        cells: dict[str, tuple[Piece, ...]] = {"姓名": (self._named(one, formal=True),)}
        known = {
            "手机": ("PHONE", self.chance.choice(one.phones)), "邮箱": ("EMAIL", one.mails[0] if one.mails else ""),
            "微信": ("WECHAT_ID", one.wechat), "会员号": ("MEMBER_ID", one.member), "生日": ("DATE_OF_BIRTH", one.born),
            "地址": ("ADDRESS", one.address),
            "卡号": ("BANK_CARD", one.card), "身份证": ("CN_RESIDENT_ID", one.resident),
        }  # fmt: skip
        for column, (kind, value) in known.items():
            if value and self.chance.random() < (0.8 if column == "手机" else 0.4):
                cells[column] = ((kind, value, one.number),)
        self._add(RecordKind.ROW, cells)

    def _order(self, one: Person, receiver: Person) -> None:
        """A line of the shop's orders: buyer and receiver."""
        cells: dict[str, tuple[Piece, ...]] = {
            "买家": (self._named(one, formal=self.chance.random() < 0.5),),
            "买家手机": (("PHONE", self.chance.choice(one.phones), one.number),),
            "收货人": (self._named(receiver, formal=True),),
            "收货电话": (("PHONE", self.chance.choice(receiver.phones), receiver.number),),
            "收货地址": (("ADDRESS", receiver.address.removeprefix("上海市"), receiver.number),),
        }
        self._add(RecordKind.ROW, cells)

    def _letter(self, one: Person) -> None:
        sender = self._sender(one)
        body: list[Piece] = ["您好，想预约下个月的拍摄，可以吗？\n"]
        if self.chance.random() < 0.3:
            body += ["我的手机是", ("PHONE", self.chance.choice(one.phones), one.number), "。\n"]
        if one.wechat and self.chance.random() < 0.3:
            body += ["加我微信：", ("WECHAT_ID", one.wechat, one.number), "\n"]
        if self.chance.random() < 0.6:
            body += ["\n祝好\n", self._named(one, formal=True), "\n"]
        self._add(RecordKind.MESSAGE, {"from": sender, "to": (f"info@{STAFF_DOMAIN}",), "body": tuple(body)})

    def _forwarded(self, one: Person, other: Person) -> None:
        """A friend's letter passed on, with the friend's own signature in the quote."""
        if not other.mails or other.number == one.number:
            return
        body: list[Piece] = [
            "转给你们看看。\n\n",
            self._named(one, formal=True),
            "\n\n-----Original Message-----\nFrom: ",
        ]
        body += [*self._sender(other), "\n", f"To: x@{STAFF_DOMAIN}\nSubject: 拍摄\n\n你们拍得怎么样？\n\n祝好\n"]
        body += [self._named(other, formal=True), "\n", ("PHONE", other.phones[0], other.number), "\n"]
        self._add(RecordKind.MESSAGE, {"from": self._sender(one), "to": (f"info@{STAFF_DOMAIN}",), "body": tuple(body)})

    def _invitation(self, one: Person) -> None:
        """The studio names the receiver of a parcel."""
        name, phone = self._named(one, formal=True), ("PHONE", one.phones[0], one.number)
        home = ("ADDRESS", one.address, one.number)
        body: tuple[Piece, ...] = ("请寄出。\n收件人：", name, "\n电话：", phone, "\n地址：", home, "\n")
        self._add(
            RecordKind.MESSAGE, {"from": (f"info@{STAFF_DOMAIN}",), "to": (f"ship@{STAFF_DOMAIN}",), "body": body}
        )

    def _sender(self, one: Person) -> tuple[Piece, ...]:
        address = ("EMAIL", self.chance.choice(one.mails), one.number)
        if self.chance.random() < 0.2:
            return (address,)
        return (self._named(one, formal=False), " <", address, ">")

    def _add(self, kind: RecordKind, fields: dict[str, tuple[Piece, ...]]) -> None:
        number, texts, spots = len(self.records), {}, []
        for name, pieces in fields.items():
            text = ""
            for piece in pieces:
                value = piece if isinstance(piece, str) else piece[1]
                if not isinstance(piece, str):
                    end = len(text) + len(value)
                    spots.append(Spot(f"{number}:{name}:{len(text)}", name, len(text), end, piece[0], piece[2]))
                text += value
            texts[name] = text
        self.records.append((Record("invented", f"{number:06d}", kind, texts, str(number)), spots))

    def traits(self) -> dict[str, set[str]]:
        """What makes each person hard to tell, by number."""
        return {one.number: one.traits for one in self.people}
