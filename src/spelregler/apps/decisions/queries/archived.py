"""A decision as an archive tells it, for the rooms whose rows it decides."""

from __future__ import annotations

from spelregler.apps.decisions.models import Decision
from spelregler.exchange.archive import Row


def decision_told(decision: Decision | None) -> Row | None:
    """A decision by its body, day and paragraph; None where there is none. No query where its body was read with it."""
    if decision is None:
        return None
    return {
        "body": decision.body.code,
        "decided_on": decision.decided_on.isoformat(),
        "paragraph": decision.paragraph,
        "title": decision.title,
    }
