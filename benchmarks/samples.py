"""A sample of each format, invented from a seed; what nothing here can write is taken from the corpora."""

import csv
import gzip
import json
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

import openpyxl
import py7zr
import pyarrow
import typst
from pyarrow import parquet

from benchmarks.corpora import FOLDER
from benchmarks.invented import COLUMNS, letters, mails, people
from engine.report import fonts

SEED = 20261122
_SHEET_ROWS = 1_000_000
_PAGE_BYTES = 3_000
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
_SAMPLES = FOLDER / "mail-and-tables" / "files"


@dataclass(frozen=True, slots=True)
class Sample:
    """How a sample is written: to a file, of about so many bytes; `share` of the size that is asked for."""

    suffix: str
    write: Callable[[Path, int], None]
    share: float = 1.0


def table(size: int) -> Iterator[tuple[str, ...]]:
    """Rows of customers of about `size` bytes in UTF-8."""
    left = [size]

    def fits(row: tuple[str, ...]) -> bool:
        left[0] -= len(",".join(row).encode())
        return left[0] > 0

    return takewhile(fits, people(Random(SEED)))


def mailbox(path: Path, size: int) -> None:
    """A mailbox, message by message to the disk."""
    with path.open("wb") as file:
        for message in mails(Random(SEED)):
            file.write(b"From studio@example.com Tue Mar  5 10:00:00 2024\n" + message + b"\n")
            if file.tell() >= size:
                return


def _eml(path: Path, size: int) -> None:
    """One message that carries many files."""
    parts, written = [], 0
    for each in mails(Random(SEED), attached_every=1):
        parts.append(each.split(b"\n\n", 2)[2].rpartition(b"--mix--")[0].partition(b"--mix\n")[2])
        written += len(parts[-1])
        if written >= size:
            break
    head = b'From: a@example.com\nSubject: files\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="mix"\n\n'
    path.write_bytes(head + b"".join(b"--mix\n" + part for part in parts) + b"--mix--\n")


def _csv(path: Path, size: int, encoding: str = "utf-8") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(table(size))


def _xlsx(path: Path, size: int) -> None:
    book = openpyxl.Workbook(write_only=True)
    rows = people(Random(SEED))
    sheet = book.create_sheet("客户")
    sheet.append(COLUMNS)
    for row in islice(rows, min(_SHEET_ROWS, size // 65)):
        sheet.append((int(row[0]), *row[1:6], float(row[6]), row[7]))
    book.save(path)


def _ods(path: Path, size: int) -> None:
    namespaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    rows = [COLUMNS, *islice(people(Random(SEED)), size // 65)]
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row>{''.join(cell.format(escape(each)) for each in row)}</table:table-row>" for row in rows
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        package.writestr("META-INF/manifest.xml", _MANIFEST)
        package.writestr(
            "content.xml",
            f'<?xml version="1.0"?><office:document-content{namespaces} office:version="1.2"><office:body>'
            f'<office:spreadsheet><table:table table:name="Sheet1">{body}</table:table></office:spreadsheet>'
            "</office:body></office:document-content>",
        )


def _json(path: Path, size: int) -> None:
    objects = [dict(zip(COLUMNS, row, strict=True)) for row in table(size // 2)]
    path.write_text(json.dumps(objects, ensure_ascii=False, indent=1), encoding="utf-8")


def _jsonl(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in table(size // 2):
            file.write(json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False) + "\n")


def _sql(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(f"CREATE TABLE customers ({', '.join(f'{name} TEXT' for name in COLUMNS)});\n")
        rows = table(size)
        while batch := list(islice(rows, 100)):
            values = ",\n".join("(" + ", ".join(f"'{cell}'" for cell in row) + ")" for row in batch)
            file.write(f"INSERT INTO customers VALUES {values};\n")


def _sqlite(path: Path, size: int) -> None:
    with sqlite3.connect(path) as database:
        database.execute(f"CREATE TABLE customers ({', '.join(f'{name} TEXT' for name in COLUMNS)})")
        database.executemany(f"INSERT INTO customers VALUES ({', '.join('?' * len(COLUMNS))})", table(size))
    database.close()


def _parquet(path: Path, size: int) -> None:
    columns = zip(*table(size * 3), strict=True)
    parquet.write_table(pyarrow.table(dict(zip(COLUMNS, map(list, columns), strict=True))), path)


def _vcard(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in table(size // 2):
            lines = ("BEGIN:VCARD", "VERSION:3.0", f"N:{row[1][0]};{row[1][1:]};;;", f"FN:{row[1]}", f"EMAIL:{row[3]}")
            more = (f"TEL;TYPE=CELL:{row[2]}", f"ADR;TYPE=HOME:;;{row[4]};;;;", f"NOTE:{row[7]}", "END:VCARD", "")
            file.write("\r\n".join((*lines, *more)))


def _ics(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Studio//EN\r\n")
        for row in table(size // 2):
            lines = (
                "BEGIN:VEVENT",
                f"UID:{row[0]}@example.com",
                "DTSTAMP:20240305T020000Z",
                "DTSTART:20240306T020000Z",
            )
            more = (f"SUMMARY:{row[1]} {row[2]}", f"LOCATION:{row[4]}", f"DESCRIPTION:{row[7]}", "END:VEVENT", "")
            file.write("\r\n".join((*lines, *more)))
        file.write("END:VCALENDAR\r\n")


def _chat(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for row in table(size):
            file.write(f"{row[5]} {row[1]}\n{row[7]}\n电话 {row[2]}，{row[4]}\n\n")


def _text(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for each in letters(Random(SEED)):
            file.write(f"{each}\n")
            if file.tell() >= size:
                return


def _html(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write('<html><head><meta charset="utf-8"></head><body><table>\n')
        for row in (COLUMNS, *table(size * 2 // 3)):
            file.write("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n")
        file.write("</table></body></html>\n")


def _docx(path: Path, size: int) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    lines = (line for letter in islice(letters(Random(SEED)), size // 140) for line in letter.split("\n"))
    body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{types}"><Override PartName="/word/document.xml" ContentType="{main}"/></Types>',
        )
        package.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}" Target="word/document.xml"/>'
            "</Relationships>",
        )
        package.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>')


def _pdf(path: Path, size: int) -> None:
    pages = max(5, size // _PAGE_BYTES)
    texts = letters(Random(SEED))
    escaped = (
        "".join(f"\\{each}" if each in "#*_@<>$[]`~/=-+" else each for each in next(texts)) for _ in range(pages * 5)
    )
    with TemporaryDirectory() as folder:
        fonts.static_fonts(Path(folder))
        path.write_bytes(typst.compile("\n\n".join(escaped).encode(), font_paths=fonts.loaded(Path(folder))))


def _zip(path: Path, size: int) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.write(_inner(path, size), "mail.mbox")


def _tar(path: Path, size: int) -> None:
    with tarfile.open(path, "w") as package:
        package.add(_inner(path, size), "mail.mbox")


def _gz(path: Path, size: int) -> None:
    with gzip.open(path, "wb", 6) as packed:
        packed.write(_inner(path, size).read_bytes())


def _sevenzip(path: Path, size: int) -> None:
    with py7zr.SevenZipFile(path, "w", filters=[{"id": py7zr.FILTER_LZMA2, "preset": 1}]) as package:
        package.write(_inner(path, size), "mail.mbox")


def _inner(path: Path, size: int) -> Path:
    inside = path.with_suffix(".packed")
    mailbox(inside, size)
    return inside


SAMPLES = {
    "mbox": Sample(".mbox", mailbox),
    "eml": Sample(".eml", _eml),
    "csv": Sample(".csv", _csv),
    "csv, GB18030": Sample(".csv", lambda path, size: _csv(path, size, "gb18030")),
    "xlsx": Sample(".xlsx", _xlsx, 0.15),
    "ods": Sample(".ods", _ods, 0.1),
    "json": Sample(".json", _json),
    "jsonl": Sample(".jsonl", _jsonl),
    "sql": Sample(".sql", _sql),
    "sqlite": Sample(".sqlite", _sqlite),
    "parquet": Sample(".parquet", _parquet, 0.3),
    "vcard": Sample(".vcf", _vcard),
    "ics": Sample(".ics", _ics),
    "chat": Sample(".txt", _chat),
    "html table": Sample(".html", _html),
    "text": Sample(".txt", _text),
    "docx": Sample(".docx", _docx, 0.1),
    "pdf": Sample(".pdf", _pdf, 0.05),
    "zip of an mbox": Sample(".zip", _zip),
    "tar of an mbox": Sample(".tar", _tar),
    "gz of an mbox": Sample(".gz", _gz),
    "7z of an mbox": Sample(".7z", _sevenzip),
}
"""What is written here, by the name it has in the table."""

FOUND = {
    "xls": (_SAMPLES / "spreadsheets", ".xls"),
    "xlsb": (_SAMPLES / "spreadsheets", ".xlsb"),
    "msg": (_SAMPLES, ".msg"),
    "pst": (_SAMPLES, ".pst"),
}
"""What is taken from the corpora: a folder of them, and the suffix."""


def files(name: str, folder: Path, size: int) -> list[Path]:
    """The files of a sample; none where the corpora are not there."""
    if name in FOUND:
        below, suffix = FOUND[name]
        return sorted(path for path in below.rglob(f"*{suffix}") if "OOM" not in path.name)
    sample = SAMPLES[name]
    path = folder / f"sample{sample.suffix}"
    sample.write(path, int(size * sample.share))
    return [path]
