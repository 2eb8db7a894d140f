"""Where people seem to live, by the identifiers, mail addresses, telephone numbers and accounts found of them."""

from engine.catalogue import catalogue
from engine.model.rules import Jurisdiction


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
