"""Where the lines of a paper end."""

import shutil
import subprocess
from pathlib import Path

import pytest
import typst

from engine.report import typesetting

_LOOK = Path(typesetting.__file__).parent / "templates" / "look.typ"


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext not here: install poppler-utils to run this test")
@pytest.mark.parametrize(("said", "parted"), [("by art. 47 of", ("art.",)), ("依照第47条办理", ("第", "第4", "第47"))])
def test_a_number_stays_with_the_word_for_article(
    tmp_path: Path, fonts: Path, said: str, parted: tuple[str, ...]
) -> None:
    shutil.copy(_LOOK, tmp_path)
    paper = tmp_path / "paper.typ"
    widths = "\n".join(f"#block(width: {width}mm)[{said * 4}]" for width in range(20, 60))
    paper.write_text(
        f'#import "look.typ": bound\n#show: bound\n#set text(font: "Noto Sans CJK SC")\n{widths}', encoding="utf-8"
    )
    (tmp_path / "paper.pdf").write_bytes(typst.compile(str(paper), font_paths=typesetting.loaded(fonts)))
    read = subprocess.run(["pdftotext", str(tmp_path / "paper.pdf"), "-"], capture_output=True, check=True)
    lines = [line.strip() for line in read.stdout.decode().splitlines()]
    assert any(line.endswith(said[-1]) for line in lines), "the text is there"
    assert [line for line in lines if line.endswith(parted)] == []
