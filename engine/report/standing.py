"""How far a printed paper stands: a draft until somebody else than its author has signed it off."""

from collections.abc import Mapping
from typing import Any

from engine.model.papers import SignOff
from engine.report.blocks import moment
from engine.strings import words


def standing(frozen: Mapping[str, Any], signed: SignOff | None) -> dict[str, Any]:
    """The content as it is typeset: every language of it says that it is a draft, or who signed it off."""
    others = [{**part, **_said(part["lang"], signed)} for part in frozen["others"]]
    return {**frozen, **_said(frozen["lang"], signed), "others": others}


def _said(language: str, signed: SignOff | None) -> dict[str, Any]:
    say = words(language)
    told = say("report.sign_off.draft")
    if signed:
        role, at = say(f"profile.role.{signed.role}"), moment(signed.at)
        told = say("report.sign_off.signed", name=signed.by, role=role, at=at, event=signed.event)
    return {
        "draft": signed is None,
        "draft_word": say("report.sign_off.word"),
        "signed_label": say("report.sign_off.label"),
        "signed": told,
    }
