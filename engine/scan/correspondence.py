"""Whose each finding of a message is: header, own text, signature, labelled persons, quoted letters.

A finding in running text belongs to its writer when the writer says so ("我的电话", "call me"), to a person of this
record when it is that person's full name or identifier, and to the person greeted by surname. Quoted text belongs to
whoever an attribution line names; quoted text without one is not told.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from engine.model.people import Role, SubjectKind
from engine.model.records import Record, RecordKind
from engine.scan.checks.mailboxes import personal_mailbox
from engine.scan.draft import Draft, Found
from engine.scan.identity import FULL, LATIN, plain, rank
from engine.scan.lexicon import TITLES
from engine.scan.quotes import Line, Quoting, mailboxes
from engine.scan.ties import IDENTIFYING

_LABEL = re.compile(
    r"(?:收货人|收件人|收貨人|联系人|联络人|姓名|户名|账户名|帐户名|开户名|持卡人|预[订定]人|乘客|旅客|寄件人|甲方(?:（.{1,2}）)?"
    r"|recipient|consignee|ship to|deliver to|attn\.?|contact(?: person)?|account holder|full name|name|passenger)"
    r"\s*(?:[:：]|是|为|\s)\s*$",
    re.IGNORECASE,
)
_HEADED = re.compile(r"^[ \t>]*[^\s:：]{1,12}(?: [^\s:：]{1,12})?\s*[:：]")
_OWN = re.compile(
    r"我(?:的|家|住|是|名下|手机|电话|号码|微信|QQ|邮箱|身份证|护照|地址|会员|卡)|本人|打给?我|[加找给发]我|联系我|寄到?我"
    r"|\bmy\b|\bI am\b|\bI'm\b|\bcall me\b|\breach me\b",
    re.IGNORECASE,
)
_OWN_STATE = re.compile(r"我|本人|\bmy\b|\bI\b|\bI'm\b", re.IGNORECASE)
_HEADING = re.compile(
    r"(?:手机|电话|号码|邮箱|住址|地址|会员卡?号|微信|护照|车牌|生日|身份证)[^，。；,;\n]{0,3}[:：是为]?\s*$"
)
_OWN_NAME = re.compile(r"(?:我叫|我是|本人|my name is|I am|I'm|this is)\s*$", re.IGNORECASE)
_OTHERS = re.compile(
    r"[爸妈爹娘爷奶婆公叔姨舅姑]|老公|老婆|先生|太太|爱人|丈夫|妻子|男朋友|女朋友|孩子|宝宝|女儿|儿子|妹|弟|姐|哥|朋友|同事|他|她|你|您"
    r"|husband|wife|\bson\b|daughter|mother|father|brother|sister|parents?|kids?|friend|colleague|\b(?:his|her|he|she|your?|their)\b",
    re.IGNORECASE,
)
_GREETING = re.compile(r"^[ \t>]*(?:尊敬的|亲爱的|dear|hi|hello|mr\.?|ms\.?|mrs\.?|\s)*$", re.IGNORECASE)
_CLAUSE_ENDS = "。！？；!?;\n，,"
_CLOSING = re.compile(
    r"^(?:--+|——+|_{3,}|祝好|此致|敬礼|顺祝商祺|谢谢|(?:best|kind|warm)? ?regards"
    r"|best|thanks|thank you|cheers|sincerely|yours)(?:\W.{0,12})?$",
    re.IGNORECASE,
)
_APPLYING = re.compile(r"应聘|求职|简历|\bresume\b|\bjob application\b|\bCV\b", re.IGNORECASE)
_SIGNATURE_LINES, _SIGNATURE_WIDTH = 7, 70
_BLOCK_LINES = 4
_ATTACHED = 10
"""Characters between two of a person's own details that still belong together."""


def correspondents(record: Record, findings: Sequence[Found], staff_domains: frozenset[str]) -> list[Draft]:
    """The persons of a message, or of an attachment's running text."""
    reading = _Reading(record, findings, staff_domains)
    if record.kind is RecordKind.MESSAGE:
        reading.headers()
    for name in record.fields:
        if name not in {"from", "to", "cc", "bcc", "reply_to", "message_id", "sheet"}:
            reading.text(name)
    return reading.drafts


class _Reading:
    """One record as it is read; every finding is taken by one draft at most."""

    def __init__(self, record: Record, findings: Sequence[Found], staff_domains: frozenset[str]) -> None:
        self.record = record
        self.staff_domains = staff_domains
        self.drafts: list[Draft] = []
        self.sender: Draft | None = None
        self._sender_address = ""
        self._open: dict[str, list[Found]] = defaultdict(list)
        self._names: dict[str, list[Found]] = defaultdict(list)
        for finding in sorted(findings, key=lambda each: each.start):
            self._open[finding.field].append(finding)
            if finding.entity_type == "PERSON":
                self._names[finding.field].append(finding)
        applying = _APPLYING.search(record.fields.get("subject", ""))
        self._kind = SubjectKind.APPLICANT if applying else None

    def headers(self) -> None:
        """The persons of the address lines."""
        for name, role in (
            ("from", Role.SENDER),
            ("to", Role.RECIPIENT),
            ("cc", Role.RECIPIENT),
            ("bcc", Role.RECIPIENT),
        ):
            for start, end, address in mailboxes(self.record.fields.get(name, "")):
                draft = self.correspondent(name, start, end, address, role)
                if role is Role.SENDER and self.sender is None:
                    self.sender, self._sender_address = draft, address

    def correspondent(self, field: str, start: int, end: int, address: str, role: Role) -> Draft | None:
        """Who stands at this place of an address line; None for a role mailbox without a name."""
        inside = [finding for finding in self._open[field] if start <= finding.start < end]
        named = any(finding.entity_type == "PERSON" for finding in inside)
        if not named and not (address and personal_mailbox(address)):
            return None
        names = [self._value(finding) for finding in inside if finding.entity_type == "PERSON"]
        draft = next((each for each in self.drafts if address and each.has("EMAIL", address)), None)
        if draft is None or not all(draft.may_be(name) for name in names):
            host = address.casefold().rpartition("@")[2]
            draft = Draft(role, kind=SubjectKind.STAFF if host in self.staff_domains else self._kind)
            self.drafts.append(draft)
        if address:
            draft.identify("EMAIL", address)
        for finding in inside:
            self._take(draft, finding)
        return draft

    def text(self, field: str) -> None:
        """The findings of a running text."""
        quoting = Quoting(self.record.fields[field], self.sender)
        lines = list(
            quoting.lines(lambda start, end, address: self.correspondent(field, start, end, address, Role.SENDER))
        )
        for run in _runs(lines):
            self._labelled(field, run)
            self._signature(field, run)
            self._own(field, run)
        self._known(field, lines)

    def _labelled(self, field: str, run: list[Line]) -> None:
        for at, line in enumerate(run):
            for finding in self._within(field, line):
                before = self.record.fields[field][line.start : finding.start]
                if finding.entity_type == "PERSON" and _LABEL.search(before):
                    self._block(field, finding, run[at : at + 1 + _BLOCK_LINES])

    def _block(self, field: str, name: Found, lines: list[Line]) -> None:
        """A labelled name and what stands with it: on its line, and on the labelled lines right beneath."""
        value = self._value(name)
        draft = next((each for each in self.drafts if each.is_named(value)), None)
        if draft is None:
            draft = Draft(Role.ADDRESSEE)
            self.drafts.append(draft)
        self._take(draft, name)
        text = self.record.fields[field]
        for line in lines:
            content = text[line.start : line.end]
            if line is not lines[0] and (not content.strip(" >\t\r\n") or not _HEADED.match(content)):
                return
            for finding in self._within(field, line):
                if finding.start < name.end:
                    continue
                if finding.entity_type == "PERSON":
                    return
                self._take(draft, finding)

    def _signature(self, field: str, run: list[Line]) -> None:
        """The last short lines of a letter, after its last blank line or closing words."""
        text = self.record.fields[field]
        contents = [text[line.start : line.end].strip(" \t\r\n>") for line in run]
        while contents and not contents[-1]:
            contents.pop()
        first = len(contents)
        while first > max(0, len(contents) - _SIGNATURE_LINES) and len(contents[first - 1]) <= _SIGNATURE_WIDTH:
            first -= 1
            if not contents[first] or _CLOSING.match(contents[first]):
                break
        else:
            first = max(first, len(contents) - 2)
        marked = first < len(contents) and (not contents[first] or bool(_CLOSING.match(contents[first])))
        signed = [finding for line in run[first : len(contents)] for finding in self._within(field, line)]
        names = [finding for finding in signed if finding.entity_type == "PERSON"]
        if not names or not self._opens_line(field, run, names[0]):
            return
        self._sign(field, run[0].writer, names[0], [each for each in signed if each.start >= names[0].start], marked)

    def _opens_line(self, field: str, run: list[Line], finding: Found) -> bool:
        text = self.record.fields[field]
        start = next(line.start for line in run if line.start <= finding.start < line.end)
        return not text[start : finding.start].strip(" \t-—_|:：")

    def _sign(self, field: str, writer: Draft | None, name: Found, signed: list[Found], marked: bool) -> None:
        value = self._value(name)
        if not marked and (writer is None or not writer.name or not writer.may_be(value)):
            return
        if writer is None or not writer.may_be(value):
            writer = self._cosigner(writer, value)
        for finding in signed:
            if finding.entity_type != "PERSON" or writer.may_be(self._value(finding)):
                self._take(writer, finding)

    def _cosigner(self, writer: Draft | None, name: str) -> Draft:
        """Somebody else signs than the mailbox says: another person at the same mailbox."""
        known = next((each for each in self.drafts if each.is_named(name)), None)
        if known:
            return known
        draft = Draft(Role.SIGNATURE)
        own = writer is self.sender and self._sender_address
        if own:
            draft.identify("EMAIL", self._sender_address)
        self.drafts.append(draft)
        return draft

    def _own(self, field: str, run: list[Line]) -> None:
        """What the writer says of himself or herself."""
        writer = run[0].writer
        if writer is None:
            return
        text, last = self.record.fields[field], -1
        names = [each for each in self._names[field] if run[0].start <= each.start < run[-1].end]
        alone = all(writer.is_named(self._value(each)) for each in names)
        for finding in [each for line in run for each in self._within(field, line)]:
            clause = max(text.rfind(mark, 0, finding.start) for mark in _CLAUSE_ENDS) + 1
            before, mine = text[clause : finding.start], False
            if finding.entity_type == "PERSON":
                mine = bool(_OWN_NAME.search(before)) and writer.may_be(self._value(finding))
            elif not _OTHERS.search(before) and all(
                writer.is_named(self._value(each)) for each in self._between(field, clause, finding)
            ):
                cue = _OWN if finding.entity_type in IDENTIFYING or finding.entity_type == "ADDRESS" else _OWN_STATE
                mine = bool(cue.search(before))
                mine = mine or (alone and writer.kind is not SubjectKind.STAFF and self._headed(text, finding))
                near = last >= 0 and finding.start - last <= _ATTACHED and "\n" not in text[last : finding.start]
                mine = mine or (near and not _OTHERS.search(text[last : finding.start]))
            if mine:
                self._take(writer, finding)
                last = finding.end

    def _headed(self, text: str, finding: Found) -> bool:
        """Whether a heading such as 电话： stands before it, on a line that speaks of nobody else."""
        before = text[text.rfind("\n", 0, finding.start) + 1 : finding.start]
        return bool(_HEADING.search(before)) and not _OTHERS.search(before)

    def _between(self, field: str, start: int, finding: Found) -> list[Found]:
        return [each for each in self._names[field] if start <= each.start < finding.start]

    def _known(self, field: str, lines: list[Line]) -> None:
        """Names and identifiers of persons the record has told already; greetings by surname."""
        text = self.record.fields[field]
        for finding in list(self._open[field]):
            value = self._value(finding)
            if finding.entity_type in IDENTIFYING:
                fitting = [each for each in self.drafts if each.has(finding.entity_type, value)]
            elif finding.entity_type != "PERSON":
                continue
            elif rank(plain(value)) in (FULL, LATIN) and any(each.is_named(value) for each in self.drafts):
                fitting = [each for each in self.drafts if each.is_named(value)]
            elif self._greets(lines, text, finding):
                fitting = [each for each in self.drafts if each.name and each.may_be(value)]
                fitting = [each for each in fitting if each is not _writer(lines, finding)]
            else:
                continue
            if len(fitting) == 1:
                self._take(fitting[0], finding)

    def _greets(self, lines: list[Line], text: str, finding: Found) -> bool:
        line = next((each for each in lines if each.start <= finding.start < each.end), None)
        if line is None or not _GREETING.match(before := text[line.start : finding.start]):
            return False
        return bool(before.strip(" >\t")) or text[finding.end : finding.end + 4].lstrip().startswith(TITLES)

    def _within(self, field: str, line: Line) -> list[Found]:
        return [finding for finding in self._open[field] if line.start <= finding.start < line.end]

    def _take(self, draft: Draft, finding: Found) -> None:
        draft.take(finding, self._value(finding))
        self._open[finding.field].remove(finding)

    def _value(self, finding: Found) -> str:
        return self.record.fields[finding.field][finding.start : finding.end]


def _writer(lines: list[Line], finding: Found) -> Draft | None:
    line = next((each for each in lines if each.start <= finding.start < each.end), None)
    return line.writer if line else None


def _runs(lines: list[Line]) -> list[list[Line]]:
    """Lines of one writer and depth that follow each other."""
    runs: list[list[Line]] = []
    for line in lines:
        if runs and runs[-1][0].writer is line.writer and runs[-1][0].letter == line.letter:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs
