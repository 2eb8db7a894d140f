"""Who acts, and what an action leaves behind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ProfileRole(StrEnum):
    """What a local profile works as."""

    CONSULTANT = "consultant"
    MANAGER = "manager"
    REVIEWER = "reviewer"


@dataclass(frozen=True, slots=True)
class Profile:
    """A named local profile: the actor of events. Unauthenticated: there is no password yet, and the log says so."""

    name: str
    role: ProfileRole


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the audit log: what happened (past tense), to what, with what result.

    `at` is UTC. `facts` holds counts, ids and states, never personal data of data subjects. `hash` is SHA-256 over
    the previous event's hash and this event's content (see `store.audit`).
    """

    sequence: int
    at: datetime
    actor: str
    actor_role: str
    kind: str
    facts: Mapping[str, object]
    previous: str
    hash: str
