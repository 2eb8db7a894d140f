"""An Office document with a password: once decrypted, read by whichever format claims what is inside.

Specification: MS-OFFCRYPTO (EncryptedPackage in an MS-CFB container), agile, standard and extensible encryption. The
passwords of the settings are tried, after the one Excel itself tries first. Decrypted in memory, in a helper process.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from engine.ingest.compound import SIGNATURE, root_names
from engine.ingest.place import Place
from engine.ingest.rank import Rank
from engine.ingest.sandbox import HelperFailed
from engine.model.records import Record, Skipped

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".docx", ".docm", ".pptx", ".pptm")
RANK = Rank.SIGNATURE
SIZE_LIMIT = 256 << 20
_PACKAGE = "EncryptedPackage"


def sniff(file: BinaryIO) -> bool:
    """Whether the file is an OLE container with an encrypted package; of a damaged one, whether it names one."""
    names = root_names(file)
    if names:
        return _PACKAGE in names
    file.seek(0)
    head = file.read(1 << 20)
    return head.startswith(SIGNATURE) and _PACKAGE.encode("utf-16-le") in head


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """The items of the package inside."""
    if file.seek(0, 2) > SIZE_LIMIT:
        yield place.skipped("", "too_large")
        return
    arguments: dict[str, object] = {"passwords": list(place.reading.settings.passwords)}
    content = bytearray()
    try:
        for answer in place.reading.sandbox.produce("engine.ingest.sandboxed.decrypted", file, arguments):
            place.reading.spend(len(answer["content"]))
            content += answer["content"]
    except HelperFailed as error:
        yield place.skipped("", error.reason)
        return
    yield from place.read(BytesIO(content))
