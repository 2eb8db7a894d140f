"""The part of reading an encrypted Office file that runs in the helper process: its content without the password."""

import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, InvalidKeyError

from engine.ingest.sandbox import HelperRefused

EXCELS_OWN = "VelvetSweatshop"
"""The password Excel gives a workbook that is protected and yet opens without asking."""
_PIECE = 4 << 20


def produce(file: BinaryIO, passwords: Sequence[str]) -> Iterator[dict[str, object]]:
    """The content in pieces; raises `HelperRefused` where no password opens it or it cannot be decrypted."""
    try:
        office = msoffcrypto.OfficeFile(file)
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        raise HelperRefused("decryption_failed") from error
    content = decrypted(office, passwords)
    for start in range(0, len(content), _PIECE):
        yield {"content": content[start : start + _PIECE]}


def decrypted(office: Any, passwords: Sequence[str]) -> bytes:
    """The content under the first password that opens it; raises `HelperRefused` where none does."""
    wrong, damaged = False, False
    for password in (EXCELS_OWN, *passwords):
        content = io.BytesIO()
        try:
            office.load_key(password=password)
            office.decrypt(content)
        except (InvalidKeyError, DecryptionError):
            wrong = True
        except Exception as error:
            if isinstance(error, MemoryError):
                raise
            damaged = True
        else:
            return content.getvalue()
    if damaged and not wrong:
        raise HelperRefused("decryption_failed")
    raise HelperRefused("wrong_password" if passwords else "encrypted")
