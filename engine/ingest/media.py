"""Media types by first bytes, the suffixes of such files, and the reason codes for what is not read."""

from engine.ingest import compound

_MAGIC = (
    (b"%PDF", "application/pdf"),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (compound.SIGNATURE, "application/x-ole-storage"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf'\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\0", "application/x-xz"),
    (b"!BDN", "application/vnd.ms-outlook-pst"),
    (b"SQLite format 3\0", "application/vnd.sqlite3"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"{\\rtf", "application/rtf"),
    (b"\x78\x9f\x3e\x22", "application/ms-tnef"),
    (b"8BPS", "image/vnd.adobe.photoshop"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
    (b"\0\0\0\x0cjP  ", "image/jp2"),
    (b"AT&TFORM", "image/vnd.djvu"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"#!SILK", "audio/silk"),
    (b"\x02#!SILK", "audio/silk"),
    (b"FLV\x01", "video/x-flv"),
    (b"\x1a\x45\xdf\xa3", "video/x-matroska"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf"),
)
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"), "image/heic"),
    **{b"avif": "image/avif", b"avis": "image/avif", b"crx ": "image/x-canon-cr3"},
    **{b"M4A ": "audio/mp4", b"M4B ": "audio/mp4", b"qt  ": "video/quicktime"},
}
"""What the brand in a file of ISO base media says; any other is a video."""
_RIFF = {b"WAVE": "audio/wav", b"AVI ": "video/avi", b"WEBP": "image/webp"}
_SUFFIXES = {
    **{"application/pdf": ".pdf", "application/x-ole-storage": ".ole", "application/zip": ".zip"},
    **{"application/vnd.rar": ".rar", "application/x-7z-compressed": ".7z", "application/gzip": ".gz"},
    **{"application/x-bzip2": ".bz2", "application/x-xz": ".xz", "application/x-tar": ".tar"},
    **{"application/vnd.ms-outlook-pst": ".pst", "application/ms-tnef": ".tnef", "application/rtf": ".rtf"},
    **{"application/vnd.sqlite3": ".sqlite", "application/vnd.apache.parquet": ".parquet"},
    **{"application/xml": ".xml", "text/html": ".html"},
    **{"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/bmp": ".bmp", "image/tiff": ".tif"},
    **{"image/vnd.adobe.photoshop": ".psd", "image/wmf": ".wmf", "image/emf": ".emf", "image/jp2": ".jp2"},
    **{"image/vnd.djvu": ".djvu", "image/heic": ".heic", "image/avif": ".avif", "image/x-canon-cr3": ".cr3"},
    **{"image/webp": ".webp", "audio/mpeg": ".mp3", "audio/ogg": ".ogg", "audio/flac": ".flac", "audio/amr": ".amr"},
    **{"audio/silk": ".silk", "audio/mp4": ".m4a", "audio/wav": ".wav", "video/x-flv": ".flv", "video/mp4": ".mp4"},
    **{"video/x-matroska": ".mkv", "video/x-ms-asf": ".wmv", "video/quicktime": ".mov", "video/avi": ".avi"},
}
_MARKUP = (b"<!doctype html", b"<html", b"<?xml", b"<table", b"<head", b"<body", b"<div")
HEAD = 1 << 12


def media_type(head: bytes) -> str:
    """The media type the first bytes show, or "" if they show none."""
    for magic, name in _MAGIC:
        if head.startswith(magic) and (magic != b"BM" or head[6:10] == b"\0\0\0\0"):
            return name
    if head.startswith(b"RIFF") and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head[40:44] == b" EMF" and head.startswith(b"\x01\0\0\0"):
        return "image/emf"
    if head[257:262] == b"ustar":
        return "application/x-tar"
    opening = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    return ("application/xml" if opening.startswith(b"<?xml") else "text/html") if opening.startswith(_MARKUP) else ""


def suffix(head: bytes) -> str:
    """The suffix of a file that begins with these bytes, or "" if they show no media type."""
    shown = media_type(head)
    return _SUFFIXES[shown] if shown else ""


def reason(declared: str, head: bytes) -> tuple[str, str]:
    """Why a part of a message is not read, and its media type: what the bytes show, else what was declared."""
    shown = media_type(head) or declared
    if shown.startswith("image/"):
        return "image_not_read", shown
    if shown.startswith(("audio/", "video/")):
        return "recording_not_read", shown
    if is_encrypted(declared, head):
        return "encrypted", shown
    return "attachment_format_not_read", shown


def is_encrypted(declared: str, head: bytes) -> bool:
    """Whether content is plainly encrypted, without looking into it."""
    return declared == "application/pgp-encrypted" or b"-----BEGIN PGP MESSAGE-----" in head[:1024]
