"""The overrulings that hold, as the rooms that show the answers ask for them. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Count, Q, QuerySet

from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.queries.places import place_of_row
from spelregler.apps.evaluation.queries.standing import KINDS, overruling
from spelregler.domain.assessment import said_by
from spelregler.platform.overrulings import About, Overruling


class StoredOverrulings:
    """The source behind platform.overrulings."""

    def standing(self, clauses: Collection[str], *, as_of: date, limit: int) -> list[Overruling]:
        """Those of the clauses that hold on the day, the newest first. One query."""
        rows = _standing(as_of).filter(clause__in=clauses)
        return [_overruling(each) for each in rows.order_by("-assessed_on", "-pk")[:limit]]

    def standing_at(self, about: Collection[About], *, as_of: date) -> list[Overruling]:
        """Those about some answers, a page of them. One query."""
        asked = Q(pk__in=[])
        for kind, (of_kind, code) in KINDS.items():
            places = {scope for _clause, its, scope in about if its == kind}
            if places:
                clauses = {clause for clause, its, _scope in about if its == kind}
                asked |= of_kind & Q(clause__in=clauses) & (Q(**{f"{code}__in": places}) if code else Q())
        found = (_overruling(each) for each in _standing(as_of).filter(asked).order_by("-assessed_on", "-pk"))
        return [each for each in found if each.about in about]


def _standing(as_of: date) -> QuerySet[Assessment]:
    made = Count("objections", filter=Q(objections__made_on__lte=as_of))
    rows = Assessment.objects.filter(overruling(as_of))
    return rows.select_related("unit", "department", "body", "decision").annotate(objected=made)


def _overruling(row: Assessment) -> Overruling:
    kind, code = place_of_row(row)
    paragraph = row.decision.paragraph.removeprefix("§").strip() if row.decision else ""
    return Overruling(
        about=(row.clause, kind, code),
        status=row.status,
        computed=row.overruled,
        by=said_by(row.role, paragraph),
        made_on=row.assessed_on,
        holds_to=row.holds_to,
        objections=getattr(row, "objected", 0),
    )
