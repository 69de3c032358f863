"""How many of the answers that hold say what, kept beside them (ADR 89).

What is kept is the answer of one question to the database, asked anew for each clause whose answers were written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from spelregler.apps.policy.models import AnswerTally, Finding

ABOUT = ("clause", "scope_kind", "status")
"""What answers that are counted together have alike."""


@dataclass(frozen=True)
class Kept:
    """What a row of `AnswerTally` says."""

    clause: str
    scope_kind: str
    status: str
    count: int
    first: str
    newest: date


def counted(clauses: Collection[str] | None = None) -> QuerySet[Finding, Any]:
    """Counted from the answers that hold; of some clauses, or of all."""
    holding = Finding.objects.filter(seen_to=None)
    if clauses is not None:
        holding = holding.filter(clause__in=clauses)
    grouped = holding.order_by().values_list(*ABOUT)
    return grouped.annotate(count=Count("pk"), first=Min("scope_name"), newest=Max("seen_from"))


def keep(clauses: Collection[str] | None = None) -> None:
    """What is kept of some clauses, or of all, is what counting gives now. Three statements.

    Whoever writes answers calls this in the same transaction and in its turn.
    """
    old = AnswerTally.objects.all() if clauses is None else AnswerTally.objects.filter(clause__in=clauses)
    new = [AnswerTally(**asdict(Kept(*row))) for row in counted(clauses)]
    old.delete()
    AnswerTally.objects.bulk_create(new, batch_size=100)


def kept() -> list[Kept]:
    """All that is kept, in no order. One query, of a few rows a clause whatever the number of units."""
    return [Kept(*row) for row in AnswerTally.objects.order_by().values_list(*(each.name for each in fields(Kept)))]


def untrue() -> list[str]:
    """The clauses of which something else is kept than counting gives. Two queries."""
    return sorted({each.clause for each in set(kept()) ^ {Kept(*row) for row in counted()}})
