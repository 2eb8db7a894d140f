"""HTML to text: everything a person wrote, hidden or not, and nothing that only draws.

The visible and hidden text comes first, in reading order; after it, one a line, what stands beside the text:
alternative texts, titles, form values, mail and telephone links, comments and structured data, each only if the
text does not hold it already. Scripts and styles hold no words of a person and are left out. Written by hand
because `html.parser` takes quadratic time on damaged markup.
"""

import html
import re
from collections.abc import Iterator

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]+))")
_CUT = re.compile(r"<(?:div|p|tr|li|table|section|article|h[1-6]|br|hr|body)\b|\n", re.IGNORECASE)
PART = 4 << 20
"""Characters of a run, and of the block that may end it."""
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_SOFT, _WIDE = "\v", "\f"
"""Where a block begins or ends: on a line of its own; behind an empty line."""
_BLOCKS = (
    "address", "article", "aside", "body", "center", "dd", "div", "dt", "fieldset", "figure", "footer", "form", "head",
    "header", "hr", "html", "li", "main", "nav", "option", "section", "tbody", "tfoot", "thead", "title", "tr",
)  # fmt: skip
_PARAGRAPHS = ("blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul")
_SAID = {"br": "\n", **dict.fromkeys(_BLOCKS, _SOFT), **dict.fromkeys(_PARAGRAPHS, _WIDE)}
_BREAKS = re.compile("[ \n\v\f]+")
_PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp"})
_CELLS = frozenset({"td", "th"})
_UNREAD = frozenset({"style", "script"})
_ASIDES = ("alt", "title", "value", "placeholder", "content", "aria-label")
_LINKS = ("mailto:", "tel:")


def text_of(markup: str) -> str:
    """The text of an HTML document or fragment."""
    if "<" not in markup:
        return _flat(markup).strip()
    reading = _Reading(markup)
    position = 0
    while (start := markup.find("<", position)) >= 0:
        reading.say(position, start)
        position = reading.step(start)
    reading.say(position, len(markup))
    body = _tidy("".join(reading.text))
    return "\n".join([body, *_new(reading.asides, body)]).strip()


def tags(markup: str) -> Iterator[tuple[int, int, str, str]]:
    """Start, end, name (with a slash if it closes) and attributes of each tag outside comments and scripts."""
    reading, position, last = _Reading(markup), 0, markup.rfind(">")
    while 0 <= (start := markup.find("<", position)) < last:
        match = _TAG.match(markup, start)
        if match is None:
            position = reading.step(start)
            continue
        slash, name, attributes = match.groups()
        name, position = name.lower(), match.end()
        yield start, position, slash + name, attributes
        if name in _UNREAD and not slash:
            position = reading.unread(match)


def parts(markup: str) -> Iterator[str]:
    """The page in runs that are quick to read, each beginning with a block; a short page is one run."""
    position, size = 0, len(markup)
    while position < size:
        found = _CUT.search(markup, position + PART) if position + PART < size else None
        end = found.start() if found else size
        yield markup[position:end]
        position = end


class _Reading:
    """The text and what stands beside it while they are read; what never ends is not looked for twice."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.text: list[str] = []
        self.asides: list[str] = []
        self._last: dict[str, int] = {}
        self._preformatted = False

    def say(self, start: int, end: int) -> None:
        """Add the text between two tags; its line ends count where it is preformatted."""
        text = self.markup[start:end]
        self.text.append("\n".join(map(_flat, text.split("\n"))) if self._preformatted else _flat(text))

    def step(self, start: int) -> int:
        """Read what begins with the "<" at `start`, a tag or not; the position after it."""
        if self.markup.startswith("<!--", start):
            return self._comment(start)
        if self.markup.startswith(("<!", "<?"), start):
            end = self._find(">", start)
            return len(self.markup) if end < 0 else end + 1
        match = _TAG.match(self.markup, start) if self._find(">", start) >= 0 else None
        if not match:
            self.text.append("<")
            return start + 1
        name = match[2].lower()
        if name in _SAID:
            self.text.append(_SAID[name])
        elif name in _CELLS and not match[1]:
            self.text.append("\t")
        if name in _PREFORMATTED:
            self._preformatted = not match[1]
        if match[1]:
            return match.end()
        if match[3]:
            self.asides += _attributes(name, match[3])
        return self.unread(match) if name in _UNREAD else match.end()

    def _comment(self, start: int) -> int:
        if self.markup.startswith("<!--[if", start):
            end = self._find("]>", start)
            return end + 2 if end >= 0 else start + 4
        end = self._find("-->", start + 4)
        if end < 0:
            return start + 4
        self.asides.append(_flat(re.sub(r"<[^<>]*>", " ", self.markup[start + 4 : end])))
        return end + 3

    def unread(self, match: re.Match[str]) -> int:
        """Where the content of a script or style ends."""
        end = self._find(f"</{match[2]}", match.end())
        if end < 0:
            end = self._find(f"</{match[2].lower()}", match.end())
        if end < 0:
            return match.end()
        if "json" in match[3].lower():
            self.asides.append(_flat(self.markup[match.end() : end]))
        return end

    def _find(self, wanted: str, start: int) -> int:
        if wanted not in self._last:
            self._last[wanted] = self.markup.rfind(wanted)
        return self.markup.find(wanted, start) if start <= self._last[wanted] else -1


def _attributes(name: str, attributes: str) -> list[str]:
    found = []
    for match in _ATTRIBUTE.finditer(attributes):
        key, value = match[1].lower(), match[2] or match[3] or match[4] or ""
        if key in _ASIDES and not (name == "meta" and "charset" in attributes.lower()) and not name.startswith("o:"):
            found.append(_flat(value))
        elif key == "href" and value.lower().startswith(_LINKS):
            found.append(_flat(value.split(":", 1)[1].split("?")[0]))
    return found


def _flat(text: str) -> str:
    if not text:
        return ""
    flat = _SPACE.sub(" ", text)
    return html.unescape(flat).replace("\xa0", " ") if "&" in flat else flat


def _broken(match: re.Match[str]) -> str:
    """The line ends that white space between two texts stands for; a break at the end of a block adds none."""
    space = match[0]
    if _WIDE in space:
        return "\n\n"
    blocks = space.count(_SOFT)
    if not blocks:
        return space
    return "\n" * (space.count("\n") + (space.lstrip(" ").startswith(_SOFT))) or "\n"


def _tidy(text: str) -> str:
    lines: list[str] = []
    for line in _BREAKS.sub(_broken, text).split("\n"):
        line = re.sub(" *\t *", "\t", line).strip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


def _new(asides: list[str], body: str) -> list[str]:
    found = (each.strip() for each in asides)
    return list(dict.fromkeys(each for each in found if each and each not in body))
