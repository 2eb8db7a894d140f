"""A message, contact or appointment that was saved from Outlook as a file of its own.

Specification: MS-OXMSG, Outlook Item (.msg) File Format, in a compound file (MS-CFB). Read with olefile in a helper
process. Messages in attachments are rebuilt as mail files where a person asks for the original.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import outlook_record
from engine.ingest.compound import root_names
from engine.ingest.outlook_item import Gathering
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.sandbox import HelperFailed
from engine.model.records import Record, Skipped

SUFFIXES = (".msg", ".oft")
RANK = Rank.SIGNATURE
_READER = "engine.ingest.sandboxed.outlook_message"
_PROPERTIES = "__properties_version1.0"


def sniff(file: BinaryIO) -> bool:
    """Whether the file is a compound file with an item's properties in its root."""
    return _PROPERTIES in root_names(file)


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The item and its attachments; a file the helper cannot read is one skipped item."""
    gathering = Gathering()
    try:
        for answer in place.reading.sandbox.produce(_READER, file):
            gathering.take(answer)
    except HelperFailed as error:
        yield place.skipped("", error.reason)
        return
    yield from outlook_record.items(gathering.item, place)
