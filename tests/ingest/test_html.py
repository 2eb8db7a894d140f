import time

import pytest

from engine.ingest.html import text_of


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>1380013<b>8000</b></p>", "13800138000"),
        ("138&#48;&#x30;138001", "13800138001"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("<div>a</div>\n<div>b</div>", "a\nb"),
        ("<div>a<br></div><div>b</div>", "a\nb"),
        ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
        ("a<br>b<br><br>c", "a\nb\n\nc"),
        ("<ul><li>a</li> <li>b</li></ul>c", "a\nb\n\nc"),
        ("<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr>", "a\tb\nc"),
        ("<table><tr><td>姓名</td><td>林小满</td></tr></table>", "姓名\t林小满"),
        ('<span style="display:none">hidden</span>', "hidden"),
        ("<style>p{}</style><script>var a=1</script>text", "text"),
        ('text<img alt="Nora">', "text\nNora"),
        ("text<!-- called 13900139000 -->", "text\ncalled 13900139000"),
        ('<a href="mailto:nora@example.com?subject=x">write</a>', "write\nnora@example.com"),
        ('<a href="mailto:nora@example.com">nora@example.com</a>', "nora@example.com"),
        ('<script type="application/ld+json">{"name": "Nora"}</script>', '{"name": "Nora"}'),
        ("<!--[if mso]><p>only there</p><![endif]-->", "only there"),
        ("a < b and c > d", "a < b and c > d"),
        ('<a title="x > y">z</a>', "z\nx > y"),
        ("<p>unfinished <b", "unfinished <b"),
        ("<!-- unfinished 13800138000", "unfinished 13800138000"),
    ],
)
def test_html_becomes_the_text_somebody_wrote(markup: str, text: str):
    assert text_of(markup) == text


@pytest.mark.parametrize(
    "markup",
    ["<div>" * 100_000, "<!--" * 100_000, '<a "' * 100_000, "<" * 200_000, "<style>" * 50_000, "<br> " * 100_000],
)
def test_damaged_markup_takes_linear_time(markup: str):
    started = time.monotonic()
    text_of(markup)
    assert time.monotonic() - started < 5


def test_preformatted_text_keeps_its_lines():
    assert text_of("<p>a\nb</p><pre>13800138000\r\n<b>c</b>\n\nd</pre>e\nf") == "a b\n\n13800138000\nc\n\nd\n\ne f"
