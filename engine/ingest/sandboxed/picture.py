"""The part of reading a picture that runs in the helper process: what its metadata tells about people, no pixels."""

import re
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree import ElementTree

from PIL import Image, ImageFile, IptcImagePlugin

from engine.ingest.charset import guess

LONGEST = 100_000
"""Characters of one field."""
_SEARCHED = 64 << 20
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_EXIF = {
    0x010D: "title", 0x010E: "description", 0x013B: "artist", 0x013C: "host_computer", 0x8298: "copyright",
    0x9286: "comment", 0x9C9B: "title", 0x9C9C: "comment", 0x9C9D: "artist", 0x9C9E: "keywords", 0x9C9F: "subject",
    0xA420: "image_id", 0xA430: "owner", 0xA431: "camera_serial", 0xA435: "lens_serial", 0xC62F: "camera_serial",
}  # fmt: skip
_DATES = ((0x9003, 0x9011), (0x9004, 0x9012), (0x0132, 0x9010))
"""When the picture was taken, made digital, changed; each with the tag of its zone."""
_IPTC = {
    5: "title", 25: "keywords", 80: "artist", 90: "city", 92: "place", 95: "province", 101: "country",
    105: "headline", 110: "credit", 115: "source", 116: "copyright", 118: "contact", 120: "description",
    122: "description_writer",
}  # fmt: skip
_XMP = {
    "creator": "artist", "title": "title", "description": "description", "subject": "keywords", "rights": "copyright",
    "OwnerName": "owner", "SerialNumber": "camera_serial", "BodySerialNumber": "camera_serial",
    "CameraOwnerName": "owner", "PersonInImage": "people", "PersonDisplayName": "people", "Name": "people",
    "City": "city", "Location": "place", "State": "province", "Country": "country", "Headline": "headline",
    "Credit": "credit", "Source": "source", "CaptionWriter": "description_writer", "UserComment": "comment",
    "CiEmailWork": "contact", "CiTelWork": "contact", "CiAdrExtadr": "contact", "CiAdrCity": "contact",
    "CiUrlWork": "contact",
}  # fmt: skip
_UNTOLD = frozenset({"software", "date:create", "date:modify", "xml:com.adobe.xmp", "raw profile type exif"})
_TIFF = re.compile(rb"Exif\0\0(?=II\*\0|MM\0\*)")
_PACKET = re.compile(rb"<x:xmpmeta\b.*?</x:xmpmeta>", re.DOTALL)
_CHARSETS = (b"ASCII\0\0\0", b"JIS\0\0\0\0\0", b"\0" * 8)
"""What may stand before a comment."""
_ANGLE = re.compile(r"(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])")


class _Told:
    """Fields while they are gathered, every text once in each."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, None]] = {}

    def add(self, name: str, text: str) -> None:
        text = " ".join(text.replace("\0", " ").split(" ")).strip()[:LONGEST]
        if text:
            self.fields.setdefault(name, {})[text] = None


def produce(file: BinaryIO) -> Iterator[dict[str, object]]:
    """One value: `size` in pixels, `camera`, `date` and `zone` as written, and `fields` that tell about people."""
    told, facts = _Told(), {"size": "", "camera": "", "date": "", "zone": ""}
    exif, packets = Image.Exif(), list[bytes]()
    try:
        with Image.open(file) as picture:
            facts["size"] = f"{picture.width} × {picture.height}"
            exif = picture.getexif()
            packets = _marks(picture, told)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except Exception:
        file.seek(0)
        exif, packets = _searched(file.read(_SEARCHED))
    try:
        _from_exif(exif, told, facts)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except Exception:
        told.fields.setdefault("damaged", {})
    for packet in packets:
        _from_xmp(packet, told)
    damaged = told.fields.pop("damaged", None) is not None
    yield {**facts, "fields": {name: "\n".join(texts) for name, texts in told.fields.items()}, "damaged": damaged}


def _marks(picture: ImageFile.ImageFile, told: _Told) -> list[bytes]:
    """Gather the texts that stand beside EXIF, and give the XMP packets."""
    packets: list[bytes] = []
    for key, value in picture.info.items():
        name = str(key).lower()
        if name in ("xmp", "xml:com.adobe.xmp"):
            packets.append(value if isinstance(value, bytes) else str(value).encode())
        elif name in ("comment", "author", "artist", "title", "description", "copyright", "keywords", "subject"):
            told.add({"author": "artist"}.get(name, name), _text(value))
        elif picture.format == "PNG" and isinstance(value, str) and name not in _UNTOLD:
            told.add("comment", f"{key}: {value}")
    for (record, number), value in (IptcImagePlugin.getiptcinfo(picture) or {}).items():
        if record == 2 and number in _IPTC:
            for each in value if isinstance(value, list) else [value]:
                told.add(_IPTC[number], _text(each))
    return packets


def _searched(data: bytes) -> tuple[Image.Exif, list[bytes]]:
    """The metadata in a picture whose container is not understood (HEIC) or damaged."""
    exif = Image.Exif()
    found = _TIFF.search(data)
    if found:
        try:
            exif.load(data[found.start() : found.start() + (1 << 20)])
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        except Exception:
            exif = Image.Exif()
    return exif, _PACKET.findall(data)


def _from_exif(exif: Image.Exif, told: _Told, facts: dict[str, str]) -> None:
    tags: dict[int, Any] = {**exif, **exif.get_ifd(_EXIF_IFD)}
    for number, name in _EXIF.items():
        if number in tags:
            wide = 0x9C9B <= number <= 0x9C9F
            told.add(name, _wide(tags[number]) if wide else _text(tags[number]))
    gps = exif.get_ifd(_GPS_IFD)
    if gps.get(2) and gps.get(4):
        place = [_degrees(gps[angle], str(gps.get(angle - 1, ""))) for angle in (2, 4)]
        if any(place):
            told.add("gps", ", ".join(str(round(each, 6)) for each in place))
    facts["camera"] = " ".join(_text(tags[number]).strip("\0 ") for number in (0x010F, 0x0110) if number in tags)[:200]
    for number, zone in _DATES:
        if tags.get(number):
            facts["date"], facts["zone"] = _text(tags[number]), _text(tags.get(zone, ""))
            break


def _degrees(angle: Any, side: str) -> float:
    degrees = sum(float(part) / 60**number for number, part in enumerate(angle[:3]))
    return -degrees if side.strip("\0 ").upper() in ("S", "W") else degrees


def _from_xmp(packet: bytes, told: _Told) -> None:
    try:
        root = ElementTree.fromstring(packet)  # noqa: S314 - expat refuses entity bombs, limits hold
    except (ElementTree.ParseError, ValueError):
        return
    angles: dict[str, str] = {}
    for node in root.iter():
        told_here = {node.tag: "\n".join(text.strip() for text in node.itertext() if text.strip()), **node.attrib}
        for tag, text in told_here.items():
            name = tag.rpartition("}")[2]
            if name in _XMP and len(text) <= LONGEST:
                told.add(_XMP[name], text)
            elif name in ("GPSLatitude", "GPSLongitude"):
                angles[name] = text
    found = [_ANGLE.match(angles.get(name, "")) for name in ("GPSLatitude", "GPSLongitude")]
    if found[0] and found[1]:
        place = [_degrees((each[1], each[2], each[3] or 0), each[4]) for each in found if each]
        told.add("gps", ", ".join(str(round(each, 6)) for each in place))


def _text(value: Any) -> str:
    """A text of a tag; ASCII tags hold any charset, and what Pillow took for Latin is bytes again."""
    if isinstance(value, str):
        if value.isascii() or max(value) > "\xff":
            return value
        value = value.encode("latin-1")
    elif not isinstance(value, bytes):
        return str(value)
    if value.startswith(b"UNICODE\0"):
        return value[8:].decode("utf-16-be" if value[8:9] == b"\0" else "utf-16-le", "replace")
    return guess(value[8:] if value.startswith(_CHARSETS) else value)[0]


def _wide(value: Any) -> str:
    """A text of Windows' own tags: UTF-16, as bytes or as a tuple of them."""
    data = bytes(value) if isinstance(value, bytes | tuple) else str(value).encode("utf-16-le")
    return data.decode("utf-16-le", "replace")
