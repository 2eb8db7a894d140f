"""The labelled sets hold their level: a change that loses accuracy is seen here, not by a client."""

import pytest

from benchmarks.corpora import labelled
from benchmarks.detection.scoring import counted
from engine.model.findings import Segment
from engine.scan.detector import Detector

DOCUMENTS = 250
FLOORS = {"customer-service": 0.975, "argus-zh": 0.985, "presidio-research": 0.82}


@pytest.mark.parametrize("name", FLOORS)
def test_f1_of_all_types(corpora, name):
    documents = labelled(name)[:DOCUMENTS]
    found = Detector().detect([Segment(one.text) for one in documents])
    ours = ({(s.start, s.end, s.entity_type) for s in spans} for spans in found)
    total = counted(zip((one.spans for one in documents), ours, strict=True))["all"]
    assert total.overlap[2] >= FLOORS[name]
