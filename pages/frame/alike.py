"""Decide all findings like one, or everything under the filter: what would change is said before it is done."""

import streamlit as st

from engine.model.review import Reach, Rule
from engine.strings import Words
from engine.views.matching import lasting
from engine.views.review import Change, Similar, change, pattern, similar
from pages.frame.address import here
from pages.frame.escape import plain, shortened
from pages.frame.foretelling import changes, foretold
from pages.frame.formats import number
from pages.frame.guard import Place
from pages.frame.labels import label
from pages.frame.opening import act
from pages.frame.picking import unpick
from pages.frame.review import STATES, remember

Scope = tuple[str, str, bool]
"""A way to reach findings: the reach, the shape if it is one, whether in every source."""

_REASON, _KEY = "alike-reason", "alike"


def alike(place: Place, picked: str, total: int, key: str) -> None:
    """Draw the form for the one picked finding ("" if none), or for all `total` findings under the filter."""
    words = place.words
    with st.container(border=True, key=f"{_KEY}-form"):
        if not st.toggle(words("review.like"), key=_KEY, help=words("review.like_help")):
            return
        if not picked:
            st.caption(words("review.like_one"))
        like = place.seat.view(similar, picked) if picked else None
        scopes = [*(_scopes(like) if like else ()), (str(Reach.FILTER), "", False)]
        scope = st.radio(
            words("review.scope"), scopes, key=f"{_KEY}-scope-{picked}",
            format_func=lambda one: _told(words, one, like, total),
        )  # fmt: skip
        left, right = st.columns([2, 3], vertical_alignment="bottom")
        state = left.selectbox(
            words("review.state"), STATES, index=STATES.index("rejected"), key=f"{_KEY}-state",
            format_func=lambda one: label(words, "finding_state", one),
        )  # fmt: skip
        reason = right.text_input(words("review.reason"), key=_REASON, max_chars=300)
        rule = _rule(place, scope, state, picked)
        reached = place.seat.view(change, rule)
        _preview(words, rule, reached)
        with st.container(horizontal=True, gap="small"):
            st.button(
                words(f"review.decide_{state}", number=number(reached.findings)), key=f"{_KEY}-do", type="primary",
                disabled=not (reason.strip() and reached.findings), help=_first(words, reason),
                on_click=_decide, args=(scope, state, picked, reason, key),
            )  # fmt: skip
            for name, kind in (("never", "allow"), ("always", "deny")) if picked else ():
                told, fit = foretold(place, kind, finding=picked)
                st.button(
                    words(f"review.{name}"), key=f"{_KEY}-{name}", disabled=not (fit and reason.strip()),
                    help=_first(words, reason) or f"{words(f'review.{name}_help')} {told}",
                    on_click=_list, args=(kind, picked, reason, key),
                )  # fmt: skip


def _first(words: Words, reason: str) -> str | None:
    return None if reason.strip() else words("review.reason_first")


def _scopes(like: Similar) -> list[Scope]:
    found: list[Scope] = []
    for reach in like.reaches:
        if reach is Reach.SHAPE:
            found += [(str(reach), shape, False) for shape in like.shapes]
        elif reach in (Reach.COLUMN, Reach.RECOGNIZER):
            found += [(str(reach), "", everywhere) for everywhere in (False, True)]
        else:
            found.append((str(reach), "", False))
    return found


def _told(words: Words, scope: Scope, like: Similar | None, total: int) -> str:
    reach, shape, everywhere = scope
    if like is None or reach == Reach.FILTER:
        return words("review.scope_filter", number=number(total))
    facts = {
        "type": label(words, "type", like.entity_type),
        "masked": plain(shortened(like.masked, 40)),
        "shape": plain(shape),
        "domain": plain(like.domain),
        "source": like.source,
        "column": plain(shortened(label(words, "field", like.column), 40)),
        "recognizer": plain(label(words, "recognizer", like.recognizer)),
    }
    return words(f"review.scope_{reach}{'_everywhere' if everywhere else ''}", **facts)


def _rule(place: Place, scope: Scope, state: str, picked: str) -> Rule:
    reach, shape, everywhere = scope
    return place.seat.view(
        pattern, reach, state, finding=picked, text=shape, everywhere=everywhere, selection=place.selection
    )


def _preview(words: Words, rule: Rule, reached: Change) -> None:
    sentences = changes(words, reached) or [words("review.preview_none")]
    once = rule.reach is Reach.FILTER and not lasting(here().selection)
    sentences.append(words("review.preview_once" if once else "review.preview_lasting"))
    st.markdown(" ".join(sentences))


def _decide(scope: Scope, state: str, picked: str, reason: str, key: str) -> None:
    reach, shape, everywhere = scope
    event = act(
        "review_pattern", reach=reach, state=state, reason=reason, finding=picked, text=shape, everywhere=everywhere,
        selection=here().selection, notice="review.decided_like",
    )  # fmt: skip
    if event:
        remember(event)
        st.session_state[_REASON] = ""
        unpick(key)


def _list(kind: str, picked: str, reason: str, key: str) -> None:
    if event := act("list_value", kind=kind, reason=reason, finding=picked, notice="review.listed"):
        remember(event)
        st.session_state[_REASON] = ""
        unpick(key)


def following(place: Place) -> None:
    """Say that people and risks are behind a changed review, until they have caught up."""
    progress = place.seat.following()
    if progress and progress.running:
        _live(place)


@st.fragment(run_every=1)
def _live(place: Place) -> None:
    progress = place.seat.following()
    if not progress or not progress.running:
        st.rerun()
    st.caption(f":material/autorenew: {place.words('review.following')}")
