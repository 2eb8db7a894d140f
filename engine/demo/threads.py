"""A company's mailbox: every thread of the templates told several times, each time by another household."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from hashlib import sha256
from typing import Any

import yaml

from engine.demo.attachments import attachment
from engine.demo.dice import Dice
from engine.demo.letters import Party, Voice, quoted, shape
from engine.demo.mime import Letter
from engine.demo.scene import Scene
from engine.demo.truth import Mention, TrueRecord, Truth
from engine.demo.world import FOLDER, Household, World
from engine.model.records import RecordKind

_FIRST, _LAST = date(2016, 3, 1), date(2026, 11, 12)
_END = date(2026, 11, 18)
_ZONES = {"CN": 8, "HK": 8, "TW": 8, "UK": 0, "US": -5, "DE": 1}


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter and what is true of it."""

    letter: Letter
    record: TrueRecord


@dataclass(frozen=True, slots=True)
class Post:
    """A mailbox to be filled: its file, where its stories stand, and how often each is told."""

    file: str
    stories: tuple[str, ...]
    rounds: int


def mailbox(post: Post, world: World) -> tuple[Sent, ...]:
    """All letters in the order of their dates; a few stand there twice, as merged mailboxes have them."""
    stories = [story for file in post.stories for story in _stories(file)]
    sent = [item for turn in range(post.rounds) for story in stories for item in _told(post, world, story, turn)]
    sent.sort(key=lambda item: (item.letter.at, item.letter.message_id))
    twice = Dice("twice")
    return tuple(copy for item in sent for copy in [item] * (2 if twice.chance(0.012) else 1))


def truth_of(world: World, letters: Sequence[Sent], others: Iterable[TrueRecord]) -> Truth:
    """Who stands behind the letters and the other records of a demo."""
    homes = {person.number: home.number for home in world.households for person in home.people}
    sent = {one.record.key: one.record for one in letters}
    return Truth((*sent.values(), *others), homes, frozenset(person.number for person in world.staff))


def _stories(file: str) -> list[dict[str, Any]]:
    entries = yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    return [{**entry, "english": entry["id"].startswith("en_")} for entry in entries]


def _told(post: Post, world: World, story: Mapping[str, Any], turn: int) -> Iterator[Sent]:
    telling = _Telling(post.file, world, story, Dice(f"{story['id']} {turn}"))
    for mail in story["mails"]:
        yield telling.next(mail)


class _Telling:
    """One thread as it unfolds: who takes part, what day it is, what was written before."""

    def __init__(self, file: str, world: World, story: Mapping[str, Any], dice: Dice) -> None:
        self.file, self.house = file, world.house
        self.story, self.dice, self.english = story, dice, bool(story["english"])
        household = _household(dice, world, story)
        self.day = _opening_day(dice, story, household)
        self.scene = Scene(world, dice, household, self.day, self.english)
        self.subject = self.scene.text(story["subject"])
        self.about = self.scene.mentions
        self.company = Party.house(self.scene, dice, self.english)
        self.earlier: list[Sent] = []

    def next(self, mail: Mapping[str, Any]) -> Sent:
        """The next letter of the thread."""
        if self.earlier:
            self.day = min(self.day + timedelta(days=self.dice.below(3)), _END)
            self.scene.on(self.day)
        sender, to = self._parties(mail["from"])
        body, mentions = self._written(mail, sender)
        files = tuple(attachment(self.scene, self.dice, item["name"], item["kind"]) for item in mail.get("attach", ()))
        answered = self.earlier[-1].letter if self.earlier else None
        number = f"{self.story['id']}/{self.dice.digits(12)}"
        copied = self._copied(sender)
        letter = Letter(
            message_id=f"<{sha256(number.encode()).hexdigest()[:20]}@{sender.address.partition('@')[2]}>",
            at=self._moment(sender, answered),
            sender=(sender.name, sender.address),
            to=((to.name, to.address),),
            cc=tuple((party.name, party.address) for party in copied),
            subject=self._answering() if answered else self.subject,
            body=body,
            shape=shape(self.dice, self.day, self.english, sender.number == ""),
            references=tuple(item.letter.message_id for item in self.earlier),
            attachments=files,
        )
        heads = [mention for party in (sender, to, *copied) for mention in party.mentions]
        sent = Sent(
            letter,
            _truth(self.file, self.story, letter, sender, [*self.about, *heads, *mentions, *self.scene.mentions]),
        )
        self.earlier.append(sent)
        return sent

    def _written(self, mail: Mapping[str, Any], sender: Party) -> tuple[str, tuple[Mention, ...]]:
        """The body with signature and quote, and what the quote names; the scene notes what the new text names."""
        self.scene.mentions = []
        body = self.scene.text(mail["text"]).strip("\n") + Voice(self.scene, self.dice, self.english).signature(sender)
        if self.earlier and self.dice.chance(0.75):
            body += "\n\n" + quoted(self.dice, self.earlier[-1].letter, self.english)
            return body, self.earlier[-1].record.mentions
        return body, ()

    def _parties(self, role: str) -> tuple[Party, Party]:
        scene = self.scene
        if role in ("studio", "shop"):
            others = [item.record.person for item in self.earlier if item.record.person != self.company.number]
            partner = scene.has("partner") and others[-1:] == [scene.person("partner").number]
            return self.company, Party.person(scene.person("partner" if partner else "me"), self.english)
        if role == "system":
            name, _, address = self.dice.pick(self.story["from"]).rstrip(">").partition(" <")
            return Party("", name, address), Party("", "", f"service@{self.house.domain}")
        return Party.person(scene.person(role), self.english), self.company

    def _copied(self, sender: Party) -> tuple[Party, ...]:
        if not self.scene.has("partner") or sender.is_house or not self.dice.chance(0.08):
            return ()
        partner = Party.person(self.scene.person("partner"), self.english)
        return () if partner.number == sender.number else (partner,)

    def _moment(self, sender: Party, answered: Letter | None) -> datetime:
        mine = self.scene.has("me") and sender.number == self.scene.person("me").number
        zone = timezone(timedelta(hours=_ZONES[self.scene.person("me").country if mine else "CN"]))
        clock = time(self.dice.between(8, 22), self.dice.below(60), self.dice.below(60))
        at = datetime.combine(self.day, clock, zone)
        if answered and at <= answered.at:
            return answered.at.astimezone(zone) + timedelta(minutes=self.dice.between(8, 300))
        return at

    def _answering(self) -> str:
        if self.subject.startswith(("Re:", "回复")):
            return self.subject
        return ("Re: " if self.english else self.dice.pick(("Re: ", "回复：", "回复: "))) + self.subject


def _household(dice: Dice, everybody: World, story: Mapping[str, Any]) -> Household | None:
    if story["who"] == "none":
        return None
    if story["who"] == "staff":
        person = dice.pick(everybody.staff)
        return Household(person.number, person)
    pools = {
        "any": everybody.couples + everybody.singles,
        "couple": everybody.couples,
        "child": everybody.couples or everybody.singles,
        "overseas": everybody.overseas,
        "company": everybody.business,
        "applicant": everybody.applicants,
        "supplier": everybody.suppliers,
        "compatriot": everybody.compatriots,
    }
    return dice.pick([household for household in pools[story["who"]] if _fits(household, story)])


def _fits(household: Household, story: Mapping[str, Any]) -> bool:
    told, me = str(story["mails"]), household.me
    if story["who"] in {"couple", "child"} and not me.female:
        return False
    if "{me.member}" in told and not me.member:
        return False
    if "{me.oldphone}" in told and not me.old_phone:
        return False
    if "age_days" in story:
        return household.child is not None and _FIRST < _of_age(household, story)[0] < _LAST - timedelta(days=30)
    return True


def _of_age(household: Household, story: Mapping[str, Any]) -> tuple[date, date]:
    assert household.child
    young, old = story["age_days"]
    born = household.child.birth
    return born + timedelta(days=young), min(born + timedelta(days=old), _LAST)


def _opening_day(dice: Dice, story: Mapping[str, Any], household: Household | None) -> date:
    if household and "age_days" in story:
        return dice.day(*_of_age(household, story))
    if "since" in story:
        return dice.day(story["since"], _LAST)
    if "{me.oldphone}" in str(story["mails"]):
        return dice.day(date(2022, 1, 1), _LAST)
    day = dice.day(_FIRST, _LAST)
    return max(day, dice.day(_FIRST, _LAST)) if dice.chance(0.5) else day


def _truth(file: str, story: Mapping[str, Any], letter: Letter, sender: Party, mentions: list[Mention]) -> TrueRecord:
    fields = {
        "from": _shown(letter.sender),
        "to": ", ".join(map(_shown, letter.to)),
        "cc": ", ".join(map(_shown, letter.cc)),
        "subject": letter.subject,
        "message_id": letter.message_id,
        "body": letter.body,
    }
    kept = {name: text for name, text in fields.items() if text}
    whole = "\n".join(kept.values())
    unique = tuple(dict.fromkeys(mention for mention in mentions if mention.value in whole or not mention.person))
    key = letter.message_id
    return TrueRecord(file, key, RecordKind.MESSAGE, sender.number, story["class"], kept, unique)


def _shown(pair: tuple[str, str]) -> str:
    name, address = pair
    return f'"{name}" <{address}>' if name else address
