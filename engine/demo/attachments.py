"""What hangs on the demo's letters: small tables with real text, and files whose content is only named."""

import struct
import zlib

from engine.demo.dice import Dice
from engine.demo.mime import Attachment
from engine.demo.scene import Scene
from engine.demo.truth import Mention
from engine.demo.world import words

_PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
_JPEG_START, _JPEG_END = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", b"\xff\xd9"
_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def attachment(scene: Scene, dice: Dice, name: str, kind: str) -> Attachment:
    """The attachment of this kind; tables are CSV as an office writes it."""
    title = scene.text(name)
    if kind in _TABLES:
        text, encoding = _TABLES[kind](scene, dice)
        media = "text/plain" if kind == "takedown" else "text/csv"
        return Attachment(title, media, text.encode(encoding))
    if kind == "image":
        png = title.endswith(".png")
        return Attachment(title, "image/png" if png else "image/jpeg", _PIXEL if png else _jpeg(dice))
    if kind == "pdf":
        return Attachment(title, "application/pdf", _PDF)
    return Attachment(title, "application/zip", _empty_zip())


def _jpeg(dice: Dice) -> bytes:
    return _JPEG_START + struct.pack(">I", zlib.crc32(dice.digits(8).encode())) + _JPEG_END


def _empty_zip() -> bytes:
    return b"PK\x05\x06" + bytes(18)


def _name(scene: Scene, dice: Dice, given: str = "") -> str:
    bank = words()
    given = given or dice.pick(list(bank[dice.pick(("given_female", "given_male"))]))
    name = dice.pick(bank["surnames"]) + given
    scene.mentions.append(Mention("", "PERSON", name))
    return name


def _roster(scene: Scene, dice: Dice) -> tuple[str, str]:
    rows = [
        f"{at},{_name(scene, dice)},{dice.pick(('市场部', '研发部', '财务部', '人事行政部'))},{dice.digits(5)}"
        for at in range(1, 7)
    ]
    return "\r\n".join(["序号,姓名,部门,工号", *rows, ""]), "gb18030"


def _classlist(scene: Scene, dice: Dice) -> tuple[str, str]:
    rows = []
    for _ in range(6):
        child = _name(scene, dice, dice.pick(words()["child_given"]))
        note = dice.pick(("", "", "花生过敏", "癫痫史"))
        rows.append(f"{child},{dice.pick('男女')},{dice.between(5, 6)}岁,{dice.pick(('是', '是', '否'))},{note}")
    return "\r\n".join(["姓名,性别,年龄,同意出镜,备注", *rows, ""]), "utf-8-sig"


def _statement(scene: Scene, dice: Dice) -> tuple[str, str]:
    rows = [scene.text(f"XC-A{dice.digits(6)},{dice.between(1, 9)},{dice.between(60, 260)}.00") for _ in range(5)]
    return "\r\n".join(["货号,数量,单价", *rows, ""]), "gb18030"


def _receipts(scene: Scene, dice: Dice) -> tuple[str, str]:
    rows = []
    for _ in range(6):
        day, amount, note = dice.between(1, 28), dice.between(5, 90) * 100, dice.pick(("定金", "尾款", ""))
        rows.append(f"{day:02d}日,{amount}.00,{_name(scene, dice)},{note}")
    return "\r\n".join(["日期,金额,付款人,备注", *rows, ""]), "gb18030"


def _takedown(scene: Scene, dice: Dice) -> tuple[str, str]:
    return scene.text(
        "下架清单\n1. 公众号 {date-200} 推文第3图\n2. 小红书笔记两篇\n3. 门店橱窗 A2\n4. 样册第18页\n"
    ), "utf-8"


_TABLES = {
    "roster": _roster,
    "classlist": _classlist,
    "statement": _statement,
    "receipts": _receipts,
    "takedown": _takedown,
}
