"""HTML to text: everything a person wrote, hidden or not, and nothing that only draws.

The visible and hidden text comes first, in reading order; after it, one a line, what stands beside the text:
alternative texts, titles, form values, mail and telephone links, comments and structured data, each only if the
text does not hold it already. Scripts and styles hold no words of a person and are left out. Written by hand
because `html.parser` takes quadratic time on damaged markup.
"""

import html
import re

_TAG = re.compile(r"<(/?)([a-zA-Z][\w:.-]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]+))")
_SPACE = re.compile(r"[ \t\r\n\f\xa0]+")
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|center|dd|div|dl|dt|fieldset|figure|footer|form|h[1-6r]|head|header|html|li|main"
    r"|nav|ol|option|p|pre|section|table|tbody|tfoot|thead|title|tr|ul"
)
_CELLS = frozenset({"td", "th"})
_UNREAD = frozenset({"style", "script"})
_ASIDES = ("alt", "title", "value", "placeholder", "content", "aria-label")
_LINKS = ("mailto:", "tel:")


def text_of(markup: str) -> str:
    """The text of an HTML document or fragment."""
    text: list[str] = []
    asides: list[str] = []
    position = 0
    while True:
        start = markup.find("<", position)
        if start < 0:
            text.append(_flat(markup[position:]))
            break
        text.append(_flat(markup[position:start]))
        position = _step(markup, start, text, asides)
    body = _tidy("".join(text))
    return "\n".join([body, *_new(asides, body)]).strip()


def _step(markup: str, start: int, text: list[str], asides: list[str]) -> int:
    """Read what begins with the "<" at `start`; the position after it."""
    if markup.startswith("<!--", start):
        return _comment(markup, start, asides)
    if markup.startswith(("<!", "<?"), start):
        end = markup.find(">", start)
        return len(markup) if end < 0 else end + 1
    match = _TAG.match(markup, start)
    if not match:
        text.append("<")
        return start + 1
    name = match[2].lower()
    if _BLOCKS.fullmatch(name):
        text.append("\n")
    elif name in _CELLS and not match[1]:
        text.append("\t")
    if match[1]:
        return match.end()
    asides += _attributes(name, match[3])
    if name in _UNREAD:
        return _unread(markup, match, asides)
    return match.end()


def _comment(markup: str, start: int, asides: list[str]) -> int:
    if markup.startswith("<!--[if", start):
        end = markup.find("]>", start)
        return end + 2 if end >= 0 else start + 4
    end = markup.find("-->", start + 4)
    if end < 0:
        return start + 4
    asides.append(_flat(re.sub(r"<[^<>]*>", " ", markup[start + 4 : end])))
    return end + 3


def _unread(markup: str, match: re.Match[str], asides: list[str]) -> int:
    closing = re.compile(rf"</{match[2]}", re.IGNORECASE).search(markup, match.end())
    if closing is None:
        return match.end()
    if "json" in match[3].lower():
        asides.append(_flat(markup[match.end() : closing.start()]))
    return closing.start()


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


def _tidy(text: str) -> str:
    lines: list[str] = []
    for line in text.split("\n"):
        line = re.sub(" *\t *", "\t", line).strip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip()


def _new(asides: list[str], body: str) -> list[str]:
    found = (each.strip() for each in asides)
    return list(dict.fromkeys(each for each in found if each and each not in body))
