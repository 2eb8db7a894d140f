"""What a desk is set to: the firm whose papers it prints, and what new engagements begin with."""

from dataclasses import dataclass

from engine.model.firm import NOBODY, Firm


@dataclass(frozen=True, slots=True)
class Settings:
    """`risk_method` is an id of `data/risk_methods.yaml`, empty for the default one."""

    firm: Firm = NOBODY
    risk_method: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """Who changed which settings, when (UTC, ISO); `what` are their names, `logo` is the SHA-256 of a new logo."""

    at: str
    by: str
    role: str
    what: tuple[str, ...]
    logo: str = ""
