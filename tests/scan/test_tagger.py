"""The tagger and what is made of its marks: tokens fit the text, neighbours change nothing, forms are kept."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.findings import Segment
from engine.patterns.spelling import fold
from engine.scan.detector import Detector
from engine.scan.marks import marked
from engine.scan.tagger import STEPS, near
from engine.scan.tokens import FLAGS, PAIRS, PLACES, SHAPES, WORDS, features, split

TEXTS = (
    "周姐，朵朵的百日照改到周六，摄影还是阿强，送到翠湖花园3栋1201。",
    "Dear Ms. Rowan,\nplease send the album to 14 Larch Lane, Bristol BS7 8QN.\nKind regards, Imogen Ashdown",
    "陳太話個仔樂樂對蝦敏感，唔好整蝦餃。",
    "客户：佟雪 电话 13812345678 备注：孩子5岁，素食",
    "订单 A-20993 已发货，Tom Ford 香水两瓶，李宁跑鞋一双。",
)


def found(detector: Detector, text: str) -> set[tuple[str, str]]:
    return {(span.entity_type, text[span.start : span.end]) for span in detector.detect([Segment(text)])[0]}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (TEXTS[0], {("PERSON", "周"), ("PERSON", "朵朵"), ("PERSON", "阿强"), ("ADDRESS", "翠湖花园3栋1201")}),
        (TEXTS[1], {("PERSON", "Rowan"), ("PERSON", "Imogen Ashdown")}),
        (TEXTS[2], {("PERSON", "陳"), ("PERSON", "樂樂")}),
        (TEXTS[3], {("PERSON", "佟雪"), ("PHONE", "13812345678"), ("MINOR", "5岁")}),
        (
            "旅客名单：ZHANG/WEIMIN，Siobhán O'Leary，古丽娜·艾山",
            {("PERSON", "ZHANG/WEIMIN"), ("PERSON", "古丽娜·艾山")},
        ),
    ],
)
def test_names_as_people_write_them(detector: Detector, text: str, wanted: set[tuple[str, str]]) -> None:
    assert wanted <= found(detector, text)


@pytest.mark.parametrize(
    "text",
    [
        TEXTS[4],
        "Johnnie Walker Blue Label 750ml, Jo Malone London, Jack Daniel's",
        "Dear Customer, best regards, the Support Team",
        "孕妇照套餐八折，百日照另送相框",
        "豆包（店猫，布偶）怕生；兔子“雪球”周四打针",
        "Mind the dog Rufus, and Biscuit, our cat",
        "She moved here from Uruguay. Our office in Hanoi is closed; 乌克兰、横琴店照常营业",
    ],
)
def test_brands_and_greetings_are_nobody(detector: Detector, text: str) -> None:
    assert found(detector, text) == set()


def test_a_name_told_once_is_found_again(detector: Detector) -> None:
    text = "My daughter Fionnghuala Brannock will come.\n\nPlease seat fionn at the window, Fionnghuala likes it."
    spans = detector.detect([Segment(text)])[0]
    assert [text[span.start : span.end] for span in spans].count("Fionnghuala") == 1
    assert "Fionnghuala Brannock" in {text[span.start : span.end] for span in spans}


def test_neighbours_order_and_cache_change_nothing(detector: Detector) -> None:
    segments = [Segment(text) for text in TEXTS]
    together = detector.detect(segments)
    assert detector.detect(segments) == together
    for at in (0, 3):
        assert Detector().detect([segments[at]]) == [together[at]]
    order = list(range(len(segments)))
    random.Random(7).shuffle(order)
    shuffled = Detector().detect([segments[at] for at in order])
    assert [shuffled[order.index(at)] for at in range(len(segments))] == together


@settings(max_examples=200)
@given(st.text(st.sampled_from("王小李a B'9,。:\n@.com陳🐑é-/ "), max_size=60))
def test_tokens_cover_the_text_and_stay_in_their_tables(text: str) -> None:
    folded = fold(text)
    places = split(folded)
    ids = features([(folded, places), (folded, places)])
    covered = {at for start, end in places for at in range(start, end)}
    assert covered >= {at for at, c in enumerate(folded) if not c.isspace()}
    assert all(end <= start for (_, end), (start, _) in pairwise(places))
    alone = features([(folded, places)])
    assert (ids == np.concatenate((alone, alone))).all()
    assert (ids >= 0).all() and (ids < np.array([WORDS, PAIRS, PAIRS, SHAPES, FLAGS, PLACES])).all()


@given(st.lists(st.integers(0, 12), max_size=6))
def test_what_stands_near_a_token_is_of_its_own_text(lengths: list[int]) -> None:
    owner = [number for number, length in enumerate(lengths) for _ in range(length)]
    rows = near(lengths)
    assert rows.shape == (len(owner), len(STEPS))
    for at, row in enumerate(rows.tolist()):
        wanted = [at + step for step in STEPS]
        assert row == [n if 0 <= n < len(owner) and owner[n] == owner[at] else len(owner) for n in wanted]


def test_traditional_characters_are_read_as_simplified_ones(detector: Detector) -> None:
    one, other = "请联系陈乐儿女士，她对海鲜过敏", "請聯繫陳樂兒女士，她對海鮮過敏"
    assert detector.detect([Segment(one)]) == detector.detect([Segment(other)])


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("Please deliver to Ziegelgasse 19, second bell", "Ziegelgasse 19"),
        ("Megan lives on Via Tasso 129 now", "Via Tasso 129"),
        ("my new address: 42 rue des Martyrs, Paris", "42 rue des Martyrs"),
        ("Piotr, ul. Wrzosowa 8b", "ul. Wrzosowa 8b"),
        ("she is at Kossuth Lajos utca 4", "Kossuth Lajos utca 4"),
    ],
)
def test_streets_of_europe_tell_themselves(detector: Detector, text: str, street: str) -> None:
    assert any(kind == "ADDRESS" and street in value for kind, value in found(detector, text))


@pytest.mark.parametrize(
    "text",
    [
        "4734 Sycamore Court",
        "9833 Mt. Dias Blv.",
        "1970 Napa Ct.",
        "200 5th Ave",
        "18 N. Larkspur Lane, Apt 4B",
        "40 Ellis St.",
    ],
)
def test_a_cell_that_is_a_street_is_one_whatever_its_column_is_called(detector: Detector, text: str) -> None:
    for column in ("column 2", "AddressLine1"):
        [spans] = detector.detect([Segment(text, column)])
        assert [(span.entity_type, text[span.start : span.end]) for span in spans] == [("ADDRESS", text)]


@pytest.mark.parametrize("text", ["3 Day Pass", "2 Happy People Way Out Tickets", "20 Gold Points", "Court 3"])
def test_other_cells_with_such_words_are_none(detector: Detector, text: str) -> None:
    [spans] = detector.detect([Segment(text, "column 2")])
    assert not any(span.entity_type == "ADDRESS" for span in spans)


@pytest.mark.parametrize(
    "text", ["Via express 24 hours", "Spring 2024 collection", "The highway 66 diner", "Norway 17"]
)
def test_other_words_before_a_number_are_no_streets(detector: Detector, text: str) -> None:
    assert not any(kind == "ADDRESS" for kind, _ in found(detector, text))


@pytest.mark.parametrize(
    ("text", "mark", "kind", "stands"),
    [
        ("Semi 2: Fehér (17)", "17", "MINOR", False),
        ("please add my wife's GD20977", "GD", "HEALTH", False),
        ("First aider: Ekow (4)th", "4", "MINOR", True),
        ("Tamar G. (3rd)", "3", "MINOR", False),
        ("see rose(7), art(1)", "7", "MINOR", False),
        ("外公八十六岁", "六岁", "MINOR", False),
        ("Wu. 6 yrs bridal, own kit", "6 yrs", "MINOR", False),
        ("paternity leave is 2 weeks leave", "2 weeks", "MINOR", False),
        ("Bo (6) comes along", "6", "MINOR", True),
        ("孩子三岁", "三岁", "MINOR", True),
        ("Surinder had a new hip", "had a", "HEALTH", False),
        ("Known allergies: wasps", "Known allergies", "HEALTH", False),
        ("Zuri, six weeks", "six weeks", "HEALTH", False),
        ("born a bit early", "a bit early", "HEALTH", False),
        ("预产期: 3月", "预产期", "HEALTH", False),
        ("e.g. allergy, age", "g. allergy", "HEALTH", True),
        ("ulcerative colitis", "lcerative", "HEALTH", False),
        ("she had hives again", "hives", "HEALTH", True),
        ("她产检", "产检", "HEALTH", True),
    ],
)
def test_forms_of_circumstances(text: str, mark: str, kind: str, stands: bool) -> None:
    start = text.index(mark)
    assert bool(list(marked(text, [(start, start + len(mark), kind, 0.99)]))) == stands


@pytest.mark.parametrize(
    ("text", "value", "kept"),
    [
        ("档期为2024年6月8日（农历五月初三）", "五月初三", ""),
        ("shipped to 12 Elm Road on 2026年8月28日", "2026年8月28日", ""),
        ("经办 2024.11.10", "11.10", ""),
        ("Anniv. 12 May 1990", "12 May 1990", ""),
        ("女儿93年的", "93年的", ""),
        ("婚礼前，生日是五月初三", "五月初三", "五月初三"),
        ("身份证上是一九九二年四月十八日", "九二年四月十八", "一九九二年四月十八日"),
        ("出生年月\n1987.11", "1987.11", "1987.11"),
    ],
)
def test_a_marked_date_is_a_birthday_unless_it_is_said_to_be_another_day(text: str, value: str, kept: str) -> None:
    plain = fold(text)
    start = plain.index(value)
    spans = marked(plain, [(start, start + len(value), "DATE_OF_BIRTH", 0.99)])
    assert [plain[one[0] : one[1]] for one in spans] == [kept] * bool(kept)
