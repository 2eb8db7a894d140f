import time

import pytest

from engine.ingest.rtf import text_of_rtf
from engine.model.records import Record
from tests.ingest.reading import fixture, items_of

ENCAPSULATED = rb"""{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag19 <html>}{\*\htmltag50 <body>}\htmlrtf \lang1031 \htmlrtf0
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Hello {\*\htmltag84 <b>}\htmlrtf {\b \htmlrtf0 wo{\*\htmltag84 &#20320;}\htmlrtf ?
\htmlrtf0
rld\htmlrtf }\htmlrtf0 {\*\htmltag92 </b>}\htmlrtf \par }\htmlrtf0
{\*\htmltag72 </p>}{\*\htmltag58 </body>}}"""


def test_a_document_gives_text_properties_and_what_is_embedded():
    document, picture, embedded = items_of(fixture("rtf/visit.rtf"))
    assert isinstance(document, Record)
    assert document.fields["author"] == "林小满"
    assert document.fields["title"] == "客户回访"
    body = document.fields["body"]
    assert body.startswith("客户：周雨桐\n电话：13800138000\t微信 zhou_yt")
    for told in ("旧住址：样例路1号", "据其丈夫", "许知远", "需核对", "zhou@example.com"):
        assert told in body
    assert "宋体" not in body
    assert "deleted_text_read" in document.warnings
    assert (picture.locator, embedded.locator) == ("picture-1", "object-1")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (rb"{\rtf1\ansi\'93q\'94}", "“q”"),
        (rb"{\rtf1\ansi\ansicpg936{\fonttbl{\f1\fcharset0 Arial;}}\f1 \'93q\'94 \'d6\'dc\f0 \'d6\'dc}", "“q” ÖÜ周"),
        (rb"{\rtf1\ansi\ansicpg936 \'d5q}", "誵"),
        (rb"{\rtf1\ansi\ansicpg950 \'a4\'a4}", "中"),
        (rb"{\rtf1\uc2\u19977\'c8\'fd\u-10179??\u-8704??.}", "三😀."),
        (rb"{\rtf1 a\{b\}\\c}", "a{b}\\c"),
        (rb"{\rtf1 {\*\unheard of}b}}} c", "b c"),
        (rb"{\rtf1{\fonttbl{\f0 x;}}\bin3 }}}kept}", "kept"),
        (ENCAPSULATED, "Hello wo你rld"),
    ],
)
def test_rich_text_becomes_plain(markup: bytes, text: str):
    assert text_of_rtf(markup) == text


@pytest.mark.parametrize("junk", [b"{" * 200_000, b"\\'" * 200_000, b"{\\f1 a" * 50_000, b"{\\pict 00}" * 20_000])
def test_damaged_rich_text_takes_linear_time(junk: bytes):
    started = time.monotonic()
    text_of_rtf(b"{\\rtf1" + junk)
    assert time.monotonic() - started < 5


def test_who_changed_a_document_is_read_without_the_name_for_nobody():
    text = text_of_rtf(rb"{\rtf1\ansi{\*\revtbl{Unknown;}{Lin Xiaoman;}}{\revised\revauth1 text}}")
    assert text == "text\nLin Xiaoman"
