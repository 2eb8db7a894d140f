"""The form for an engagement's facts; yes, no and unknown are three answers."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import streamlit as st

from engine.catalogue import catalogue
from engine.model.engagement import ARCHIVE_DEPTH, DEEPEST_ARCHIVES, DealStructure, Engagement
from engine.model.rules import Fact, FactType
from engine.strings import Words
from pages.frame.escape import plain

_ASKED_FIRST = (
    "pi_subject_count",
    "sensitive_pi",
    "minors_u14",
    "cross_border",
    "is_online_seller",
    "is_duty_free",
    "has_prepaid_members",
    "uses_processor",
)
_ANSWERS: dict[str, bool | None] = {"unknown": None, "yes": True, "no": False}
_WORDS = re.compile(r"[a-z0-9]+")
_SLUG_WORDS, _SLUG_LENGTH = 4, 40
_SEPARATORS = re.compile(r"[\s,;，；、]+")


def new_slug(company: str, as_of: date, taken: set[str]) -> str:
    """A short ASCII name for the engagement: words of the company if it has Latin ones, the month, a counter."""
    parts = _WORDS.findall(company.lower())[:_SLUG_WORDS]
    stem = "-".join([*("-".join(parts)[:_SLUG_LENGTH].strip("-").split("-") if parts else ["case"]), f"{as_of:%Y%m}"])
    candidates = (stem if n == 1 else f"{stem}-{n}" for n in range(1, len(taken) + 2))
    return next(slug for slug in candidates if slug not in taken)


def facts_form(words: Words, engagement: Engagement | None, key: str, submit: str) -> Engagement | None:
    """Draw the form; when it is sent and complete, the engagement as stated (slug empty if it is new)."""
    with st.form(key, border=False, enter_to_submit=False):
        stated = _particulars(words, engagement, key)
        known = engagement.facts if engagement else {}
        asked = [fact for fact in catalogue().facts.values() if fact.type is not FactType.ENUM]
        first = [fact for fact in asked if fact.id in _ASKED_FIRST]
        later = [fact for fact in asked if fact.id not in _ASKED_FIRST]
        st.subheader(words("engagement.facts"), anchor=False)
        st.caption(words("engagement.facts_help"))
        answers = _questions(words, first, known, key)
        with st.expander(words("engagement.more_facts", number=len(later))):
            answers |= _questions(words, later, known, key)
        sent = st.form_submit_button(submit, type="primary")
    if not sent:
        return None
    if not stated.company:
        st.error(words("engagement.company_missing"))
        return None
    kept = {name: value for name, value in known.items() if name not in answers}
    return replace(stated, facts=kept | {name: value for name, value in answers.items() if value is not None})


def _particulars(words: Words, engagement: Engagement | None, key: str) -> Engagement:
    rules, language = catalogue(), words.language
    today = datetime.now().astimezone().date()
    left, right = st.columns(2)
    company = left.text_input(
        words("engagement.company"), engagement.company if engagement else "", key=f"{key}-company", max_chars=120
    )
    recipient = right.text_input(
        words("engagement.recipient"),
        engagement.recipient if engagement else "",
        key=f"{key}-recipient",
        max_chars=120,
        help=words("engagement.recipient_help"),
    )
    deals = rules.facts["deal_structure"].values
    structure = left.selectbox(
        words("engagement.deal_structure"),
        list(DealStructure),
        index=list(DealStructure).index(engagement.deal_structure) if engagement else 1,
        format_func=lambda one: deals[str(one)][language],
        key=f"{key}-structure",
    )
    places = right.multiselect(
        words("engagement.jurisdictions"),
        list(rules.jurisdictions),
        list(engagement.jurisdictions) if engagement else ["CN"],
        format_func=lambda one: rules.jurisdictions[one].label[language],
        key=f"{key}-places",
        placeholder=words("frame.choose"),
    )
    as_of = left.date_input(
        words("engagement.as_of"),
        engagement.as_of if engagement else today,
        key=f"{key}-as-of",
        format="YYYY-MM-DD",
        help=words("engagement.as_of_help"),
    )
    closing = right.date_input(
        words("engagement.closing_date"),
        engagement.closing_date if engagement else None,
        key=f"{key}-closing",
        format="YYYY-MM-DD",
        help=words("engagement.closing_help"),
    )
    domains = left.text_input(
        words("engagement.staff_domains"),
        ", ".join(engagement.staff_domains) if engagement else "",
        key=f"{key}-domains",
        placeholder="example.com",
        help=words("engagement.staff_help"),
    )
    depth = right.number_input(
        words("engagement.archive_depth"),
        1,
        DEEPEST_ARCHIVES,
        engagement.archive_depth if engagement else ARCHIVE_DEPTH,
        key=f"{key}-depth",
        help=words("engagement.archive_depth_help"),
    )
    stated: dict[str, Any] = {
        "company": company.strip(),
        "recipient": recipient.strip(),
        "deal_structure": DealStructure(structure),
        "jurisdictions": tuple(places),
        "as_of": as_of or today,
        "closing_date": closing,
        "archive_depth": int(depth),
        "staff_domains": tuple(one.lower().lstrip("@") for one in _SEPARATORS.split(domains) if one),
    }
    return replace(engagement, **stated) if engagement else Engagement(slug="", **stated)


def _questions(words: Words, facts: list[Fact], known: Mapping[str, object], key: str) -> dict[str, object]:
    answers: dict[str, object] = {}
    columns = st.columns(2)
    for place, fact in enumerate(facts):
        with columns[place % 2]:
            answers[fact.id] = _answer(words, fact, known.get(fact.id), f"{key}-{fact.id}")
    return answers


def _answer(words: Words, fact: Fact, known: object, key: str) -> object:
    name = plain(fact.label[words.language])
    if fact.type is FactType.INT:
        value = int(str(known)) if known is not None else None
        return st.number_input(name, min_value=0, value=value, step=1, key=key, placeholder=words("answer.unknown"))
    now = next(answer for answer, value in _ANSWERS.items() if value is known)
    chosen = st.radio(
        name,
        list(_ANSWERS),
        index=list(_ANSWERS).index(now),
        format_func=lambda one: words(f"answer.{one}"),
        horizontal=True,
        key=key,
    )
    return _ANSWERS[chosen]
