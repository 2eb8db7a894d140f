"""What is taken for a logo, what of it stays, and what is refused with which sentence."""

import io

import pytest
from PIL import Image, PngImagePlugin

from engine.model.errors import ActionableError
from engine.report.logo import MOST_BYTES, logo

HEAD = b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
RECT = b'<rect width="9" height="9"/>'


def svg(body: bytes, before: bytes = b"") -> bytes:
    return before + HEAD + body + b"</svg>"


def png(size: tuple[int, int] = (40, 20), mode: str = "RGBA") -> bytes:
    written, told = io.BytesIO(), PngImagePlugin.PngInfo()
    told.add_text("Author", "Somebody Invented")
    Image.new(mode, size).save(written, "PNG", pnginfo=told)
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        svg(RECT),
        svg(b'<defs><linearGradient id="a"><stop/></linearGradient></defs><rect width="9" height="9" fill="url(#a)"/>'),
        svg(b'<g id="a">' + RECT + b'</g><use xlink:href="#a"/>'),
        svg(b"<style>.a{fill:url('#b')}</style>" + RECT, b'<?xml version="1.0" encoding="UTF-8"?><!-- drawn -->'),
        svg(
            RECT, b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
        ),
        png(),
        png(mode="1"),
    ],
)
def test_a_drawing_is_taken_and_taken_again_as_it_is(content: bytes) -> None:
    taken = logo(content)
    assert taken.startswith("<svg") and "Somebody" not in taken
    if content[:4] != b"\x89PNG":
        assert logo(taken.encode()) == taken


def test_what_drawing_programs_leave_behind_is_dropped() -> None:
    own = b'<metadata>x</metadata><i:pgf xmlns:i="http://ns.example/ai">x</i:pgf>' + RECT
    taken = logo(svg(own))
    assert "metadata" not in taken and "pgf" not in taken and "rect" in taken


def test_a_large_picture_is_made_smaller() -> None:
    assert 'width="1600" height="800"' in logo(png((3200, 1600)))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "logo_format"),
        (b"GIF89a", "logo_format"),
        (b"\xff\xd8\xff\xe0 jpeg", "logo_format"),
        (svg(RECT).decode().encode("utf-16"), "logo_format"),
        (b"<svg" + b" " * MOST_BYTES, "logo_too_large"),
        (svg(RECT * 6_000), "logo_too_large"),
        (png()[:60], "logo_broken"),
        (png((8_001, 1), "1"), "logo_too_many_pixels"),
        (HEAD + RECT, "logo_broken"),
        (b"<svg>" + RECT + b"</svg>", "logo_broken"),
        (b'<svg xmlns="http://www.w3.org/2000/svg">' + RECT + b"</svg>", "logo_broken"),
        (svg(RECT, b'<!DOCTYPE svg [<!ENTITY a "b">]>'), "logo_active"),
        (svg(b"<script>alert(1)</script>"), "logo_active"),
        (svg(b'<rect width="9" height="9" onclick="alert(1)"/>'), "logo_active"),
        (svg(b'<use xlink:href="http://evil.example/x.svg#a"/>'), "logo_active"),
        (svg(b'<image href="file:///etc/passwd"/>'), "logo_active"),
        (svg(b"<foreignObject/>"), "logo_active"),
        (svg(b"<text>x</text>"), "logo_active"),
        (svg(b"<style>@import 'http://evil.example/x.css';</style>"), "logo_active"),
        (svg(b'<rect width="9" height="9" style="fill:url(http://evil.example/x)"/>'), "logo_active"),
    ],
)
def test_what_acts_or_leads_elsewhere_or_cannot_be_read_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(ActionableError, match=key):
        logo(content)
