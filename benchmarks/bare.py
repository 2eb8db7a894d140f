"""The bare parser of each format: what reading the same bytes costs where nothing is named, cleaned, dated or hashed.

Each function reads a file to its end and returns how many items it met.
"""

import csv
import gzip
import json
import mailbox
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from email import message_from_bytes
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import olefile
import openpyxl
import py7zr
import pypdfium2
import pypff
import python_calamine
from py7zr.io import BytesIOFactory
from pyarrow import parquet

Bare = Callable[[Path], int]


def _mail(content: bytes) -> None:
    for part in message_from_bytes(content).walk():
        part.get_payload(decode=True)


def _mails(content: bytes) -> int:
    messages = content.split(b"\nFrom ")
    for each in messages:
        _mail(each[each.find(b"\n") + 1 :])
    return len(messages)


def _mailbox(path: Path) -> int:
    count = 0
    for message in mailbox.mbox(path):
        for part in message.walk():
            part.get_payload(decode=True)
        count += 1
    return count


def _eml(path: Path) -> int:
    _mail(path.read_bytes())
    return 1


def _csv(path: Path, encoding: str = "utf-8") -> int:
    with path.open(encoding=encoding, newline="") as file:
        return sum(1 for _ in csv.reader(file))


def _calamine(path: Path) -> int:
    book = python_calamine.load_workbook(path)
    return sum(1 for name in book.sheet_names for _ in book.get_sheet_by_name(name).iter_rows())


def _openpyxl(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True)
    return sum(1 for sheet in book.worksheets for _ in sheet.iter_rows(values_only=True))


def _json(path: Path) -> int:
    return len(json.loads(path.read_bytes()))


def _jsonl(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for line in file if json.loads(line))


def _sql(path: Path) -> int:
    database = sqlite3.connect(":memory:")
    database.executescript(path.read_text(encoding="utf-8"))
    return sum(1 for _ in database.execute("SELECT * FROM customers"))


def _sqlite(path: Path) -> int:
    return sum(1 for _ in sqlite3.connect(path).execute("SELECT * FROM customers"))


def _parquet(path: Path) -> int:
    return sum(len(batch.to_pylist()) for batch in parquet.ParquetFile(path).iter_batches())


def _html(path: Path) -> int:
    parser = HTMLParser()
    parser.feed(path.read_text(encoding="utf-8"))
    return 1


def _docx(path: Path) -> int:
    with zipfile.ZipFile(path) as package, package.open("word/document.xml") as part:
        return sum(1 for _, element in ElementTree.iterparse(part) if element.tag.endswith("}t") and element.text)


def _pdf(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    for page in document:
        page.get_textpage().get_text_bounded()
    return len(document)


def _zip(path: Path) -> int:
    with zipfile.ZipFile(path) as package:
        return sum(_mails(package.read(name)) for name in package.namelist())


def _tar(path: Path) -> int:
    with tarfile.open(path) as package:
        opened = (package.extractfile(member) for member in package)
        return sum(_mails(file.read()) for file in opened if file)


def _gz(path: Path) -> int:
    with gzip.open(path) as packed:
        return _mails(packed.read())


def _sevenzip(path: Path) -> int:
    factory = BytesIOFactory(1 << 30)
    with py7zr.SevenZipFile(path) as package:
        package.extractall(factory=factory)
    return sum(_mails(each.read()) for each in factory.products.values())


def _msg(path: Path) -> int:
    with olefile.OleFileIO(str(path)) as compound:
        for stream in compound.listdir():
            compound.openstream(stream).read()
    return 1


def _pst(path: Path) -> int:
    store = pypff.file()
    store.open(str(path))
    return _folder(store.get_root_folder())


def _folder(folder: pypff.folder) -> int:
    for message in folder.sub_messages:
        for text in ("subject", "transport_headers", "plain_text_body", "html_body"):
            getattr(message, text)
        for attachment in message.attachments:
            attachment.read_buffer(attachment.get_size())
    return folder.number_of_sub_messages + sum(_folder(each) for each in folder.sub_folders)


BARE: dict[str, dict[str, Bare]] = {
    "mbox": {"email": lambda path: _mails(path.read_bytes()), "mailbox": _mailbox},
    "eml": {"email": _eml},
    "csv": {"csv": _csv},
    "csv, GB18030": {"csv": lambda path: _csv(path, "gb18030")},
    "xlsx": {"calamine": _calamine, "openpyxl": _openpyxl},
    "ods": {"calamine": _calamine},
    "xls": {"calamine": _calamine},
    "xlsb": {"calamine": _calamine},
    "json": {"json": _json},
    "jsonl": {"json": _jsonl},
    "sql": {"sqlite3": _sql},
    "sqlite": {"sqlite3": _sqlite},
    "parquet": {"pyarrow": _parquet},
    "html table": {"html.parser": _html},
    "docx": {"ElementTree": _docx},
    "pdf": {"pypdfium2": _pdf},
    "zip of an mbox": {"zipfile, email": _zip},
    "tar of an mbox": {"tarfile, email": _tar},
    "gz of an mbox": {"gzip, email": _gz},
    "7z of an mbox": {"py7zr, email": _sevenzip},
    "msg": {"olefile": _msg},
    "pst": {"pypff": _pst},
}
"""Bare parsers by sample and by name; what has none here has none in the library of Python or in ours."""
