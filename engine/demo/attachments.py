"""What hangs on the demo's letters: small tables and papers with real text, scans and photographs without any."""

import io
import re
import zipfile

from engine.demo.dice import Dice
from engine.demo.exif import segment
from engine.demo.mime import Attachment
from engine.demo.pdf import scanned_page, text_page
from engine.demo.scene import Scene
from engine.demo.truth import Mention

_PIXEL = (
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
    b"\0\0\0\nIDATx\x9cc`\0\0\0\2\0\1H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82"
)
_JPEG_START, _JPEG_END = b"\xff\xd8", b"\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"
_SCANNED = re.compile("扫描|已签|盖章|scan|signed", re.IGNORECASE)


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
        return Attachment(title, "application/pdf", scanned_page() if _SCANNED.search(title) else _paper(scene, title))
    return Attachment(title, "application/zip", _portfolio(scene))


def _jpeg(dice: Dice) -> bytes:
    """A photograph without pixels; its number makes it unlike any other."""
    number = int(dice.digits(8))
    place = (31.0 + number % 2_000 / 8_000, 121.2 + number // 2_000 % 2_000 / 8_000)
    taken = f"2024:{number % 12 + 1:02}:{number % 28 + 1:02} {number % 24:02}:{number % 60:02}:00"
    return _JPEG_START + segment(f"Phone {number:08}", taken, *place) + _JPEG_END


def _paper(scene: Scene, title: str) -> bytes:
    """A printed paper about the customer of the thread."""
    lines = [title.removesuffix(".pdf")]
    if scene.has("me"):
        lines += [scene.text(line) for line in ("客户：{me}", "邮箱：{me.email}", "地址：{me.address}")]
    return text_page(lines)


def _portfolio(scene: Scene) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            zipfile.ZipInfo("作品说明.txt"), scene.text("作品集说明：婚纱、儿童、证件照各一组，作者{me}。\n")
        )
    return packed.getvalue()


def _name(scene: Scene, dice: Dice, given: str = "") -> str:
    bank = scene.words
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
        child = _name(scene, dice, dice.pick(scene.words["child_given"]))
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


def _tour(scene: Scene, dice: Dice) -> tuple[str, str]:
    """A tour group's list: names, passports and birth dates, as a travel agency sends them."""
    rows = []
    for at in range(1, 9):
        name, passport = _name(scene, dice), dice.pick("EG") + dice.digits(8)
        born = f"{dice.between(1958, 2004)}-{dice.between(1, 12):02d}-{dice.between(1, 28):02d}"
        scene.mentions += [Mention("", "PASSPORT", passport), Mention("", "DATE_OF_BIRTH", born)]
        rows.append(f"{at},{name},{dice.pick('男女')},{born},{passport}")
    return "\r\n".join(["序号,姓名,性别,出生日期,护照号", *rows, ""]), "gb18030"


_TABLES = {
    "tour": _tour,
    "roster": _roster,
    "classlist": _classlist,
    "statement": _statement,
    "receipts": _receipts,
    "takedown": _takedown,
}
