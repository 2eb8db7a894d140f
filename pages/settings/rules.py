"""The rules: every rule behind every number, with its quote, whether it applies here, and what was changed of it."""

import streamlit as st

from engine.views.rulebook import SECTIONS, Check, OverrideLine, RuleLine, changes, rulebook
from pages.frame import Place, act, guard, header, label, plain, table
from pages.frame.formats import moment, number
from pages.frame.grounds import source_of
from pages.frame.picking import fitting
from pages.frame.rule_changing import add_retention_rule
from pages.frame.rule_detail import open_rule
from pages.frame.rule_told import VERDICTS, asks, verdict_of

_COLUMNS = {"name": 286, "asks": 166, "applies": 88, "source": 300, "check": 78, "id": 150}  # pixels
_OTHERS = "adjusted"


def draw(place: Place) -> None:
    """The page."""
    words = place.words
    header(place, "rules")
    st.caption(words("rules.lead"))
    _changes(place, place.seat.view(changes))
    section = st.segmented_control(
        words("rules.section"),
        SECTIONS,
        default="retention_rules",
        key="rules-section",
        format_func=lambda one: words(f"rules.sections.{one}"),
        label_visibility="collapsed",
    )
    section = str(section or "retention_rules")
    lines = place.seat.view(rulebook, section)
    _summary(place, section, lines)
    _list(place, section, _narrowed(place, section, lines), len(lines))


def _changes(place: Place, made: tuple[OverrideLine, ...]) -> None:
    """What was changed for this engagement, and what of it has no effect any more."""
    if not made:
        return
    words = place.words
    with st.expander(words("rules.changes", number=len(made)), icon=":material/edit_note:", key="rules-changes"):
        for one in made:
            kept = one.override
            told, do = st.columns([5, 1], vertical_alignment="center")
            name = f"{words(f'rules.sections.{kept.section}')} · {kept.rule}"
            by = words(
                "rules.adjusted_by", reason=plain(kept.reason), name=plain(kept.made_by), date=moment(kept.made_at)
            )
            told.markdown(f"**{plain(name)}**  \n{by}")
            if one.error:
                told.error(plain(words("rules.unfit", detail=words.sentence(one.error))))
            do.button(words("rules.undo"), key=f"rules-undo-{kept.number}", on_click=_undo, args=(kept.number,))


def _undo(override: int) -> None:
    act("undo_override", number=override, notice="rules.undone")


def _summary(place: Place, section: str, lines: tuple[RuleLine, ...]) -> None:
    """How far the section was checked, in one line; what is unsure says so."""
    words = place.words
    counts = {check: sum(line.check is check for line in lines) for check in Check}
    told = [f"{words(f'rules.check.{check}')} {number(count)}" for check, count in counts.items() if count]
    st.caption(f"{words(f'rules.about.{section}')}  \n{plain(' · '.join(told))}")
    unsure = sum(counts[check] for check in (Check.STALE, Check.UNVERIFIED, Check.DRAFT))
    if unsure:
        st.warning(words("rules.unsure", number=number(unsure), all=number(len(lines))), icon=":material/gpp_maybe:")


def _narrowed(place: Place, section: str, lines: tuple[RuleLine, ...]) -> list[RuleLine]:
    """The rules that search and filters let through."""
    words = place.words
    first, second, third, fourth = st.columns([3, 2, 2, 2])
    text = first.text_input(words("rules.search"), key="rules-search", placeholder=words("rules.search_hint"))
    states = [*(str(check) for check in Check), _OTHERS]
    state = second.multiselect(
        words("rules.state"), states, key="rules-state", placeholder=words("frame.all"),
        format_func=lambda one: words(f"rules.check.{one}"),
    )  # fmt: skip
    verdicts = third.multiselect(
        words("rules.applies_filter"), list(VERDICTS.values()), key="rules-applies", placeholder=words("frame.all"),
        format_func=lambda one: words(f"rules.verdict.{one}"),
    )  # fmt: skip
    places = list(dict.fromkeys(one for line in lines if (one := getattr(line.entry, "jurisdiction", ""))))
    where = fourth.multiselect(
        words("rules.jurisdiction"), places, key=f"rules-place-{section}", placeholder=words("frame.all"),
        format_func=lambda one: label(words, "jurisdiction", one), disabled=not places,
    )  # fmt: skip
    return [
        line
        for line in lines
        if (not state or str(line.check) in state or (_OTHERS in state and line.override))
        and (not verdicts or VERDICTS[line.applying.verdict] in verdicts)
        and (not where or line.entry.jurisdiction in where)
        and all(word in _searched(place, line) for word in text.casefold().split())
    ]


def _searched(place: Place, line: RuleLine) -> str:
    """Everything a search looks through: id, both names, source and quote."""
    authority = line.authority
    parts = [line.id, line.entry.label.zh, line.entry.label.en]
    if authority:
        parts += [source_of(place.words, authority), authority.quote, authority.also, authority.law]
    return "\n".join(parts).casefold()


def _list(place: Place, section: str, shown: list[RuleLine], total: int) -> None:
    words = place.words
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(words("rules.shown", shown=number(len(shown)), all=number(total)), width="content")
        if section == "retention_rules" and st.button(words("rules.add"), key="rules-add", icon=":material/add:"):
            add_retention_rule(place)
    if not shown:
        st.info(words("rules.none"))
        return
    columns = {
        name: st.column_config.TextColumn(words(f"rules.column.{name}"), width=width)
        for name, width in _COLUMNS.items()
    }
    rows = [_row(place, section, line) for line in shown]
    chosen = table(rows, columns, f"rules-{section}", alt=words("nav.rules"), pick=True, height=fitting(len(rows)))
    if chosen is not None:
        open_rule(place, shown[chosen])


def _row(place: Place, section: str, line: RuleLine) -> dict[str, object]:
    words = place.words
    mark = words("rules.taken_out_mark") if line.taken_out else words("rules.adjusted") if line.override else ""
    return {
        "name": " · ".join(filter(None, (line.entry.label[place.language], mark))),
        "asks": asks(place, section, line.entry),
        "applies": verdict_of(place, line.applying) if line.applying.reasons else "—",
        "source": source_of(words, line.authority) if line.authority else "—",
        "check": words(f"rules.check.{line.check}"),
        "id": line.id,
    }


draw(guard())
