"""A year's evaluations in a list: each body, how it goes, and where it is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.evaluation.pages.yearly.presenters import address, state
from spelregler.apps.evaluation.queries.yearly import evaluating_bodies, evaluations_of_year, last_day


@dataclass(frozen=True)
class YearRow:
    """A body's evaluation in a line."""

    body: str
    url: str
    status: str
    word: str
    decided_on: date | None
    paragraph: str


def year_rows(acting_role: ActingRole, year: int) -> list[YearRow]:
    """The board first, then the committees by name; those that were there in the year."""
    as_of = acting_role.as_of
    found, due = evaluations_of_year(year, as_of=as_of), last_day(year, as_of=as_of)
    rows = []
    for body in evaluating_bodies(as_of=as_of):
        if body.start.year > year:
            continue
        held = found.get(body.code)
        status, word = state(held, due=due, as_of=as_of)
        decision = held.decided.decision if held and held.decided else None
        rows.append(
            YearRow(
                body=acting_role.say(body.name, body.name_en),
                url=address("yearly", year, body.code),
                status=status,
                word=word,
                decided_on=decision.decided_on if decision else None,
                paragraph=decision.paragraph if decision else "",
            )
        )
    return rows
