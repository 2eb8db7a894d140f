"""Saving and loading the engagement's own facts."""

import json

from engine.model.engagement import DealStructure, Engagement
from engine.store.database import Database


def save(database: Database, engagement: Engagement) -> None:
    """Keep the facts of the engagement (one row)."""
    with database.writing() as writer:
        writer.execute("DELETE FROM engagement")
        writer.execute(
            "INSERT INTO engagement VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                engagement.slug,
                engagement.company,
                str(engagement.deal_structure),
                engagement.as_of,
                engagement.closing_date,
                engagement.recipient,
                list(engagement.jurisdictions),
                list(engagement.staff_domains),
                json.dumps(dict(engagement.facts), ensure_ascii=False),
                engagement.risk_method,
                engagement.demo,
                engagement.archive_depth,
            ],
        )


def load(database: Database) -> Engagement:
    """The facts of the engagement."""
    row = database.rows(
        "SELECT slug, company, deal_structure, as_of, closing_date, recipient, jurisdictions, staff_domains, facts,"
        " risk_method, demo, archive_depth FROM engagement"
    )[0]
    slug, company, structure, as_of, closing, recipient, jurisdictions, domains, facts, method, demo, depth = row
    return Engagement(
        slug=slug,
        company=company,
        deal_structure=DealStructure(structure),
        as_of=as_of,
        closing_date=closing,
        recipient=recipient,
        jurisdictions=tuple(jurisdictions),
        staff_domains=tuple(domains),
        facts=json.loads(facts),
        risk_method=method,
        demo=demo,
        archive_depth=depth,
    )
