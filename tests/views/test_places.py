"""Where somebody seems to live: by what is shown of a covered value, and not by what only looks like it."""

import duckdb
import pytest

from engine.catalogue import catalogue
from engine.scan.masking import mask
from engine.views.places import found_in

CASES = [
    ("EMAIL", "an.na@firma.de", {"EU"}),
    ("EMAIL", "a.b@dept.univ.ac.uk", {"UK"}),
    ("EMAIL", "li@mail.com.hk", {"HK"}),
    ("EMAIL", "tan@corp.com.sg", {"SG"}),
    ("EMAIL", "de@example.com", set()),
    ("EMAIL", "x@de.example.cn", set()),
    ("EMAIL", "x@node", set()),
    ("PHONE", "+49 30 1234567", {"EU"}),
    ("PHONE", "+44 20 7946 0000", {"UK"}),
    ("PHONE", "+852 2345 6789", {"HK"}),
    ("PHONE", "+65 6123 4567", {"SG"}),
    ("PHONE", "+86 139 0000 0000", set()),
    ("PHONE", "13900000000", set()),
    ("PHONE", "852-0000-1111", set()),
    ("IBAN", "DE02120300000000202051", {"EU"}),
    ("IBAN", "GB82WEST12345698765432", {"UK"}),
    ("HK_ID", "A123456(3)", {"HK"}),
    ("UK_NINO", "QQ123456C", {"UK"}),
    ("EU_NATIONAL_ID", "12345678Z", {"EU"}),
    ("PERSON", "de", set()),
]


@pytest.mark.parametrize(
    ("kind", "value", "places"), CASES, ids=[f"{n}-{kind}" for n, (kind, _, _) in enumerate(CASES)]
)
def test_a_finding_speaks_of_the_places_it_shows(kind: str, value: str, places: set[str]) -> None:
    told = set()
    for one in catalogue().jurisdictions.values():
        query = f"SELECT {found_in(one)} FROM (SELECT ? AS entity_type, ? AS masked) f"
        if duckdb.execute(query, [kind, mask(kind, value)]).fetchall() == [(True,)]:
            told.add(one.id)
    assert told == places
