"""The labelled sets hold their level: a change that loses accuracy is seen here, not by a client."""

import pytest

from benchmarks.accuracy import GOLD, scored
from benchmarks.corpora import labelled
from engine.model.findings import Segment
from engine.scan.detector import Detector

DOCUMENTS = 250
FLOORS = {"customer-service": 0.975, "argus-zh": 0.985, "presidio-research": 0.82}


@pytest.mark.parametrize("name", FLOORS)
def test_f1_of_all_types(corpora, name):
    documents = labelled(name)[:DOCUMENTS]
    found = Detector().detect([Segment(d["text"]) for d in documents])
    total = scored(
        (
            {(s["start"], s["end"], GOLD.get(s["type"], s["type"])) for s in document["spans"]},
            {(s.start, s.end, s.entity_type) for s in spans},
        )
        for document, spans in zip(documents, found, strict=True)
    )["= all"]
    precision, recall = total.right / total.found, total.recalled / total.gold
    assert 2 * precision * recall / (precision + recall) >= FLOORS[name]
