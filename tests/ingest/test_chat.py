"""Chats as people export or copy them: who, when, what; nothing between the messages lost."""

import io
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine import ingest
from engine.model.records import Record, RecordKind
from tests.ingest.reading import fixture, items_of, records_of


@pytest.mark.parametrize(
    "text",
    [
        "2024-03-05 14:22:31 林小满\n你好\n13800138000\n2024-03-05 14:23:02 小沈\n收到\n",
        "林小满 2024/3/5 14:22:31\n你好\n13800138000\n\n小沈 2024/3/5 14:23:02\n收到\n",
        "林小满(wxid_ab12) 2024-03-05 14:22:31\n你好\n13800138000\n小沈(wxid_cd34) 2024-03-05 14:23:02\n收到\n",
        "[2024-03-05 14:22:31] 林小满: 你好\n13800138000\n[2024-03-05 14:23:02] 小沈: 收到\n",
        "2024年3月5日 14:22:31 林小满：你好\n13800138000\n2024年3月5日 14:23:02 小沈：收到\n",
        "消息记录\n====\n2024-03-05 14:22:31 林小满(1001)\n你好\n13800138000\n2024-03-05 14:23:02 小沈\n收到\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_every_way_to_begin_a_message(text: str, encoding: str):
    first, second = [each for each in records_of(text.encode(encoding)) if each.kind is RecordKind.MESSAGE]
    assert first.fields["from"].startswith("林小满")
    assert first.fields["body"] == "你好\n13800138000"
    assert first.date == datetime(2024, 3, 5, 14, 22, 31)
    assert (first.locator, second.locator, second.fields["body"]) == ("chat-1", "chat-2", "收到")


def test_a_line_for_the_day_dates_what_follows():
    opening, first, picture, last = records_of(fixture("chat/days.txt"))
    assert opening.locator == "opening-1"
    assert (first.date, last.date) == (datetime(2024, 3, 5, 14, 22), datetime(2024, 3, 6, 9, 1))
    assert first.fields["from"] == "林小满"
    assert "chat_media_not_included" in picture.warnings


@pytest.mark.parametrize(
    "text",
    [
        "会议纪要\n2024-03-05 14:22:31 开始\n大家讨论了方案。\n结束。\n",
        "2024-03-05 14:22:31 INFO started\n2024-03-05 14:22:32 INFO ready\n2024-03-05 14:22:33 ERROR: failed\n",
        "2024-03-05 14:22:31,林小满,你好\n2024-03-05 14:23:02,小沈,收到\n",
        "2024-03-05 14:22:31\t林小满\t你好\n2024-03-05 14:23:02\t小沈\t收到\n",
        "From: a@example.com\nSubject: x\n\n2024-03-05 14:22:31 a\nhello\n2024-03-05 14:23:02 b\nhi\n",
    ],
)
def test_what_is_no_chat(text: str):
    assert ingest.describe(io.BytesIO(text.encode()), "x").format != "chat"


LINES = st.sampled_from(
    [
        "2024-03-05 14:22:31 林小满",
        "小沈 2024/3/5 14:23",
        "— 2024-03-06 —",
        "甲 9:01",
        "[2024-03-05 14:22:31] a: b",
        "你好",
        "",
    ]
)


@settings(max_examples=100)
@given(st.lists(LINES, min_size=2, max_size=20), st.lists(st.text("林ab 12:,-\n", max_size=9), max_size=5))
def test_no_line_is_lost(lines: list[str], others: list[str]):
    text = "\n".join(["2024-03-05 14:22:31 林小满", "开头", "2024-03-05 14:22:32 小沈", "结尾", *lines, *others])
    found = [item for item in items_of(text.encode()) if isinstance(item, Record)]
    told = "\n".join("\n".join(record.fields.values()) for record in found)
    for word in "".join(lines + others).replace("—", " ").split():
        if word in ("开头", "结尾", "你好", "林小满"):
            assert word in told
    assert len({record.locator for record in found}) == len(found)
