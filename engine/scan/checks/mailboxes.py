"""Mailboxes: whether they are somebody's, or an office's."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

from engine.scan.lexicon import PINYIN_SURNAMES
from engine.scan.words import is_common, latin_names, places

_FILE = Path(__file__).resolve().parent.parent.parent.parent / "data" / "mailbox_roles.txt"
_BETWEEN = re.compile("[-_.]")
_LIST = re.compile(
    r".+-(?:request|admin|owner|bounces?|unsubscribe|subscribe|users|devel|dev|list|announce|help)", re.IGNORECASE
)


_MESSAGE_ID = re.compile(
    r"[0-9]{8,}[.-][0-9A-Za-z.-]{4,}|(?=(?:[^0-9]*[0-9]){4})(?=.*[A-Z])(?=.*[a-z])[A-Za-z0-9=+_-]{28,}|"
    r"[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}|[0-9a-f]{24,}|.*JavaMail.*"
)
_REGION = re.compile(
    r"cn|hk|tw|mo|sg|uk|us|eu|jp|kr|de|fr|it|es|au|ca|my|th|vn|sh|bj|sz|gz|en|zh|asia|china|apac|emea|intl|global|hq|"
    r"beijing|shanghai|pudong|hongqiao|tianjin|guangzhou|shenzhen|hangzhou|nanjing|suzhou|chengdu|chongqing|wuhan|xiamen|"
    r"qingdao|dalian|hainan|haikou|sanya|hong-?kong|kowloon|macau|macao|taipei|singapore|tokyo|seoul|dubai|london|berlin|"
    r"(?:north|south|east|west)|t[0-9]|hkg|pvg|sha|pek|pkx|szx|ctu|hak|syx|mfm|tpe|khh|nrt|hnd|kix|icn|gmp|bkk|kul|dxb|"
    r"lhr|cdg|fra|jfk|lax|sfo|syd",
    re.IGNORECASE,
)
_LISTS = re.compile(r"(?:lists|list(?!\.ru$)|listserv|groups?|googlegroups|mailman)\.")
"""Domains of mailing lists."""
_SHORT_NAME = 4
_NO_MAILBOX = frozenset(
    ("look", "meet", "stay", "see", "live", "work", "me", "us", "you", "home", "arrive", "is", "be")
)
_PROVIDER = re.compile(
    r"(?:[a-z0-9-]{1,40}\.)*(?:[a-z0-9-]*(?:mail|post|inbox)[a-z0-9-]*|outlook|live|msn|yahoo|icloud|me|mac|aol|gmx|web|"
    r"yandex|proton|pm|zoho|qq|163|126|139|189|188|yeah|sina|sohu|aliyun|21cn|tom|naver|daum|kakao|seznam|libero|orange|"
    r"free|wanadoo|t-online|btinternet|virginmedia|sky|talktalk|comcast|verizon|att|sbcglobal|cox|netvigator|pchome|hinet|"
    r"bigpond|optusnet|xtra|shaw|rogers)\."
)
"""Domains of those who give a mailbox to anybody."""


@cache
def _roles() -> tuple[frozenset[str], re.Pattern[str]]:
    """What offices and systems are called (`data/mailbox_roles.txt`): words, and a pattern of those with other ends."""
    lines = _FILE.read_text(encoding="utf-8").splitlines()
    words = [word.replace("-", "") for line in lines if not line.startswith("#") for word in line.split()]
    ends = sorted({word.replace("*", "[a-z]*") for word in words if "*" in word})
    return frozenset(word for word in words if "*" not in word), re.compile("|".join(ends))


def _is_role(word: str) -> bool:
    """Whether an office, a desk or a system is called so, in one word or several."""
    words, ends = _roles()
    plain = _BETWEEN.sub("", word.casefold())
    if plain in words or plain.removesuffix("s") in words:
        return True
    return ends.fullmatch(word.casefold()) is not None and _is_nobody(plain)


@lru_cache(maxsize=4096)
def personal_mailbox(value: str) -> bool:
    """An address of somebody: no role mailbox (service@, no-reply@, billing.cn2@ …) and not called like its firm."""
    local, _, domain = value.partition("@")
    local = local.strip(".").partition("+")[0]
    if (
        _is_role(local)
        or _is_firms_own(local.casefold(), domain.casefold())
        or _LIST.fullmatch(local)
        or _LISTS.match(domain.casefold())
        or _MESSAGE_ID.fullmatch(local)
    ):
        return False
    words = [word for word in re.split(r"[-_.]|(?<=[A-Za-z])(?=[0-9])", local) if word]
    if _is_office(words, domain.casefold()):
        return False
    told = [word for word in words if not (word.isdigit() or _REGION.fullmatch(word) or _is_role(word))]
    if any(_is_role(word) for word in words):
        told = [word for word in told if not _says_nothing(word)]
    return bool(told) or not any(_is_role(word) for word in words)


def _is_office(words: Sequence[str], domain: str) -> bool:
    """Whether a firm's mailbox is called by words for things and places alone (lounge, rota2, albums, pudong.t2).

    With a provider whose mailboxes anybody has, people call themselves so.
    """
    told = [word.casefold() for word in words if not word.isdigit()]
    numbered = any(word.isdigit() and len(word) > 1 for word in words)  # as people are whose name was taken
    return (
        bool(domain)
        and not numbered
        and not _PROVIDER.match(domain)
        and any(len(word) > 1 for word in told)
        and all(_REGION.fullmatch(word) or (len(word) > 1 and _names_thing(word, domain)) for word in told)
    )


def _names_thing(word: str, domain: str) -> bool:
    """Whether a word, or both words that it is put together of, one of them a role, is a thing, a place or the firm.

    Initial and surname are often a word together (chill, along, madams), and so are initials (am).
    """
    if _is_role(word) or word.title() in places():
        return True
    if _is_thing(word) and len(word) > 2:
        return word[1:] not in latin_names()[1] and word[1:] not in PINYIN_SURNAMES
    if _is_firms_own(word, domain):
        return True
    return _is_nobody(word) and any(
        len(role) > 2 and _is_role(role) and _goes_with_role(other, domain)
        for at in range(2, len(word) - 1)
        for role, other in ((word[:at], word[at:]), (word[at:], word[:at]))
    )


def _goes_with_role(word: str, domain: str) -> bool:
    """Whether what is written together with a role says which one: of what, where, of which firm."""
    if _REGION.fullmatch(word) or word.title() in places():
        return True
    return len(word) > 2 and (_is_role(word) or _is_thing(word) or _is_firms_own(word, domain))


def _is_firms_own(name: str, domain: str) -> bool:
    """Whether a mailbox is called like its domain, or as a part of it, and like no person."""
    label = domain.partition(".")[0]
    part = len(name) > _SHORT_NAME and label.startswith(f"{name}-")
    return (name == label or part) and _is_nobody(name)


def _says_nothing(word: str) -> bool:
    """Whether a word beside a role names nobody: a place, an article, an abbreviation that is no surname."""
    plain = word.casefold()
    short = len(plain) == 1 or (len(plain) == 2 and plain not in PINYIN_SURNAMES and not set(plain) & set("aeiouy"))
    return short or _is_thing(plain) or word.title() in places()


def _is_thing(plain: str) -> bool:
    """Whether a word is an English one, and nobody's name."""
    return is_common(plain) and all(plain not in names for names in latin_names())


def _is_nobody(word: str) -> bool:
    """Whether no list has a word as anybody's name."""
    return word not in PINYIN_SURNAMES and all(word not in names for names in latin_names())


def disguised_mailbox(value: str) -> bool:
    """A mailbox written so that machines miss it ("rose at example dot com") and that is no role mailbox."""
    local = re.split(r"(?i)[\s\[({<]*(?:@|#|艾特|爱特|(?<![a-z0-9])at(?![a-z0-9]))", value)[0].strip()
    spelled = re.search(r"(?i)@|#|艾特|爱特|[\[({<] ?at|dot|点", value)
    plain = re.fullmatch(r"[^\s@]+ ?@[A-Za-z0-9.-]+", value)  # behind a space alone, an @ begins a user name
    return (
        bool(local)
        and spelled is not None
        and not plain
        and local.casefold() not in _NO_MAILBOX
        and personal_mailbox(local)
    )
