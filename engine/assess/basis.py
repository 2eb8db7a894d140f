"""Where people stand: what they said about each use of their data, and what follows where they said nothing."""

from collections.abc import Iterable
from datetime import date

from engine.model.basis import Saying, Stand, Standing, Statement

_STANDINGS = {
    Saying.GIVEN: Standing.CONSENTED,
    Saying.SHOWN: Standing.GROUNDED,
    Saying.REFUSED: Standing.REFUSED,
    Saying.WITHDRAWN: Standing.WITHDRAWN,
    Saying.OBJECTED: Standing.OBJECTED,
}
_RANK = {Saying.GIVEN: 0, Saying.SHOWN: 0, Saying.REFUSED: 1, Saying.WITHDRAWN: 2, Saying.OBJECTED: 3}


def stand(statements: Iterable[Statement], grounded: bool = False) -> Stand:
    """Where a person and purpose stand; the order in which the statements are told is of no account.

    What was stated by hand last decides. Otherwise the latest day does; a no stands until a yes of a later day, so an
    undated no, or one of the same day, is not undone by a yes. `disputed`: two statements contradict each other without
    the later undoing the earlier, or the records say otherwise than the hand. Without any statement a basis that
    records show (`grounded`) counts, else the answer is open.
    """
    told = sorted(statements, key=_order)
    if not told:
        return Stand(Standing.GROUNDED if grounded else Standing.UNANSWERED)
    found = [one for one in told if not one.decision]
    decided, disputed = _of_records(found)
    by_hand = max((one for one in told if one.decision), key=lambda one: one.decision, default=None)
    if by_hand:
        contradicted = decided is not None and decided.saying.is_no is not by_hand.saying.is_no
        return Stand(_STANDINGS[by_hand.saying], by_hand, contradicted)
    assert decided is not None
    return Stand(_STANDINGS[decided.saying], decided, disputed)


def _of_records(found: list[Statement]) -> tuple[Statement | None, bool]:
    """The statement that decides among those found in records, and whether others contradict it."""
    noes = [one for one in found if one.saying.is_no]
    yeses = [one for one in found if not one.saying.is_no]
    if not noes or not yeses:
        return (found[-1] if found else None), False
    undated = any(one.day is None for one in noes)
    last_no, last_yes = noes[-1].day, yeses[-1].day
    if not undated and last_no and last_yes and last_yes > last_no:
        return yeses[-1], False
    clear = last_no is not None and last_yes is not None and last_no > last_yes
    undated_yes = any(one.day is None for one in yeses)
    return noes[-1], not clear or undated_yes


def _order(one: Statement) -> tuple[date, int, str, str, str, str]:
    """By day, the undated first; of one day the stricter last."""
    return (one.day or date.min, _RANK[one.saying], one.record, one.rule, one.place, one.saying)
