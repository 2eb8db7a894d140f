"""The PDF's typeface: static Regular and Bold of Noto Sans CJK SC, cut once from the variable font of the font package.

Typst takes a variable font's default instance, which is Thin with Japanese forms; so face 2 of the collection (SC) is
pinned to two weights. Every machine prints with the same two files, whatever fonts it has.
"""

# uharfbuzz is a compiled module without type stubs
# pyright: reportAttributeAccessIssue=false
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import manimgx_fonts_cjk
import typst
import uharfbuzz as hb

_ROOT = Path(__file__).resolve().parents[2]
_SC_FACE = 2
_WEIGHTS = {"NotoSansCJKsc-Regular.otf": 400, "NotoSansCJKsc-Bold.otf": 700}


def static_fonts(folder: Path) -> Path:
    """The folder with both weights, made if they are not there yet (about 3 s, once per workspace).

    They are cut in a process of its own, because cutting holds the interpreter's lock and would stop everybody's pages.
    """
    if _missing(folder):
        subprocess.run(_command(folder), cwd=_ROOT, check=True)  # noqa: S603 - our own module
    return folder


def prepare(folder: Path) -> None:
    """Start making the fonts if nobody has yet, without waiting for them."""
    if not folder.exists():
        folder.mkdir(parents=True)
        subprocess.Popen(_command(folder), cwd=_ROOT)  # noqa: S603 - our own module


def cut(folder: Path) -> None:
    """Make the missing weights. Each file appears whole or not at all, so two processes may do this at once."""
    folder.mkdir(parents=True, exist_ok=True)
    variable = hb.Blob.from_file_path(str(_variable_font()))
    for name, weight in _missing(folder).items():
        _put(folder / name, _pinned(variable, weight))


def _missing(folder: Path) -> dict[str, int]:
    return {name: weight for name, weight in _WEIGHTS.items() if not (folder / name).exists()}


def _command(folder: Path) -> list[str]:
    return [sys.executable, "-m", "engine.report.fonts", str(folder.resolve())]


@cache
def loaded(folder: Path) -> typst.Fonts:
    """The fonts of the folder as Typst holds them, read once per process; nothing else of the machine is used."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


@cache
def printable(folder: Path) -> frozenset[int]:
    """The code points that the typeface has a glyph for."""
    blob = hb.Blob.from_file_path(str(folder / next(iter(_WEIGHTS))))
    return frozenset(hb.Face(blob).unicodes)


def _variable_font() -> Path:
    package = Path(manimgx_fonts_cjk.__file__).parent
    return next(package.rglob("NotoSansCJK-VF.otf.ttc"))


def _pinned(variable: hb.Blob, weight: int) -> bytes:
    face = hb.Face(variable, _SC_FACE)
    wanted = hb.SubsetInput()
    wanted.keep_everything()
    wanted.pin_axis_location(face, "wght", weight)
    return bytes(hb.subset(face, wanted).blob.data)


def _put(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, suffix=".part")
    with os.fdopen(handle, "wb") as part:
        part.write(content)
    Path(name).replace(file)


if __name__ == "__main__":
    cut(Path(sys.argv[1]))
