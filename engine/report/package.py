"""The record-by-record tables in one archive, with a list of their hashes."""

import io
import zipfile
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from engine.report.export import export
from engine.store.database import Database
from engine.strings import Words


def package(database: Database, words: Words) -> bytes:
    """A zip of all exported tables; `sha256sum -c SHA256SUMS` checks them."""
    packed = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        sums: list[str] = []
        for file in export(database, Path(folder)):
            archive.write(file, file.name)
            sums.append(f"{sha256(file.read_bytes()).hexdigest()}  {file.name}\n")
        archive.writestr("SHA256SUMS", "".join(sums))
        archive.writestr("README.txt", words("report.package"))
    return packed.getvalue()
