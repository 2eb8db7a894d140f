"""Which records or people stand behind a count of evidence, as a page and a filter."""

from collections.abc import Callable

from engine.views.selection import Selection, sensitive_types, types_in_group


def _held(group: str) -> Callable[[], tuple[str, Selection]]:
    return lambda: ("people", Selection(type=tuple(types_in_group(group))))


def _class(name: str) -> Callable[[], tuple[str, Selection]]:
    return lambda: ("retention", Selection(record_class=(name,)))


def _kept(state: str) -> Callable[[], tuple[str, Selection]]:
    return lambda: ("retention", Selection(retention=(state,)))


def _abroad(name: str) -> Callable[[], tuple[str, Selection]]:
    return lambda: ("people", Selection(jurisdiction=(name,)))


def _systems() -> tuple[str, Selection]:
    return "inventory", Selection()


_PLACES: dict[str, Callable[[], tuple[str, Selection]]] = {
    "records": lambda: ("findings", Selection()),
    "skipped": lambda: ("sources", Selection(coverage=("not_scanned",))),
    "attachments_unread": lambda: ("sources", Selection(coverage=("not_scanned",))),
    "image_items": lambda: ("sources", Selection(reason=("image_not_read",))),
    "people": lambda: ("people", Selection()),
    "sensitive_people": lambda: ("people", Selection(type=tuple(sensitive_types()))),
    "minors": lambda: ("findings", Selection(type=tuple(types_in_group("minor")))),
    "identity_people": _held("identity"),
    "bank_people": _held("bank"),
    "health_people": _held("health"),
    "member_people": lambda: ("people", Selection(type=("MEMBER_ID",))),
    "chat_people": lambda: ("people", Selection(type=("WECHAT_ID", "QQ"))),
    "people_without_consent": lambda: ("basis", Selection(standing=("unanswered",))),
    "people_denying": lambda: ("basis", Selection(standing=("refused", "withdrawn"))),
    "people_objecting": lambda: ("basis", Selection(standing=("objected",))),
    "owed_people": lambda: ("basis", Selection()),
    "unattributed_sensitive": lambda: ("findings", Selection(type=tuple(sensitive_types()))),
    "open_findings": lambda: ("findings", Selection(finding_state=("open",))),
    "credential_records": lambda: ("findings", Selection(type=("CREDENTIAL",))),
    "due_records": _kept("due"),
    "decisions_overdue": _kept("due"),
    "must_keep_records": _kept("must_keep"),
    "kept_but_deleted": _kept("must_keep"),
    "on_hold_records": _kept("on_hold"),
    "hold_conflicts": _kept("on_hold"),
    "unknown_date_records": _kept("unknown_date"),
    "no_rule_records": _kept("no_rule"),
    "undecided_records": lambda: ("retention", Selection(disposition=("undecided",))),
    "duplicate_records": lambda: ("findings", Selection(coverage=("duplicate",))),
    "table_records": lambda: ("findings", Selection(kind=("row",))),
    "contact_records": lambda: ("findings", Selection(kind=("contact",))),
    "open_incidents": lambda: ("registers", Selection(register=("incidents",))),
    **dict.fromkeys(("open_requests", "overdue_requests"), lambda: ("registers", Selection(register=("requests",)))),
    **dict.fromkeys(("systems_missing", "systems_unanswered", "systems_abroad", "processors"), _systems),
    **{f"{name.lower()}_people": _abroad(name) for name in ("EU", "UK", "HK", "SG")},
    "order_records": _class("order"),
    "customs_records": _class("customs_sale"),
    "membership_records": _class("membership"),
    "marketing_records": _class("marketing"),
    "complaint_records": _class("after_sales"),
    "employment_records": _class("employment"),
}


def behind(count: str) -> tuple[str, Selection] | None:
    """The page and the filter that show what was counted, or show it among others; None where no filter tells it."""
    place = _PLACES.get(count)
    return place() if place else None
