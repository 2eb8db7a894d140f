"""Which findings a rule of the review reaches, as a condition in SQL."""

import json
import re
import string
from dataclasses import replace

from engine.model.review import Reach, Rule
from engine.patterns.spelling import fold
from engine.scan.masking import COVERED_SIGN_BY_SIGN
from engine.scan.shapes import whole
from engine.views.selection import RECORDS, STATES, Selection, finding_condition, record_condition

_SIGNS = string.ascii_letters + string.digits + "@."
_WIDE = "".join(chr(ord(c) + 0xFEE0) for c in _SIGNS)


def plain_signs(text: str) -> str:
    """SQL for `text` with full-width signs as plain ones; most texts hold none, and are spared what is slow."""
    return f"CASE WHEN strlen({text}) = length({text}) THEN {text} ELSE translate({text}, '{_WIDE}', '{_SIGNS}') END"


VALUE = plain_signs(
    "substr(json_extract_string(r.fields, '/' || replace(replace(f.field, '~', '~0'), '/', '~1')),"
    " f.start_at + 1, f.end_at - f.start_at)"
)
"""The value of a finding `f` in its record `r`, full-width signs as plain ones."""

LASTING = ("source", "kind", "type", "sensitivity", "year")
"""Facets that hold of a finding whatever is decided about it; the others change with review and assessment."""


def lasting(selection: Selection) -> bool:
    """Whether a filter says the same of a finding before and after review, so that later findings can follow it."""
    return selection == selection.only(*LASTING)


def reached(rule: Rule, findings: str = "finding") -> tuple[str, list[object]]:
    """FROM and WHERE over `findings f` and their records `r` for the findings that `rule` decides, with parameters."""
    condition, values = _CONDITIONS[rule.reach](rule)
    if rule.entity_type:
        condition, values = f"f.entity_type = ? AND {condition}", [rule.entity_type, *values]
    if rule.source:
        condition, values = f"r.source = ? AND {condition}", [rule.source, *values]
    if rule.reach is Reach.SHAPE and rule.entity_type in COVERED_SIGN_BY_SIGN:
        findings, values = f"(SELECT f.* FROM {findings} f WHERE {_MAY_FIT})", [whole(rule.text, covered=True), *values]
    records = f"({RECORDS})" if rule.reach is Reach.FILTER else "record r"
    return f"FROM {records} JOIN {findings} f ON f.record = r.id WHERE {condition}", values


def alike(findings: str) -> str:
    """SQL: (id, leader) of those of `findings` whose record has duplicates.

    The leader is one for the same finding in all records of the same content.
    """
    return f"""
        SELECT f.id, min(f.id) OVER (PARTITION BY coalesce(r.duplicate_of, r.id), f.field, f.start_at, f.end_at,
            f.entity_type, f.value_hmac) AS leader
        FROM {findings} f JOIN record r ON r.id = f.record
        WHERE coalesce(r.duplicate_of, r.id) IN (SELECT duplicate_of FROM record WHERE duplicate_of IS NOT NULL)
    """


_MAY_FIT = f"regexp_matches(regexp_replace({plain_signs('f.masked')}, '[^\\pL\\pN*]', '', 'g'), ?)"
"""Whether a covered form can have a shape; it spares the look at the text, which costs fifty times as much."""


def _shape(rule: Rule) -> tuple[str, list[object]]:
    return f"regexp_matches(regexp_replace({VALUE}, '[^\\pL\\pN]', '', 'g'), ?)", [whole(rule.text)]


def _domain(rule: Rule) -> tuple[str, list[object]]:
    domain = rule.text.lower()
    ends = "f.entity_type = 'EMAIL' AND (ends_with(lower(f.masked), ?) OR ends_with(lower(f.masked), ?))"
    return ends, [f"@{domain}", f".{domain}"]


def _word(rule: Rule) -> tuple[str, list[object]]:
    text = fold(rule.text).lower()
    before = "(?:^|[^0-9a-z])" if text[:1].isascii() and text[:1].isalnum() else ""
    after = "(?:[^0-9a-z]|$)" if text[-1:].isascii() and text[-1:].isalnum() else ""
    value, word = f"regexp_matches(lower({VALUE}), ?)", before + re.escape(text) + after
    if text != json.dumps(text, ensure_ascii=False)[1:-1]:
        return value, [word]
    return f"regexp_matches(r.fields, ?) AND {value}", [_somewhere(text), word]


def _somewhere(text: str) -> str:
    """A pattern that is in every record whose fields hold `text`; it spares the look at values in all others."""
    return "(?i)" + "".join(f"[{one}{chr(ord(one) + 0xFEE0)}]" if one in _SIGNS else re.escape(one) for one in text)


def _filter(rule: Rule) -> tuple[str, list[object]]:
    selection = Selection.from_query(json.loads(rule.text))
    if lasting(selection):
        selection = replace(selection, finding_state=STATES)
    records, record_values = record_condition(selection)
    findings, finding_values = finding_condition(selection)
    return f"{records} AND {findings}", [*record_values, *finding_values]


_CONDITIONS = {
    Reach.VALUE: lambda rule: ("f.value_hmac IN (SELECT unnest(?))", [list(rule.hashes)]),
    Reach.SHAPE: _shape,
    Reach.DOMAIN: _domain,
    Reach.WORD: _word,
    Reach.COLUMN: lambda rule: ("r.kind = 'row' AND f.field = ?", [rule.text]),
    Reach.RECOGNIZER: lambda rule: ("f.recognizer = ?", [rule.text]),
    Reach.FILTER: _filter,
    Reach.MEMBERS: lambda rule: ("f.id IN (SELECT finding FROM finding_review WHERE event = ?)", [rule.event]),
}
