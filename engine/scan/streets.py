"""Streets with a house number that tell themselves: as written in Europe, and English ones that fill a line or a cell.

The tagger knows most addresses by what stands around them.
"""

import re
from collections.abc import Iterator

_NAME = r"[A-Z\u00c0-\u017f][\w\u00c0-\u017f'’.-]*"
_NUMBER = r"[0-9]{1,4}(?![0-9])(?: ?[a-zA-Z](?![\w]))?"
_GLUED = (
    rf"{_NAME}(?:stra(?:ß|ss)e|str\.|gasse|weg|platz|allee|damm|ufer|vej|veien|vegen|gade|gatan|straat|laan|plein|kade|"
    r"gracht|katu|utca)"
)
_AHEAD = (
    r"(?:Via|Viale|Piazza|Corso|Rua|Avenida|Avda\.|Av\.|Calle|Paseo|Rue|Boulevard|Strada|ul\.|al\.|os\.|ulica) "
    rf"(?:(?:de la|della|dell'|del|des|dos|da|de|di|du|la|las|los|le|les|van|von) ?){{0,2}}{_NAME}(?: {_NAME}){{0,3}}"
)
_BEHIND = rf"{_NAME}(?: {_NAME})? (?:utca|u\.|út|tér|körút|Straße|Allee|Platz|Weg)"
_FRENCH = (
    r"[0-9]{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|allée|chemin|quai|impasse)"
    r" (?:(?:de la|de l'|des|du|de|d'|la|le|les|l') ?)?"
    rf"{_NAME}(?:[ -]{_NAME}){{0,3}}"
)
_STREET = re.compile(rf"(?<![\w.'-])(?:(?:{_GLUED}|{_AHEAD}|{_BEHIND}),? {_NUMBER}|{_FRENCH})")
_KIND = (
    r"(?:Street|St|Avenue|Ave?|Road|Rd|Drive|Dr|Lane|Ln|Court|Ct|Boulevard|Bl?vd?|Way|Place|Pl|Circle|Cir|Terrace|Ter|"
    r"Crescent|Cres|Close|Square|Sq|Parkway|Pkwy|Highway|Hwy|Trail|Trl|Loop|Row|Mews|Gardens|Grove|Hill|Walk|Alley|"
    r"Quay|Esplanade|Parade)"
)
_ROOM = r"(?:[, ]+(?:Apt|Apartment|Unit|Flat|Suite|Ste|Room|Rm|Floor|Fl|Bldg|#)\.? ?#?[A-Za-z0-9-]{1,6})"
_WHOLE = re.compile(
    r"(?m)[0-9](?:(?<=^[0-9])|(?<=: [0-9]))[0-9]{0,4}[A-Za-z]?(?:-[0-9]{1,5})? "
    r"(?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\.? )?"
    rf"(?:{_NAME}|[0-9]{{1,3}}(?:st|nd|rd|th))(?: {_NAME}){{0,3}} {_KIND}\b\.?(?: [NSEW]{{1,2}}\b\.?)?{_ROOM}?[ ,]*$"
)
_DIGIT = re.compile("[0-9]")
_SCORE = 0.8
_WHOLE_SCORE = 0.9


def streets(text: str) -> Iterator[tuple[int, int, str, float]]:
    """Streets with a number in a folded text, as (start, end, entity type, score)."""
    if not _DIGIT.search(text):
        return
    for match in _STREET.finditer(text):
        yield *match.span(), "ADDRESS", _SCORE
    for match in _WHOLE.finditer(text):
        yield match.start(), match.start() + len(match[0].rstrip(" ,")), "ADDRESS", _WHOLE_SCORE
