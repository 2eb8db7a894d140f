"""An archive of other files, often packed as one stream, each read by the format its content shows.

Specification: 7zFormat.txt of the LZMA SDK (I. Pavlov). Unpacked by py7zr in a helper process, in the archive's
order, chunk by chunk. Locators begin with the member's number. The members of one stream cannot be told apart by
bytes, so the archive is one extent.
"""

from collections.abc import Iterator
from typing import BinaryIO

from engine.ingest import archive
from engine.ingest.place import ExpandsTooMuch, Place
from engine.ingest.rank import Rank
from engine.ingest.sandbox import HelperFailed
from engine.ingest.unpacked import RATIO_FREE, RATIO_LIMIT, Damaged, Unpacked
from engine.model.records import Record, Skipped

SUFFIXES = (".7z",)
RANK = Rank.SIGNATURE
RESTARTS = 3
_MAGIC = b"7z\xbc\xaf'\x1c"
_READER = "engine.ingest.sandboxed.sevenzip"

Answers = Iterator[dict[str, object]]


def sniff(file: BinaryIO) -> bool:
    """Whether the file begins as 7z does."""
    return file.read(len(_MAGIC)) == _MAGIC


def read(file: BinaryIO, place: Place) -> Iterator[Record | Skipped]:
    """Member after member; one at which the helper dies is skipped, and reading goes on behind it."""
    if place.too_deep:
        yield place.skipped("", "nested_too_deep")
        return
    opened = _Archive(file, place)
    try:
        members = opened.list()
    except HelperFailed as error:
        yield place.skipped("", error.reason)
        return
    if not members:
        yield place.skipped("", "archive_empty")
    for count, (number, path, regular) in enumerate(members, start=1):
        if count > archive.ENTRY_LIMIT:
            yield place.skipped("rest", "too_many_members", str(len(members) - archive.ENTRY_LIMIT))
            return
        here = place.inside(str(number), archives=1)
        content = opened.member(number)
        if not place.concerns(str(number)):
            continue
        if regular:
            yield from archive.items(content, here, path)
        else:
            yield here.skipped("", "not_a_file")


class _Archive:
    """The helper's answers about one archive, member by member."""

    def __init__(self, file: BinaryIO, place: Place) -> None:
        self._file, self._sandbox = file, place.reading.sandbox
        self._passwords = list(place.reading.settings.passwords)
        self._allowed = max(RATIO_FREE, file.seek(0, 2) * RATIO_LIMIT)
        self._spend_of_source = place.reading.spend
        self._answers = self._asked()
        self._pending: dict[str, object] | None = None
        self._current: Iterator[bytes] = iter(())
        self._failures = 0
        self._failure = ""

    def list(self) -> "list[tuple[int, str, bool]]":
        """Number, path and whether it is a file, of each member; raises `HelperFailed`."""
        found: list[tuple[int, str, bool]] = []
        for answer in self._answers:
            if "members" not in answer:
                self._pending = answer
                break
            listed = answer["members"]
            assert isinstance(listed, list)
            found += [(number, path, regular) for number, path, regular in listed]
        return found

    def member(self, number: int) -> Unpacked:
        """The content of a member; they are to be asked for in their order."""
        try:
            for _ in self._current:
                pass
        except Damaged:
            pass
        if self._failure and self._failures <= RESTARTS and self._failure != "expands_too_much":
            self._failure, self._answers, self._pending = "", self._asked(after=number - 1), None
        self._current = self._first(number)
        starts = iter([self._current])
        return Unpacked(lambda: next(starts, None) or self._again(number), self._spend)

    def _asked(self, **arguments: int) -> Answers:
        return self._sandbox.produce(_READER, self._file, {"passwords": self._passwords, **arguments})

    def _first(self, number: int) -> Iterator[bytes]:
        if self._failure:
            raise Damaged(self._failure)
        yield from self._chunks(iter(self._next, None), number)

    def _again(self, number: int) -> Iterator[bytes]:
        yield from self._chunks(self._asked(only=number), number)

    def _next(self) -> dict[str, object] | None:
        """The next answer; a generator around the answers would end them when it is left."""
        pending, self._pending = self._pending, None
        return pending if pending is not None else next(self._answers, None)

    def _chunks(self, answers: Answers, number: int) -> Iterator[bytes]:
        """What the helper answers from `member` to `ended`."""
        failure = "member_damaged"
        try:
            for answer in answers:
                content = answer.get("content")
                if isinstance(content, bytes):
                    yield content
                elif answer.get("ended") == number:
                    failure = str(answer["failure"])
                    break
        except HelperFailed as error:
            self._failures += 1
            failure = self._failure = error.reason
        if failure:
            raise Damaged(failure)

    def _spend(self, count: int) -> None:
        self._allowed -= count
        if self._allowed < 0:
            self._failure = "expands_too_much"
            raise ExpandsTooMuch
        self._spend_of_source(count)
