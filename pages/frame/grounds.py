"""What a rule says and rests on: its period in words, law, article, quote, and how far the citation was checked."""

import streamlit as st

from engine.catalogue import catalogue
from engine.model.rules import SPAN, Authority, AuthorityKind, RetentionRule, Verified
from engine.strings import Words
from pages.frame.escape import plain


def source_of(words: Words, authority: Authority) -> str:
    """Law and article in one line, or that the rule is our own design; the note stands for a law we do not list."""
    if authority.kind is AuthorityKind.DESIGN:
        return words("grounds.design")
    law = catalogue().instruments.get(authority.law)
    label = law.label if law else authority.note
    name = label[words.language] if label else ""
    return " ".join(part for part in (name, authority.place(words.language)) if part) or words("grounds.no_instrument")


def source_url(authority: Authority) -> str:
    """Where the text stands: the citation's own address, else its instrument's; may be empty."""
    law = catalogue().instruments.get(authority.law)
    return authority.url or (law.url if law else "")


def is_unsure(authority: Authority) -> bool:
    """Whether the citation was not compared with the law in force."""
    return authority.kind is AuthorityKind.LAW and authority.verified is not Verified.TRUE


def checked(words: Words, authority: Authority, brief: bool = False) -> str:
    """How far the citation was checked, and (unless `brief`) how and when; an unverified one says so."""
    if authority.kind is AuthorityKind.DESIGN:
        return words("grounds.own")
    parts = [words(f"verified.{authority.verified}")]
    if authority.seen and not brief:
        parts.append(words(f"seen.{authority.seen}"))
    if authority.checked_on and not brief:
        parts.append(words("grounds.checked_on", date=authority.checked_on))
    return " · ".join(parts)


def grounds(words: Words, authority: Authority) -> None:
    """Draw source, quote, note and check of an authority."""
    st.markdown(f"**{plain(source_of(words, authority))}**")
    for passage in filter(None, (authority.quote, authority.also)):
        st.markdown(f"> {plain(passage)}")
    if authority.note and authority.law:
        st.caption(plain(authority.note[words.language]))
    line = plain(checked(words, authority))
    st.caption(f":orange[{line}]" if is_unsure(authority) else line)
    if url := source_url(authority):
        st.link_button(words("grounds.open_source"), url, icon=":material/open_in_new:", type="tertiary")


def period(words: Words, duration: str) -> str:
    """An ISO 8601 duration in words: ``P5Y`` is five years, ``PT4H`` four hours; an empty one: until its trigger."""
    match = SPAN.fullmatch(duration)
    parts = [(unit, int(count)) for unit, count in match.groupdict().items() if count] if match else []
    told = " ".join(words(f"grounds.{unit}", number=count) for unit, count in parts if count)
    return told or words("grounds.until_trigger")


def lasts(words: Words, rule: RetentionRule) -> str:
    """How long a retention rule lasts, in words."""
    return words("grounds.permanent") if rule.permanent else period(words, rule.period)
