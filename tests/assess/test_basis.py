"""Where people stand by what they said: a table of cases, and what no order of telling may change."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.assess.basis import stand
from engine.assess.debts import amount, currency, owed
from engine.assess.sayings import answered, phrases
from engine.catalogue import catalogue
from engine.model.basis import NO, Owed, Saying, Standing, Statement
from engine.model.rules import StatementPhrase

JAN, FEB, MAR = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
YES, NO_, GONE, AGAINST, PAPER = Saying.GIVEN, Saying.REFUSED, Saying.WITHDRAWN, Saying.OBJECTED, Saying.SHOWN

Told = tuple[Saying, date | None] | tuple[Saying, date | None, int]
CASES: list[tuple[str, list[Told], bool, Standing, bool]] = [
    ("nothing said", [], False, Standing.UNANSWERED, False),
    ("records show a contract", [], True, Standing.GROUNDED, False),
    ("a yes", [(YES, JAN)], False, Standing.CONSENTED, False),
    ("a yes without a day", [(YES, None)], False, Standing.CONSENTED, False),
    ("a no without a day", [(NO_, None)], False, Standing.REFUSED, False),
    ("a no in spite of a contract", [(GONE, JAN)], True, Standing.WITHDRAWN, False),
    ("taken back later", [(YES, JAN), (GONE, FEB)], False, Standing.WITHDRAWN, False),
    ("given anew after it was taken back", [(YES, JAN), (GONE, FEB), (YES, MAR)], False, Standing.CONSENTED, False),
    ("a yes before it stays undone", [(GONE, FEB), (YES, JAN)], False, Standing.WITHDRAWN, False),
    ("yes and no on one day", [(YES, JAN), (GONE, JAN)], False, Standing.WITHDRAWN, True),
    ("an undated no beside a dated yes", [(YES, MAR), (NO_, None)], False, Standing.REFUSED, True),
    ("a dated no beside an undated yes", [(YES, None), (GONE, MAR)], False, Standing.WITHDRAWN, True),
    ("an undated and an earlier no", [(GONE, JAN), (NO_, None), (YES, FEB)], False, Standing.WITHDRAWN, True),
    ("two noes of one day: the stricter", [(NO_, JAN), (AGAINST, JAN)], False, Standing.OBJECTED, False),
    ("an objection stands above an older yes", [(YES, JAN), (AGAINST, FEB)], False, Standing.OBJECTED, False),
    ("by hand over records", [(GONE, FEB), (YES, None, 1)], False, Standing.CONSENTED, True),
    ("by hand alike with records", [(GONE, FEB), (GONE, None, 1)], False, Standing.WITHDRAWN, False),
    ("the later hand wins", [(YES, MAR, 1), (AGAINST, JAN, 2)], False, Standing.OBJECTED, False),
    ("a paper shown by hand", [(PAPER, None, 1)], False, Standing.GROUNDED, False),
    ("a paper against a written no", [(PAPER, None, 1), (NO_, JAN)], False, Standing.GROUNDED, True),
]


def statements(told: list[Told]) -> list[Statement]:
    return [Statement(one[0], one[1], one[2] if len(one) == 3 else 0) for one in told]


@pytest.mark.parametrize(
    ("told", "grounded", "standing", "disputed"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_where_somebody_stands(told: list[Told], grounded: bool, standing: Standing, disputed: bool) -> None:
    found = stand(statements(told), grounded)
    assert (found.standing, found.disputed) == (standing, disputed)


DAYS = st.one_of(st.none(), st.integers(0, 5).map(lambda days: JAN + timedelta(days=days)))
STATEMENTS = st.lists(
    st.builds(
        Statement, st.sampled_from(Saying), DAYS, st.just(0), st.sampled_from(("a", "b")), st.just("r"), st.just("p")
    ),
    max_size=6,
)


@given(STATEMENTS, st.booleans(), st.randoms())
def test_the_order_of_telling_is_of_no_account(told: list[Statement], grounded: bool, random) -> None:
    mixed = list(told)
    random.shuffle(mixed)
    assert stand(told, grounded) == stand(mixed, grounded)


@given(STATEMENTS)
def test_a_no_is_only_undone_by_a_later_yes(told: list[Statement]) -> None:
    found = stand(told)
    noes = [one for one in told if one.saying.is_no]
    if noes and found.standing not in NO:
        assert found.decisive and found.decisive.day
        assert all(one.day and one.day < found.decisive.day for one in noes)


PHRASES = [*catalogue().statement_phrases.values()]


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda one: one.id)
def test_a_phrase_knows_its_examples(phrase: StatementPhrase) -> None:
    book = phrases(catalogue())
    known = {text: phrase.id in {one.id for one in book.said_in(text)} for text in phrase.examples.match}
    assert [text for text, there in known.items() if not there] == []
    assert [text for text in phrase.examples.no_match if phrase.id in {one.id for one in book.said_in(text)}] == []


AGAINST_ALL = {("handover", "objected"), ("succession", "objected"), ("takeover", "objected")}
SAID: list[tuple[str, set[tuple[str, str]]]] = [
    ("你好，片子收到了，很喜欢。另外别再给我发促销短信了，谢谢", {("marketing", "withdrawn")}),
    ("如需退订请回复TD", set()),
    ("本店新增短信营销用途，如同意请回复“同意”", set()),
    ("如果资料要给新公司，我不同意的话怎么操作？", set()),
    ("资料可以用，但我反对转移给新公司", AGAINST_ALL),
    ("您是否同意我们展示照片？", set()),
    ("我现在撤回此前对营销的同意", {("marketing", "withdrawn")}),
    ("Thanks for the album. Please take jo@mail.example off your mailing list.", {("marketing", "withdrawn")}),
    ("Could you stop sending me promotions?", {("marketing", "withdrawn")}),
    ("If you do not want our offers any more, unsubscribe at any time", set()),
    ("Do you agree to the transfer of your data to the new company?", set()),
    ("I object to my pictures being handed over to the buyer", AGAINST_ALL),
    ("I don't agree to receive your newsletter", set()),
    ("我不同意接收贵店的优惠信息", set()),
    ("相册什么时候好？我想约下周取件", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), SAID, ids=range(len(SAID)))
def test_what_letters_say(text: str, wanted: set[tuple[str, str]]) -> None:
    found = phrases(catalogue()).said_in(text)
    assert {(purpose, str(one.saying)) for one in found for purpose in one.purposes} == wanted


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("是", True),
        (" YES ", True),
        ("同意", True),
        ("不同意", False),
        ("N", False),
        ("opted out", True),
        ("0", False),
        ("", None),
        ("2024-01-01", None),
        ("待确认", None),
        ("maybe", None),
        ("电话沟通过", None),
    ],
)
def test_cells_answer_yes_no_or_nothing(cell: str, answer: bool | None) -> None:
    assert answered(cell) is answer


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1,200.50", 1200.5),
        ("￥300", 300.0),
        ("-20", -20.0),
        ("500元", 500.0),
        ("12/30", None),
        ("—", None),
        ("", None),
        ("9" * 40, None),
    ],
)
def test_amounts_are_read_or_left_alone(cell: str, number: float | None) -> None:
    assert amount(cell) == number


def test_a_currency_is_named_or_unknown() -> None:
    named = [currency(text) for text in ("储值余额(元)", "Balance (USD)", "余额（港元）", "余额", "美元余额")]
    assert named == ["CNY", "USD", "HKD", "", "USD"]


OWED: list[tuple[str, list[Owed], tuple[float, bool] | None]] = [
    ("nothing told", [], None),
    ("one row", [Owed(300, "a", None, "1")], (300, False)),
    ("a ledger: the latest row", [Owed(900, "a", JAN, "1"), Owed(300, "a", FEB, "2")], (300, False)),
    ("two rows of one day: the higher", [Owed(900, "a", JAN, "1"), Owed(300, "a", JAN, "2")], (900, True)),
    ("tables agree", [Owed(300, "a", JAN, "1"), Owed(300, "b", None, "2")], (300, False)),
    ("tables differ: the higher", [Owed(300, "a", FEB, "1"), Owed(500, "b", None, "2")], (500, True)),
    ("an undated row beside a dated one", [Owed(300, "a", FEB, "1"), Owed(500, "a", None, "2")], (300, True)),
]


@pytest.mark.parametrize(("told", "wanted"), [case[1:] for case in OWED], ids=[case[0] for case in OWED])
def test_what_counts_as_owed(told: list[Owed], wanted: tuple[float, bool] | None) -> None:
    for lines in (told, told[::-1]):
        found = owed(lines)
        assert (found and (found[0].amount, found[1])) == wanted
