"""The demo: same bytes everywhere, readable by ordinary readers, honest about who is who."""

import csv
import io
import mailbox
import os
import re
import subprocess
import sys
from collections import Counter
from email.header import decode_header, make_header
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from engine import demo
from engine.demo.world import studio
from engine.model.records import RecordKind

FILES = dict(demo.sources())
SHOP = dict(demo.sources("shop"))
TRUTH = demo.truth()
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def letters(tmp_path_factory) -> list[mailbox.mboxMessage]:
    path = tmp_path_factory.mktemp("demo") / "studio.mbox"
    path.write_bytes(FILES["studio-mail.mbox"])
    return list(mailbox.mbox(path))


def text_of(message) -> str:
    for part in message.walk():
        if part.get_content_maintype() == "text" and not part.get_filename():
            return part.get_payload(decode=True).decode(part.get_content_charset())
    return ""


def test_another_process_makes_the_same_bytes():
    code = (
        "import engine.demo as d, hashlib\n"
        "for c in d.CASES:\n for n, b in d.sources(c): print(n, hashlib.sha256(b).hexdigest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "77", "TZ": "America/New_York", "LC_ALL": "C"}
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert dict(line.split() for line in out.stdout.splitlines()) == {
        name: sha256(content).hexdigest() for name, content in (FILES | SHOP).items()
    }


def test_the_mailbox_is_about_four_hundred_varied_letters(letters):
    assert 380 <= len(letters) <= 430
    years = {str(make_header(decode_header(m["Date"]))).split()[3] for m in letters}
    assert {"2016", "2026"} <= years
    encodings = Counter((p.get_content_charset(), p["Content-Transfer-Encoding"]) for m in letters for p in m.walk())
    for wanted in (("utf-8", "base64"), ("gb18030", "8bit"), ("utf-8", "quoted-printable"), ("us-ascii", "7bit")):
        assert encodings[wanted] > 5
    assert sum(m.get_content_type() == "multipart/alternative" for m in letters) > 20
    assert sum(m.get_content_type() == "text/html" for m in letters) > 20
    assert len({m["Message-ID"] for m in letters}) < len(letters), "a merged mailbox holds a letter twice"


def test_every_letter_reads_back_as_the_truth_says(letters):
    told = {record.key: record for record in TRUTH.records if record.kind is RecordKind.MESSAGE}
    for message in letters:
        fields = told[message["Message-ID"]].fields
        assert str(make_header(decode_header(message["Subject"].replace("\n", "")))) == fields["subject"]
        kind = message.get_content_type()
        if kind == "text/plain":
            assert text_of(message).rstrip("\n").replace("\r", "") == fields["body"].rstrip("\n")


def test_answers_know_what_they_answer(letters):
    known = {message["Message-ID"] for message in letters}
    answers = [message for message in letters if message["In-Reply-To"]]
    assert len(answers) > 180
    assert {message["In-Reply-To"] for message in answers} <= known


def test_bodies_are_not_one_template():
    own = [re.split(r"\n\n(?:在 |On |发件人|-{5})", r.fields["body"])[0] for r in TRUTH.records if "body" in r.fields]
    shapes = {re.sub(r"[0-9０-９A-Za-z@._-]+", "#", body)[:24] for body in own}
    assert len(shapes) > 150


def test_the_workbook_opens_with_a_hidden_sheet():
    book = openpyxl.load_workbook(io.BytesIO(FILES["customers.xlsx"]))
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "visible", "hidden"]
    rows = [f"{sheet.title}!{n}" for sheet in book for n in range(1, sheet.max_row)]
    told = {record.key: record for record in TRUTH.records if record.source == "customers.xlsx"}
    assert sorted(rows) == sorted(told)
    header, first = (list(row) for row in book["客户档案"].iter_rows(max_row=2, values_only=True))
    assert told["客户档案!1"].fields["姓名"] == first[header.index("姓名")]


def test_the_order_list_is_gb18030():
    rows = list(csv.DictReader(io.StringIO(FILES["orders.csv"].decode("gb18030"))))
    told = {record.key: record for record in TRUTH.records if record.source == "orders.csv"}
    assert len(rows) == 350
    for number, row in enumerate(rows, 1):
        assert {column: text for column, text in row.items() if text} == told[str(number)].fields
    with pytest.raises(UnicodeDecodeError):
        FILES["orders.csv"].decode("utf-8")


def test_contacts_come_in_three_versions():
    text = FILES["contacts.vcf"].decode()
    assert text.count("BEGIN:VCARD") == 60
    assert set(re.findall(r"VERSION:(.*)\r", text)) == {"2.1", "3.0", "4.0"}


def test_identifiers_pass_their_checks():
    for person in (home.me for home in studio().couples + studio().singles):
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        number, card = person.papers["id"], person.papers["card"]
        total = sum(int(d) * w for d, w in zip(number, weights, strict=False))
        assert number[17] == "10X98765432"[total % 11]
        assert number[6:14] == f"{person.birth:%Y%m%d}"
        doubled = [int(d) * (1 + at % 2) for at, d in enumerate(reversed(card))]
        assert sum(d - 9 * (d > 9) for d in doubled) % 10 == 0
    for home in studio().overseas:
        plain = home.me.papers["iban"].replace(" ", "")
        assert int("".join(str(int(sign, 36)) for sign in plain[4:] + plain[:4])) % 97 == 1


def test_values_stand_in_their_records():
    for record in TRUTH.records:
        whole = "\n".join(record.fields.values())
        for mention in record.mentions:
            if mention.person:
                assert mention.value in whole, (record.key, mention.entity_type)


def test_no_address_outside_the_reserved_domains():
    for value in demo.values():
        if "@" in value:
            assert re.search(r"(\.example|@example\.(com|net|org))$", value)


def test_people_hold_the_hard_cases():
    homes = studio().couples
    assert sum(home.partner.phone == home.me.phone for home in homes) >= 5
    assert sum(home.partner.email == home.me.email for home in homes) >= 5
    assert sum(bool(home.me.old_phone) for home in studio().customers) >= 8
    names = Counter(home.me.name for home in studio().customers)
    assert sum(count > 1 for count in names.values()) >= 5
    assert demo.engagement().demo
    assert demo.engagement().staff_domains == (studio().house.domain,)
