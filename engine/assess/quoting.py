"""The writer's own words in a mail: quoted earlier messages left out."""

import re

_CUT = re.compile(
    r"^\s*(?:"
    r"-{2,}\s*(?:original message|forwarded message|原始[邮郵]件|转发邮件信息|转发的邮件|回复的原邮件)\s*-{2,}"
    r"|_{10,}\s*$"
    r"|on .{6,90} wrote:\s*$"
    r"|在?\s*\d{4}\s*[年/-].{4,80}(?:写道|寫道|wrote)\s*[：:]"
    r"|.{2,90}(?:於|于) ?\d{4}.{4,60}(?:写道|寫道)\s*[：:]\s*$"
    r"|(?:发件人|寄件者)\s*[：:].{1,120}$"
    r"|from:\s.{1,120}$"
    r")",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    r"^\s*(?:(?:re|aw|fw|fwd|回复|答复|转发|回覆|轉寄)\s*(?:\[\d+\])?\s*[:：]\s*|\[[^\]]{0,20}(?:list|外部|external)\]\s*)+",
    re.IGNORECASE,
)
_MARK = re.compile(r"^\s{0,3}[>|＞]")
_LONGEST = 20_000
"""Characters looked at; what a long mail is for stands at its beginning."""


def own_words(body: str) -> str:
    """The text without quoted lines and without what follows the head of a quoted message.

    A mail that is nothing but a quote (forwarded without a word) is taken whole.
    """
    kept: list[str] = []
    for line in body[:_LONGEST].splitlines():
        if _CUT.match(line):
            break
        if not _MARK.match(line):
            kept.append(line)
    own = "\n".join(kept).strip()
    return own or body[:_LONGEST].strip()


def bare_subject(subject: str) -> str:
    """The subject without Re:, 回复： and the like."""
    return _PREFIX.sub("", subject).strip()
