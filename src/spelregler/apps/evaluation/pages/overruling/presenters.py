"""A computed answer and what is said beside it, as people read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.overruled import address_of_overruling
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.pages.words import assessed_by
from spelregler.apps.evaluation.queries.places import name_in_row, place_of_row
from spelregler.platform.findings import titles


@dataclass(frozen=True)
class OverruledRow:
    """An overruling in a line: of which rule and where, what was computed then, what is said, by whom, until when."""

    id: str
    title: str
    place: str
    url: str
    computed: str
    status: str
    assessed_on: date
    by: str
    holds_to: date
    objections: int


def overruled_rows(found: Iterable[Assessment], acting_role: ActingRole) -> list[OverruledRow]:
    """In the order given."""
    named, language = titles(as_of=acting_role.as_of), acting_role.language
    return [
        OverruledRow(
            id=row.clause,
            title=named[row.clause].text(language) if row.clause in named else row.clause,
            place=name_in_row(row).text(language),
            url=address_of_overruling((row.clause, *place_of_row(row))),
            computed=row.overruled,
            status=row.status,
            assessed_on=row.assessed_on,
            by=assessed_by(row, language),
            holds_to=row.holds_to,
            objections=len(row.objections.all()),
        )
        for row in found
    ]
