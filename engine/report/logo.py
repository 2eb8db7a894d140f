"""A firm's logo as a safe drawing: a PNG or SVG as it was given becomes an SVG without anything active or outside."""

import base64
import io
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import typst
from PIL import Image, UnidentifiedImageError

from engine.model.errors import ActionableError

MOST_BYTES = 1_000_000
_MOST_ELEMENTS = 5_000
_LONGEST_SIDE, _LARGEST_SIDE = 1_600, 8_000
"""Pixels: a larger picture is made smaller, a much larger one is not opened at all."""

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_SHAPES = frozenset(("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"))
_PAINTS = frozenset(("linearGradient", "radialGradient", "stop", "clipPath", "mask", "style"))
_DRAWN = _SHAPES | _PAINTS | {"svg", "g", "defs", "symbol", "use", "title", "desc"}
_LEFT_OUT = frozenset(("metadata", "namedview"))
"""What drawing programs leave behind; it is dropped, as is everything of a namespace of theirs."""

_OUTSIDE = re.compile(r"@import|javascript:|expression\s*\(|url\(\s*['\"]?(?!\s*['\"]?#)", re.IGNORECASE)


def logo(content: bytes) -> str:
    """The drawing as SVG text; `ActionableError` says what is wrong with a file that is not taken."""
    if len(content) > MOST_BYTES:
        raise ActionableError("logo_too_large", most=MOST_BYTES // 1_000)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        drawing = _wrapped(content)
    elif b"<svg" in content[:4_000]:
        drawing = _cleaned(content)
    else:
        raise ActionableError("logo_format")
    return _printed(drawing)


def _printed(drawing: str) -> str:
    """The drawing, once it was printed for a try: what cannot be printed would stop every paper."""
    page = '#set document(title: "x")\n#image(bytes(sys.inputs.logo), format: "svg", alt: "x", width: 60mm)'
    compiler = typst.Compiler(page.encode(), ignore_system_fonts=True, sys_inputs={"logo": drawing})
    try:
        compiler.compile(format="pdf", pdf_standards=["ua-1", "a-2a"])
    except typst.TypstError as error:
        raise ActionableError("logo_broken") from error
    return drawing


def _wrapped(content: bytes) -> str:
    """The picture written anew (so nothing of its metadata stays), inside an SVG of its size."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as opened:
            if max(opened.size) > _LARGEST_SIDE:
                raise ActionableError("logo_too_many_pixels", most=_LARGEST_SIDE)
            picture = opened.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise ActionableError("logo_broken") from error
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    data = base64.b64encode(written.getvalue()).decode()
    wide, high = picture.size
    size = f'width="{wide}" height="{high}"'
    image = f'<image {size} href="data:image/png;base64,{data}"/>'
    return f'<svg xmlns="{_SVG}" {size} viewBox="0 0 {wide} {high}">{image}</svg>'


def _cleaned(content: bytes) -> str:
    if b"<!ENTITY" in content:
        raise ActionableError("logo_active", what="<!ENTITY>")
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - no declarations are let through
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise ActionableError("logo_broken") from error
    if root.tag != f"{{{_SVG}}}svg" or not ("viewBox" in root.attrib or {"width", "height"} <= root.attrib.keys()):
        raise ActionableError("logo_broken")
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        raise ActionableError("logo_too_large", most=MOST_BYTES // 1_000)
    _clean(root)
    ElementTree.register_namespace("", _SVG)
    ElementTree.register_namespace("xlink", _XLINK)
    return ElementTree.tostring(root, encoding="unicode")


def _clean(root: ElementTree.Element) -> None:
    """Drop what draws nothing; refuse what acts, loads or needs a typeface."""
    for parent in list(root.iter()):
        for child in list(parent):
            space, name = _parts(child.tag)
            if space != _SVG or name in _LEFT_OUT:
                parent.remove(child)
            elif name not in _DRAWN:
                raise ActionableError("logo_active", what=f"<{name}>")
    for element in root.iter():
        for text in _texts(element):
            if _OUTSIDE.search(text):
                raise ActionableError("logo_active", what=text[:40])


def _texts(element: ElementTree.Element) -> Iterator[str]:
    """Everything of an element that could lead elsewhere; attributes of other namespaces are dropped."""
    for key, value in list(element.attrib.items()):
        space, name = _parts(key)
        if name.lower().startswith("on"):
            raise ActionableError("logo_active", what=name)
        if name == "href" and not value.startswith("#"):
            raise ActionableError("logo_active", what="href")
        if space not in ("", _SVG, _XLINK):
            del element.attrib[key]
        else:
            yield value
    if _parts(element.tag)[1] == "style":
        yield element.text or ""


def _parts(tag: object) -> tuple[str, str]:
    """Namespace and name; comments and instructions have neither."""
    if not isinstance(tag, str):
        return "", ""
    space, _, name = tag.rpartition("}")
    return space.lstrip("{"), name
