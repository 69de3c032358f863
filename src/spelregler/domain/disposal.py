"""Disposal of records: a plan that a body has adopted says what may go and when; all else is preserved.

A kind of record is kept for whole calendar years after the one in which its case was closed, or for good.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.domain.errors import DomainError
from spelregler.domain.words import Bilingual, Words

MOST_YEARS = 200


class PlanRowRefused(DomainError):
    """A row of a disposal plan names a kind of record, and for how long it is kept."""

    code = "plan-row-refused"


@dataclass(frozen=True)
class KindOfRecord:
    """A row of a plan: its code, the kind of record, how many years it is kept (None: preserved), and by what."""

    code: str
    title: str
    years: int | None
    note: str = ""


def refuse_kind(said: KindOfRecord) -> None:
    """Refuses with `PlanRowRefused` a row without code or kind of record, and years below zero or past 200."""
    if not said.code.strip():
        raise _refused(Words("The row has no code."), Words("Write the plan's own number of the kind."), "code")
    if not said.title.strip():
        raise _refused(Words("The kind of record is missing."), Words("Write which records the row is about."), "title")
    if said.years is not None and not 0 <= said.years <= MOST_YEARS:
        raise _refused(
            Words("Years are whole, from 0 to {most}.", most=MOST_YEARS),
            Words("Leave it empty for what is preserved."),
            "years",
        )


def _refused(words: Bilingual, way: Bilingual, field: str) -> PlanRowRefused:
    return PlanRowRefused(words, way=way, field=field)


def closed_before(years: int, *, on: date) -> date | None:
    """The day before which the case must have been closed for a record of so many years to go on the day.

    A case closed in 2023 and two years: 2024 and 2025 are kept, and it may go from 1 January 2026. None before time.
    """
    return date(on.year - years, 1, 1) if on.year > years else None
