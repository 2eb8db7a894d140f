"""What records' own texts say of their class and their days: each text is read once, by whatever rules are in force."""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

from engine.assess.classify import classify, judged_with_thread, rulebook
from engine.assess.days import written_day
from engine.assess.moments import Phrasebook, phrasebook
from engine.assess.quoting import own_words
from engine.assess.threads import threads
from engine.catalogue import Catalogue
from engine.model.assessment import Classification, Moment
from engine.model.records import Record, RecordKind
from engine.pipeline.columns import ColumnContexts
from engine.store import judged_tables, judgements
from engine.store import threads as conversations
from engine.store.workspace import Ledger

_WORDS = 2000
"""Characters of a message's own words in which phrases are looked for."""

_ENGINE = Path(__file__).resolve().parent.parent
_DECIDES = (
    *("assess/classify.py", "assess/days.py", "assess/moments.py", "assess/patterns.py", "assess/quoting.py"),
    *("../data/record_classes.yaml", "../data/start_phrases.yaml", "../data/crm_exports.yaml"),
)


@cache
def fingerprint() -> str:
    """The fingerprint of everything that decides what a text says of its record's class and days."""
    content = blake2b(digest_size=6)
    for name in _DECIDES:
        content.update((_ENGINE / name).read_bytes())
    return content.hexdigest()


def judge(ledger: Ledger, rules: Catalogue) -> None:
    """Read the texts of records without a judgement, and settle the class of every record."""
    with ledger.database.writing() as writer:
        judgements.forget_outdated(writer, fingerprint())
        _judge_texts(ledger, rules)
        _judge_tables(ledger, rules)
        conversations.collect(writer)
        conversations.number_threads(writer, threads(*conversations.naming(ledger.database)))
        conversations.lead(writer, _led(ledger, rules))
        conversations.settle_classes(writer)


def _judge_texts(ledger: Ledger, rules: Catalogue) -> None:
    book, phrases = rulebook(rules), phrasebook(rules)
    with ledger.database.writing() as writer:
        for records in judgements.unjudged(ledger.database):
            judgements.judge(writer, (classify(record, book) for record in records), fingerprint())
            messages = (record for record in records if record.kind is RecordKind.MESSAGE)
            judgements.add_moments(writer, ((one.id, _said(one, phrases)) for one in messages))


def _said(message: Record, phrases: Phrasebook) -> Mapping[str, Moment]:
    words = own_words(message.fields.get("body", ""))[:_WORDS]
    return phrases.said_in(words, message.date.date() if message.date else None)


def _judge_tables(ledger: Ledger, rules: Catalogue) -> None:
    book, contexts = rulebook(rules), ColumnContexts(ledger.database)
    with ledger.database.writing() as writer:
        judged_tables.collect(writer)
        judged: list[tuple[int, Classification]] = []
        starting: list[tuple[int, str, str]] = []
        for table in judged_tables.tables(ledger.database):
            fields = dict.fromkeys(table.columns, "") | dict(table.names)
            record = Record(table.source, table.locator, RecordKind.ROW, fields, "")
            judged.append((table.number, classify(record, book)))
            for header, meaning in contexts.meanings(record).items():
                starting += [(table.number, header, event) for event in rules.meanings[meaning].starts]
        judged_tables.find_cells(writer, starting)
        found = {cell: day for cell in judged_tables.cells(ledger.database) if (day := written_day(cell))}
        judged_tables.add_days(writer, found)
        judged_tables.judge(writer, judged, fingerprint())


def _led(ledger: Ledger, rules: Catalogue) -> Iterator[Classification]:
    """The messages whose thread says another class than their own words."""
    book = rulebook(rules)
    for members in conversations.conversations(ledger.database):
        judged = judged_with_thread(members, book)
        yield from (one for one, own in zip(judged, members, strict=True) if one != own)
