"""Where people seem to live, by the identifiers, mail addresses, telephone numbers and accounts found of them."""

from engine.catalogue import catalogue
from engine.model.rules import Jurisdiction
from engine.store.database import Database
from engine.store.remembering import remembered


def found_in(jurisdiction: Jurisdiction) -> str:
    """SQL over `finding f`: whether the finding speaks of somebody at this place.

    What is covered of a value still shows its domain, its calling code and its bank's country.
    """
    tests = {
        "EMAIL": ("[.]({})$", jurisdiction.domains),
        "PHONE": ("^[+]({})", jurisdiction.calling_codes),
        "IBAN": ("^({})", jurisdiction.iban),
    }
    terms = [f"f.entity_type = '{kind}'" for kind in jurisdiction.entity_types]
    for kind, (pattern, signs) in tests.items():
        if signs:
            terms.append(f"f.entity_type = '{kind}' AND regexp_matches(f.masked, '{pattern.format('|'.join(signs))}')")
    return f"({' OR '.join(terms)})" if terms else "false"


def told_places() -> list[Jurisdiction]:
    """The jurisdictions that a finding can tell."""
    return [one for one in catalogue().jurisdictions.values() if found_in(one) != "false"]


@remembered
def people_by_place(database: Database) -> dict[str, int]:
    """How many people seem to live in each jurisdiction that can be told, as counts of evidence."""
    told = told_places()
    places = [found_in(one) for one in told]
    lives = ", ".join(f"bool_or({place}) AS at{number}" for number, place in enumerate(places))
    row = database.rows(
        f"""
        SELECT {", ".join(f"count(*) FILTER (at{number})" for number in range(len(places)))} FROM (
            SELECT {lives} FROM finding f JOIN attribution t ON t.finding = f.id
            WHERE f.state <> 'rejected' AND ({" OR ".join(places)}) GROUP BY t.subject
        )
        """
    )[0]
    return {f"{one.id.lower()}_people": int(number) for one, number in zip(told, row, strict=True)}
