import io
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest

from engine import ingest
from engine.model.errors import ActionableError
from engine.pipeline import inbox, mail_folder
from engine.pipeline.mail_folder import MailFolder, named, sources
from engine.store.workspace import Ledger
from tests.conftest import ACTOR

LETTER = b"From: a@x\r\nMessage-ID: <%d@x>\r\nSubject: s\r\n\r\nhello\r\n"


def put(folder: Path, **files: bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def maildir(folder: Path) -> Path:
    for name in ("cur", "new", "tmp", ".&V4NXPpCuTvY-/cur", ".&V4NXPpCuTvY-/new"):
        (folder / name).mkdir(parents=True)
    (folder / "cur" / "1.host:2,S").write_bytes(LETTER % 1)
    (folder / ".&V4NXPpCuTvY-" / "new" / "2.host").write_bytes(LETTER % 2)
    (folder / "dovecot-uidlist").write_bytes(b"3 V1 N3\n")
    return folder


def test_a_folder_of_mail_reads_as_a_tar_archive(tmp_path: Path) -> None:
    stream = mail_folder.opened(maildir(tmp_path / "Maildir"))
    with tarfile.open(fileobj=stream) as archive:
        names = archive.getnames()
    assert names == ["Maildir/.&V4NXPpCuTvY-/new/2.host", "Maildir/cur/1.host:2,S", "Maildir/dovecot-uidlist"]
    items = list(ingest.read(stream, "s", "Maildir"))
    assert [getattr(item, "reason", "read") for item in items] == ["read", "read", "system_file"]
    assert items[0].fields["folder"] == "Maildir/垃圾邮件"  # type: ignore[union-attr]


def test_the_same_folder_gives_the_same_bytes_wherever_they_are_read_from(tmp_path: Path) -> None:
    first, second = (MailFolder(maildir(tmp_path / name / "Maildir")) for name in ("a", "b"))
    whole = b"".join(iter(lambda: first.read(700), b""))
    assert sha256(whole).digest() == sha256(io.BufferedReader(second).read()).digest()
    assert len(whole) == first.size
    for start in range(0, len(whole), 97):
        first.seek(start)
        piece = first.read(200)
        assert piece and piece == whole[start : start + len(piece)]


def test_a_file_that_shrinks_meanwhile_is_an_error(tmp_path: Path) -> None:
    folder = maildir(tmp_path / "Maildir")
    stream = mail_folder.opened(folder)
    (folder / "cur" / "1.host:2,S").write_bytes(b"")
    with pytest.raises(OSError, match="shorter"):
        stream.read()


def test_what_is_one_source_and_what_are_many(tmp_path: Path) -> None:
    maildir(tmp_path / "zhang" / "Maildir")
    put(tmp_path, zhang__a_csv=b"x", other__b_csv=b"y")
    put(tmp_path, **{"apple__INBOX.mbox__mbox": b"From ", "bird__INBOX": b"From ", "bird__INBOX.sbd__Sub": b"From "})
    found = [path.relative_to(tmp_path).as_posix() for path in named([tmp_path / "zhang", tmp_path / "other"])]
    assert found == ["zhang/Maildir", "zhang/a_csv", "other/b_csv"]
    assert list(sources(tmp_path / "apple")) == [tmp_path / "apple" / "INBOX.mbox"]
    assert list(sources(tmp_path / "bird")) == [tmp_path / "bird"]


def test_a_folder_of_mail_in_the_inbox_is_brought_in_and_removed_as_one(ledger: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    maildir(folder / "li" / "Maildir")
    put(folder, customers_csv=b"name,city\na,b\n")
    assert [each.name for each in inbox.files(ledger, folder)] == ["customers_csv", "li/Maildir"]
    received = inbox.receive(ledger, folder, "li/Maildir", ACTOR)
    assert (received.source.format, received.source.name) == ("tar", "Maildir")
    assert [each.received for each in inbox.files(ledger, folder)] == [False, True]
    inbox.remove(ledger, folder, ["li/Maildir"], ACTOR)
    assert not (folder / "li" / "Maildir").exists() and (folder / "customers_csv").exists()


def test_mail_that_came_later_is_not_removed(ledger: Ledger, tmp_path: Path) -> None:
    folder = maildir(tmp_path / "inbox" / "Maildir").parent
    inbox.receive(ledger, folder, "Maildir", ACTOR)
    (folder / "Maildir" / "new" / "3.host").write_bytes(LETTER % 3)
    assert not inbox.files(ledger, folder)[0].received
    with pytest.raises(ActionableError):
        inbox.remove(ledger, folder, ["Maildir"], ACTOR)
    assert (folder / "Maildir" / "cur" / "1.host:2,S").exists()


def test_names_that_are_no_entry_are_refused(ledger: Ledger, tmp_path: Path) -> None:
    folder = put(tmp_path / "inbox", plain__a_csv=b"x")
    for name in ("plain", "../inbox", "nothing"):
        with pytest.raises(ActionableError):
            inbox.receive(ledger, folder, name, ACTOR)
