"""Keys: one master key wraps one key per engagement; destroying a key destroys what it locks."""

import base64
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from engine.model.errors import ActionableError

MASTER_KEY_VARIABLE = "CLOSEOUT_MASTER_KEY"
KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    """A fresh 256-bit key."""
    return secrets.token_bytes(KEY_BYTES)


def master_key(folder: Path) -> bytes:
    """The workspace's master key: the environment variable (base64 of 32 bytes), else a 0600 file made on first use."""
    stated = os.environ.get(MASTER_KEY_VARIABLE)
    if stated:
        try:
            key = base64.b64decode(stated, validate=True)
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise ActionableError("master_key_malformed", variable=MASTER_KEY_VARIABLE)
        return key
    file = folder / "master.key"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return base64.b64decode(file.read_bytes())
    with os.fdopen(handle, "wb") as opened:
        key = new_key()
        opened.write(base64.b64encode(key))
    return key


def seal(key: bytes, clear: bytes, purpose: str) -> bytes:
    """Encrypt and authenticate `clear` (AES-256-GCM, NIST SP 800-38D) for one `purpose`."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, clear, purpose.encode())


def unseal(key: bytes, sealed: bytes, purpose: str) -> bytes:
    """The clear bytes of `seal`; a wrong key or a changed byte is an `ActionableError`."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode())
    except InvalidTag:
        raise ActionableError("wrong_key") from None


def derived(key: bytes, purpose: str) -> bytes:
    """A key for one purpose, derived from `key` (HKDF-SHA256, RFC 5869)."""
    return HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(key)
