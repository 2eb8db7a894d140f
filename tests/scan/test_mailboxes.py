"""Whose a mailbox is: somebody's, or an office's."""

import pytest

from engine.scan.checks.mailboxes import personal_mailbox


@pytest.mark.parametrize(
    "value",
    ["lounge@harbour.example", "rota2@harbour.example", "recipient@harbour.example", "front.desk@harbour.example",
     "albums@lumen-studio.example",
     "lumen.studio@lumen-studio.example", "crewdesk@harbour.example", "beijing@harbour.example", "ap@harbour.example",
     "shop-pudong@harbour.example", "apac@harbour.example", "guke@harbour.example", "jiameng@harbour.example",
     "newborn@lumen-studio.example", "office.london@harbour.example", "gallery3@lumen-studio.example",
     "duty.manager@harbour.example", "dutymgr@harbour.example", "photodesk@harbour.example", "hr-dept@harbour.example",
     "buchhaltung@harbour.example", "houqibu@harbour.example", "ketoan@harbour.example", "yoyaku@harbour.example",
     "ventas.singapore@harbour.example", "bjoffice@harbour.example", "service.hkg@harbour.example",
     "parents-2b@lists.harbour.example"],
)  # fmt: skip
def test_an_office_answers(value):
    assert not personal_mailbox(value)


@pytest.mark.parametrize(
    "value",
    ["rose@harbour.example", "j.library@harbour.example", "fang.mei@harbour.example", "summer@harbour.example",
     "sunny.days@mail.example", "lounge.lizard88@gmail.com", "bluebird@163.com", "baker@harbour.example",
     "lihua@harbour.example", "amina.store@harbour.example", "mark.sales@harbour.example", "newborn2019@qq.com",
     "am@harbour.example", "chill@harbour.example", "madams@harbour.example", "twang@harbour.example",
     "firefly44@harbour.example", "xiaoli.frontdesk@harbour.example", "cchen@harbour.example"],
)  # fmt: skip
def test_somebody_answers(value):
    assert personal_mailbox(value)
