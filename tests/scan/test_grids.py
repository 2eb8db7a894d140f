"""A line of column names gives its words to the cells below it, whatever divides them, and loses no character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.scan.grids import with_columns
from engine.scan.segments import pieces


def labelled(text):
    return [(label, piece.text) for label, piece in with_columns(pieces(text))]


@pytest.mark.parametrize("mark", ["\t", ",", "，", " | ", "；", "、", "/", "   ", " "])
def test_cells_carry_the_name_of_their_column(mark):
    text = "\n".join(
        ("名单如下：", mark.join(("姓名", "护照号", "电话")), mark.join(("王丽", "E12345678", "13800138000")))
    )
    assert labelled(text)[1:] == [("姓名: ", "王丽"), ("护照号: ", "E12345678"), ("电话: ", "13800138000")]


def test_a_table_goes_on_after_a_blank_line_and_ends_with_the_first_line_that_is_no_row():
    text = "姓名\t出生日期\n王丽\t1990-03-05\n\n李雷\t1991-03-05\n以上，谢谢\n赵敏\t1"
    assert labelled(text) == [
        ("", "姓名\t出生日期"), ("姓名: ", "王丽"), ("出生日期: ", "1990-03-05"), ("姓名: ", "李雷"),
        ("出生日期: ", "1991-03-05"),
        ("", "以上，谢谢\n赵敏\t1"),
    ]  # fmt: skip


def test_marks_in_quotes_divide_nothing_and_rules_of_markdown_are_no_rows():
    assert labelled('name,address\n"Wang, Li","12 Elm Road, Leeds"')[1:] == [
        ("name: ", "Wang, Li"), ("address: ", "12 Elm Road, Leeds"),
    ]  # fmt: skip
    assert labelled("姓名 | 电话\n--- | ---\n王丽 | 8765 4321")[1:] == [("姓名: ", "王丽"), ("电话: ", "8765 4321")]


@pytest.mark.parametrize(
    "text",
    [
        "姓名，电话发我一下\n王丽，13800138000",
        "您好、谢谢\n再见、保重",
        "请提供姓名、电话\n王丽、138",
        "name\nRose",
        "",
    ],
)
def test_prose_is_no_header(text):
    assert all(label == "" for label, _ in labelled(text))


@given(
    st.lists(st.sampled_from(["姓名", "电话", "1", "a\n", "\t", ",", "|", "\n", "\n\n", " ", "> ", '"']), max_size=40)
)
def test_every_character_of_a_cell_leads_back_to_itself(parts):
    text = "".join(parts)
    for _, piece in with_columns(pieces(text)):
        for at, character in enumerate(piece.text):
            start, end = piece.origin(at, at + 1)
            assert end == start + 1
            assert character == "\n" or text[start] == character


def test_the_values_of_a_table_may_be_divided_by_another_mark_than_its_names():
    assert labelled("姓名/微信/QQ/电话\n楚晴 chuqing_mk 1094011735 13300001998")[1:] == [
        ("姓名: ", "楚晴"), ("微信号: ", "chuqing_mk"), ("QQ: ", "1094011735"), ("电话: ", "13300001998"),
    ]  # fmt: skip
    assert labelled("姓名/电话/备注\n今天 来了 两位 客人")[0][0] == ""


def test_a_number_in_a_column_of_persons_is_read_with_the_columns_own_name():
    text = "单号 / 客户 / 会员 / 金额\nT-1183 / 鲍小雨 / QD-V1-024011 / 660\nT-1184 / 鲍小雨 / 鲍小雨 / 99"
    told = labelled(text)
    assert ("会员: ", "QD-V1-024011") in told
    assert ("姓名: ", "鲍小雨") in told
