"""Desk settings: language and look, the firm's identity on paper, what new engagements begin with, thresholds."""

from dataclasses import fields, replace
from datetime import datetime

import streamlit as st

from engine.catalogue import catalogue
from engine.model.firm import PAPER_GROUND, Firm
from engine.model.palette import READABLE, contrast
from engine.model.settings import Settings
from engine.strings import LANGUAGES, Words
from engine.strings import words as in_language
from engine.views.rulebook import changes
from pages.frame import Place, header, here, link, mending, plain, stay, tell
from pages.frame.formats import moment, number
from pages.frame.guard import desk_guard
from pages.frame.header import desk_header
from pages.frame.opening import desk, profile
from pages.frame.papers import LANGUAGE_NAMES
from pages.frame.receiving import localised
from pages.frame.theme import theme_choice

_LONGEST, _KILOBYTES = 80, 1_000
_OURS = "#163a5c"


def draw(words: Words, place: Place | None) -> None:
    """The page; thresholds are those of the engagement that is open."""
    kept = desk().settings()
    if place:
        header(place, "settings")
    else:
        desk_header(words, "settings")
    st.caption(words("settings.lead"))
    _look(words)
    _firm(words, kept)
    left, right = st.columns(2)
    with left.container(border=True, height="stretch", key="new-engagements"):
        _method(words, kept)
    if place:
        with right.container(border=True, height="stretch", key="thresholds"):
            _thresholds(place)
    _changes(words)


def _look(words: Words) -> None:
    key = "settings-language"
    with st.container(border=True, key="look"):
        st.subheader(words("settings.look"), anchor=False)
        left, right = st.columns(2)
        st.session_state[key] = words.language
        left.segmented_control(
            words("settings.language"), LANGUAGES, format_func=lambda one: LANGUAGE_NAMES[one], key=key,
            on_change=lambda: stay(language=st.session_state[key] or here().language),
        )  # fmt: skip
        with right:
            theme_choice(words)


def _firm(words: Words, kept: Settings) -> None:
    firm = kept.firm
    localised(words, 1)
    with st.container(border=True, key="firm"):
        st.subheader(words("settings.firm"), anchor=False)
        st.caption(words("settings.firm_help"))
        if firm.logo:
            st.image(firm.logo, width=220, caption=plain(firm.said("name", words.language)))
        with st.form("firm-form", border=False):
            texts = _texts(words, firm)
            own = st.checkbox(words("settings.own_colour"), value=bool(firm.colour), key="firm-own-colour")
            shade = firm.colour or _OURS
            colour = st.color_picker(
                words("settings.field.colour"), shade, key="firm-colour",
                help=words("settings.contrast", ratio=f"{contrast(shade, PAPER_GROUND):.1f}", least=READABLE),
            )  # fmt: skip
            file = st.file_uploader(
                words("settings.upload", most=number(_KILOBYTES)), ["png", "svg"], key="firm-logo",
                max_upload_size=1,
                help=words("settings.upload_help"),
            )  # fmt: skip
            removed = bool(firm.logo) and st.checkbox(words("settings.remove_logo"), key="firm-remove-logo")
            sent = st.form_submit_button(words("settings.save"), type="primary", key="firm-save")
    if sent:
        with mending():
            drawing = desk().logo(file.getvalue()) if file else "" if removed else firm.logo
            _save(words, replace(kept, firm=Firm(**texts, colour=colour if own else "", logo=drawing)))


def _texts(words: Words, firm: Firm) -> dict[str, str]:
    """The fields of the identity that are written, the Chinese ones left."""
    stated = {}
    left, right = st.columns(2)
    for name in (one.name for one in fields(Firm) if one.name.endswith(LANGUAGES)):
        stated[name] = (left if name.endswith("zh") else right).text_input(
            words(f"settings.field.{name}"), getattr(firm, name), key=f"firm-{name}", max_chars=_LONGEST,
            placeholder=in_language(name[-2:])("settings.mark_hint") if name.startswith("mark") else None,
        )  # fmt: skip
    return stated


def _method(words: Words, kept: Settings) -> None:
    methods = catalogue().methods
    st.subheader(words("settings.new"), anchor=False)
    chosen = kept.risk_method or catalogue().default_method.id
    wanted = st.selectbox(
        words("settings.method"), list(methods), index=list(methods).index(chosen), key="settings-method",
        format_func=lambda one: methods[one].label[words.language], help=words("settings.method_help"),
    )  # fmt: skip
    if st.button(words("settings.save"), key="settings-method-save", disabled=wanted == chosen):
        with mending():
            _save(words, replace(kept, risk_method="" if wanted == catalogue().default_method.id else wanted))


def _thresholds(place: Place) -> None:
    words = place.words
    changed = sum(one.override.section == "thresholds" for one in place.seat.view(changes))
    st.subheader(words("settings.thresholds"), anchor=False)
    told = {"number": number(len(catalogue().thresholds)), "changed": number(changed)}
    st.markdown(words("settings.thresholds_told", **told))
    link(words("settings.to_thresholds"), "rules", icon=":material/gavel:")


def _changes(words: Words) -> None:
    """Who changed what, the newest first."""
    made = desk().settings_changed()
    if not made:
        return
    with st.expander(words("settings.changes", number=number(len(made))), key="settings-changes"):
        for one in reversed(made):
            what = words("frame.comma").join(words(f"settings.field.{name}") for name in one.what)
            role, at = words(f"profile.role.{one.role}"), moment(datetime.fromisoformat(one.at))
            st.markdown(plain(words("settings.changed", at=at, name=one.by, role=role, what=what)))
        st.caption(words("settings.changes_told"))


def _save(words: Words, settings: Settings) -> None:
    if who := profile():
        tell(words("settings.saved" if desk().set(settings, who) else "settings.unchanged"))
        st.rerun()


draw(*desk_guard())
