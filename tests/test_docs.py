"""What the documents promise: every command, page, format and licence is named, and every link leads somewhere."""

import argparse
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from docs.screenshots import GUIDE
from engine import ingest
from engine.__main__ import _parser
from engine.strings import words
from pages.frame.navigation import SCREENS
from tests.conftest import ROOT

READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh.md"}
PAIRS = [tuple(READMES.values()), (ROOT / "docs" / "guide.en.md", ROOT / "docs" / "guide.zh.md")]
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
GUIDES = {
    "en": (ROOT / "docs" / "guide.en.md", re.compile(r"(?<!\*)\*([^*]{1,60})\*(?!\*)")),
    "zh": (ROOT / "docs" / "guide.zh.md", re.compile(r"“([^”]+)”")),
}
"""How a guide marks what it says as the screen says it: *so* in English, “so” in Chinese, and **so** in both.

Bold words that begin a paragraph or end a sentence are headings of what follows.
"""
BOLD = re.compile(r"(\n\n|^- )?\*\*([^*]+)\*\*", re.MULTILINE)
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def headings(path: Path) -> list[str]:
    return HEADING.findall(FENCED.sub("", text(path)))


def commands() -> set[str]:
    actions = [one for one in _parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return set(actions[0].choices)


def anchor(heading: str) -> str:
    """The anchor a heading gets on the usual code hosts."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_every_command_is_named(readme: Path) -> None:
    assert [name for name in sorted(commands()) if not re.search(rf"^\| `{name}\b", text(readme), re.MULTILINE)] == []


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_every_exit_code_is_named(readme: Path) -> None:
    assert re.findall(r"^\| (\d) \|", text(readme), re.MULTILINE) == ["0", "1", "2", "3"]


@pytest.mark.parametrize("language", READMES)
def test_every_page_is_named_as_on_screen(language: str) -> None:
    say, told = words(language), text(READMES[language])
    assert [one for one in SCREENS if f"\n| {say(f'nav.{one}')} |" not in told] == []


@pytest.mark.parametrize("language", GUIDES)
def test_what_the_guide_calls_by_name_stands_on_screen_in_these_words(language: str) -> None:
    say, (path, mark) = words(language), GUIDES[language]
    many = (re.sub(r"\[[^\[\]|]*\|([^\[\]|]*)\]", r"\1", say(key)) for key in sorted(say.keys()))
    said = "\n".join(re.sub(r"\{\w+\}", "(number)", sentence) for sentence in many)
    told = FENCED.sub("", text(path))
    bold = [name for head, name in BOLD.findall(told) if not head and name[-1] not in ".?。？"]
    named = {" ".join(name.split()) for name in (*mark.findall(told), *bold)}
    lost = [
        one
        for one in sorted(named)
        if not re.search(rf"^{re.escape(one)}(?=$|[\s(（:：,，…]?[(（:：,，…])", said, re.M)
    ]
    assert len(named) > 20 and lost == []


@pytest.mark.parametrize("language", GUIDES)
def test_the_guide_speaks_of_every_page(language: str) -> None:
    say, (path, _) = words(language), GUIDES[language]
    told = text(path)
    assert [one.id for one in SCREENS.values() if one.listed and say(f"nav.{one.id}") not in told] == []


@pytest.mark.parametrize("language", GUIDES)
def test_the_guide_shows_the_pictures_that_are_taken_for_it(language: str) -> None:
    shown = re.findall(rf"\(images/([\w-]+)-{language}\.png\)", text(GUIDES[language][0]))
    assert sorted(shown) == sorted(GUIDE)


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_every_format_is_named(readme: Path) -> None:
    assert [one.id for one in ingest.formats() if f"\n| `{one.id}` |" not in text(readme)] == []


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_every_make_target_named_exists_and_the_two_commands_are_there(readme: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text(ROOT / "Makefile"), re.MULTILINE))
    named = set(
        re.findall(r"\bmake ([a-z]+)\b", "\n".join(re.findall(r"`[^`]+`|^make .*", text(readme), re.MULTILINE)))
    )
    assert {"run", "test"} <= named <= targets


@pytest.mark.parametrize("readme", READMES.values(), ids=READMES)
def test_paths_named_in_the_readme_exist(readme: Path) -> None:
    named = re.findall(r"`((?:engine|data|pages|tests|docs)/[\w./-]+\.\w+)`", text(readme))
    assert named and [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair[0].stem)
def test_both_languages_have_the_same_chapters(pair: tuple[Path, Path]) -> None:
    levels = [re.findall(r"^#+(?= )", FENCED.sub("", text(path)), re.MULTILINE) for path in pair]
    assert levels[0] == levels[1]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_and_chapters_that_exist(paper: Path) -> None:
    lost = []
    for link in LINK.findall(FENCED.sub("", text(paper))):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, chapter = unquote(link).partition("#")
        target = (paper.parent / path).resolve() if path else paper
        known = target.exists() and (not chapter or chapter in {anchor(one) for one in headings(target)})
        if not known:
            lost.append(link)
    assert lost == []


@pytest.mark.parametrize("decision", DECISIONS, ids=lambda path: path.stem)
def test_a_decision_is_short_and_titled_by_what_was_decided(decision: Path) -> None:
    title, *rest = text(decision).splitlines()
    assert re.fullmatch(r"# [A-Z][^.]+", title) and len(title.split()) >= 6
    assert len(rest) < 30


def test_every_direct_requirement_is_named_with_its_licence() -> None:
    direct = text(ROOT / "requirements.txt").partition("# Brought along")[0]
    names = re.findall(r"^([\w.-]+)==", direct, re.MULTILINE)
    notice = text(ROOT / "NOTICE")
    assert names and [name for name in names if not re.search(rf"^{re.escape(name)} +\S", notice, re.MULTILINE)] == []


def test_every_pinned_package_is_named() -> None:
    files = ("requirements.txt", "requirements-dev.txt", "requirements-bench.txt")
    pinned = [
        name for file in files for name in re.findall(r"^([\w.-]+)(?:\[\w+\])?==", text(ROOT / file), re.MULTILINE)
    ]
    named = set(re.findall(r"[\w.-]+", text(ROOT / "NOTICE").replace(",", " ")))
    assert [name for name in pinned if name not in named] == []


def test_the_lists_of_others_carry_their_notices() -> None:
    pinyin, _, words = text(ROOT / "NOTICE").partition("data/pinyin.txt")[2].partition("data/english_words.txt")
    assert "mozillazg" in pinyin and "Permission is hereby granted" in pinyin
    assert [one for one in ("Kevin Atkinson", "Princeton University", "Geoff Kuenning") if one not in words] == []


def test_the_licence_is_the_whole_apache_licence() -> None:
    licence = text(ROOT / "LICENSE")
    assert "Version 2.0, January 2004" in licence and "END OF TERMS AND CONDITIONS" in licence
    assert 'license = "Apache-2.0"' in text(ROOT / "pyproject.toml")


def test_the_changelog_speaks_of_this_version() -> None:
    version = re.search(r'^version = "(.+)"', text(ROOT / "pyproject.toml"), re.MULTILINE)
    assert version and f"## {version[1]} " in text(ROOT / "CHANGELOG.md")
