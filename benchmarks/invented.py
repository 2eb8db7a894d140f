"""Invented customers of an invented studio, and the mails about them: what the samples of every format are made of."""

import base64
from collections.abc import Iterator
from email.header import Header
from itertools import count
from random import Random

COLUMNS = ("编号", "姓名", "手机", "邮箱", "地址", "下单时间", "金额", "备注")
_SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"
_NAMES = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红"
_STREETS = ("人民路", "解放街", "和平里", "建设大道", "文化巷", "学府路", "滨江路")
_SENTENCES = (
    "您好，我想把下周六的拍摄改到周日上午，可以吗？",
    "定金已经付了，请把收据寄到上面的地址，谢谢。",
    "Please send the album to the address below before Friday.",
    "照片选好了，一共三十六张，其中三张想再修一下。",
    "I am afraid the second invoice still shows the old amount.",
    "孩子的生日快到了，想再约一套亲子照，预算两千左右。",
)
_PARAGRAPHS = 6
_ATTACHED_EVERY = 5
_SAMPLES = 32


def people(random: Random) -> Iterator[tuple[str, ...]]:
    """Rows of customers without end, their cells in the order of `COLUMNS`."""
    for number in count(1):
        name = random.choice(_SURNAMES) + "".join(random.choices(_NAMES, k=random.randint(1, 2)))
        phone = f"1{random.choice('3578')}{random.randrange(10**9):09d}"
        street = f"{random.choice(_STREETS)}{random.randint(1, 400)}号{random.randint(1, 30)}室"
        day = f"20{random.randint(15, 26)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}"
        mail = f"kehu{number}@example.com"
        yield (
            str(number),
            name,
            phone,
            mail,
            street,
            f"{day} 10:{number % 60:02d}:00",
            f"{random.randint(100, 9999)}.00",
            random.choice(_SENTENCES),
        )


def letters(random: Random) -> Iterator[str]:
    """Texts of some paragraphs without end, each signed with a customer's name, telephone and address."""
    for _, name, phone, mail, street, *_ in people(random):
        body = "\n".join(random.choice(_SENTENCES) for _ in range(random.randint(1, 2 * _PARAGRAPHS)))
        yield f"{body}\n\n{name}\n电话 {phone}，{mail}\n{street}\n"


def mails(random: Random, attached_every: int = _ATTACHED_EVERY) -> Iterator[bytes]:
    """Mails without end: plain or with HTML beside, in UTF-8 or GB18030; every so many carry a file in base64."""
    files = [_file(random, at) for at in range(_SAMPLES)]
    for number, (text, person) in enumerate(zip(letters(random), people(random), strict=False), start=1):
        head = _headers(number, person)
        if number % attached_every:
            yield head + (_plain(text, number) if number % 3 else _alternative(text))
        else:
            yield head + _attached(text, *files[random.randrange(_SAMPLES)])


def _headers(number: int, person: tuple[str, ...]) -> bytes:
    name = Header(person[1], "utf-8").encode()
    subject = Header(person[7][:20], "gb18030" if number % 2 else "utf-8").encode()
    lines = (
        f"Received: from mx{number % 7}.example.com by mail.example.com; Tue, 5 Mar 2024 10:00:{number % 60:02d} +0800",
        f"Message-ID: <{number}.studio@example.com>",
        f"Date: Tue, 5 Mar 2024 10:{number % 60:02d}:00 +0800",
        f"From: {name} <{person[3]}>",
        "To: studio@example.com",
        f"Subject: {subject}",
        "MIME-Version: 1.0",
    )
    return "\n".join(lines).encode() + b"\n"


def _plain(text: str, number: int) -> bytes:
    charset = "gb18030" if number % 2 else "utf-8"
    head = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n".encode()
    return head + base64.encodebytes(text.encode(charset))


def _alternative(text: str) -> bytes:
    markup = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        'Content-Type: multipart/alternative; boundary="alt"\n\n'
        f"--alt\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
        f"--alt\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"<html><body>{markup}</body></html>\n--alt--\n"
    ).encode()


def _attached(text: str, media_type: str, name: str, content: bytes) -> bytes:
    opening = (
        'Content-Type: multipart/mixed; boundary="mix"\n\n'
        f"--mix\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{text}\n"
        f'--mix\nContent-Type: {media_type}; name="{name}"\nContent-Transfer-Encoding: base64\n'
        f'Content-Disposition: attachment; filename="{name}"\n\n'
    )
    return opening.encode() + base64.encodebytes(content) + b"--mix--\n"


def _file(random: Random, at: int) -> tuple[str, str, bytes]:
    """A picture that nothing can be read from, a text or a table of some ten kilobytes."""
    if at % 4 == 0:
        texts = letters(random)
        return "text/plain", f"notes-{at}.txt", "\n".join(next(texts) for _ in range(40)).encode()
    if at % 4 == 1:
        rows = people(random)
        return "text/csv", f"orders-{at}.csv", "\n".join(",".join(next(rows)) for _ in range(80)).encode()
    return "image/jpeg", f"photo-{at}.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0" + random.randbytes(40_000)
