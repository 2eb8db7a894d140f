"""What an item is recognised by in another export of the same data."""

from functools import lru_cache
from hashlib import blake2b

from engine.model.records import Record, RecordKind
from engine.scan.columns import identifying_header

_CONTACT = (("uid",), ("fn", "tel"), ("fn", "email"), ("n", "tel"), ("n", "email"))


def item_key(record: Record) -> str:
    """Equal for the same message, contact or row in two exports, even if its content has changed since.

    A message is known by its Message-ID, a contact by its UID or its name with a number or address, a row by the
    column that identifies rows like it; whatever has no such mark, by its content.
    """
    return blake2b("\n".join([record.kind, *_marks(record)]).encode(errors="surrogatepass"), digest_size=12).hexdigest()


def _marks(record: Record) -> list[str]:
    fields = record.fields
    if record.kind is RecordKind.MESSAGE and fields.get("message_id"):
        return [fields["message_id"]]
    if record.kind is RecordKind.CONTACT:
        for names in _CONTACT:
            if all(fields.get(name) for name in names):
                return [fields[name].casefold() for name in names]
    if record.kind is RecordKind.ROW:
        header = _identifying(tuple(record.fields))
        if header and record.fields[header].strip():
            return [header, record.fields[header].strip().casefold()]
    return [record.content_hash]


@lru_cache(maxsize=512)
def _identifying(headers: tuple[str, ...]) -> str | None:
    return identifying_header(headers)
