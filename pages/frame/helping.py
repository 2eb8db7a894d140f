"""Help on every page: what it answers, what one does there, where its numbers come from, and the words it uses."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import streamlit as st

from engine.catalogue import catalogue
from engine.strings import Words
from pages.frame.tour import offer


def page_help(words: Words, screen: str) -> None:
    """A fold at hand that explains a page; nothing on it needs a word of law."""
    with st.popover(words("help.open"), icon=":material/help:", type="tertiary", key="page-help"):
        st.write(words(f"help.page.{screen}"))
        st.caption(words("help.terms"))
        for term in catalogue().terms.values():
            if screen in term.screens:
                st.markdown(f"**{term.label[words.language]}** {term.meaning[words.language]}")
        offer(words)


@lru_cache(maxsize=2048)
def explained(language: str, title: str, told: str | None = None) -> str | None:
    """The hover text of a title: what is `told` of it, then what the terms of the glossary in it mean."""
    names, terms = _names(language), catalogue().terms
    found = dict.fromkeys(names[one.lower()] for one in _sought(language).findall(title))
    meanings = [terms[one].meaning[language] for one in found]
    if len(found) > 1:
        meanings = [f"**{terms[one].label[language]}** {told}" for one, told in zip(found, meanings, strict=True)]
    return "\n\n".join(filter(None, [told, *meanings])) or None


def headed(language: str, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a list with hover texts; they are titles or an `st.column_config` column each."""
    heads = {name: {"label": one} if isinstance(one, str) else one for name, one in columns.items()}
    return {
        name: st.column_config.Column() | one | {"help": explained(language, one["label"], one.get("help"))}
        for name, one in heads.items()
    }


@cache
def _names(language: str) -> dict[str, str]:
    """Every word for a term, in small letters, with the term's id."""
    terms = catalogue().terms.values()
    return {name.lower(): term.id for term in terms for name in (term.label[language], *term.also)}


@cache
def _sought(language: str) -> re.Pattern[str]:
    """Finds the words in a title, the longest first; English ones stand alone and may be many."""
    either = "|".join(re.escape(name) for name in sorted(_names(language), key=len, reverse=True))
    return re.compile(rf"\b({either})(?:e?s)?\b" if language == "en" else f"({either})", re.IGNORECASE)
