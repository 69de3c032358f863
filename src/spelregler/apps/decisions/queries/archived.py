"""What an archive holds of this room: the decisions, and one of them as the rows that it decides tell it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spelregler.apps.decisions.models import Decision
from spelregler.exchange.archive import Row

AT_ONCE = 2_000


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


def decision_rows(*, as_of: date) -> Iterator[Row]:
    """Every decision by the day, the first entered first. One query."""
    rows = Decision.objects.filter(decided_on__lte=as_of).select_related("body").order_by("pk")
    for each in rows.iterator(chunk_size=AT_ONCE):
        yield {
            "number": each.pk,
            "body": each.body.code,
            "body_name": each.body.name,
            "decided_on": each.decided_on.isoformat(),
            "paragraph": each.paragraph,
            "title": each.title,
            "text": each.text,
            "kind": each.kind,
            "reference": each.reference,
        }
