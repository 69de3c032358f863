"""The list of what the acting role is to assess, and of what is assessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.evaluation.access.rights import ToAssess
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.evaluation.pages.tasks import holds_to
from spelregler.apps.evaluation.pages.words import address, assessed_by
from spelregler.apps.evaluation.queries.places import name_in_row, place_of_row
from spelregler.domain.words import Pair
from spelregler.platform.findings import titles


@dataclass(frozen=True)
class OwnRow:
    """A rule that the role assesses at a place: how it stands, and the last day of what was said."""

    id: str
    title: str
    place: str
    url: str
    status: str
    holds_to: date | None
    waits: bool


def own_rows(found: Iterable[ToAssess], language: str) -> list[OwnRow]:
    """In the order given."""
    return [
        OwnRow(
            id=each.rule.clause,
            title=each.rule.title.text(language),
            place=Pair(each.place.name, each.place.name_en).text(language),
            url=address(each.place.kind, each.place.code, each.rule.clause),
            status=each.answer.status if each.answer else "not_assessed",
            holds_to=holds_to(each),
            waits=each.waits,
        )
        for each in found
    ]


@dataclass(frozen=True)
class RecordedRow:
    """An assessment in a line."""

    id: str
    title: str
    place: str
    url: str
    status: str
    assessed_on: date
    by: str
    holds_to: date
    is_over: bool
    objections: int


def recorded_rows(found: Iterable[Assessment], acting_role: ActingRole) -> list[RecordedRow]:
    """In the order given."""
    named = titles(as_of=acting_role.as_of)
    return [
        RecordedRow(
            id=row.clause,
            title=named[row.clause].text(acting_role.language) if row.clause in named else row.clause,
            place=name_in_row(row).text(acting_role.language),
            url=address(*place_of_row(row), row.clause),
            status=row.status,
            assessed_on=row.assessed_on,
            by=assessed_by(row, acting_role.language),
            holds_to=row.holds_to,
            is_over=row.holds_to < acting_role.as_of,
            objections=len(row.objections.all()),
        )
        for row in found
    ]
