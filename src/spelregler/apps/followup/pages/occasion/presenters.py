"""An occasion: which reports are in, which are missing, and what each body has said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.followup.access.reports import REPORT
from spelregler.apps.followup.models import Occasion, Section
from spelregler.apps.followup.pages.words import FIGURES, place_of, standing, valued_words
from spelregler.apps.followup.queries.reports import State
from spelregler.ui import formatting


@dataclass(frozen=True)
class ReportRow:
    """A report in the list; without an address for whoever may not read it."""

    name: str
    level: str
    url: str
    status: str
    word: str
    units: str
    valued: str


@dataclass(frozen=True)
class SectionRow:
    """A section of the template."""

    pk: int
    title: str
    instruction: str
    figures: str


def rows(found: Sequence[State], units: Mapping[int, tuple[int, int]], acting_role: ActingRole) -> list[ReportRow]:
    """That a report is in or missing is open to all; what it says is for whoever may read it."""
    seen = {each.report.pk for each in REPORT.let_through(acting_role, found)}
    return [_row(each, units, acting_role, is_seen=each.report.pk in seen) for each in found]


def _row(state: State, units: Mapping[int, tuple[int, int]], acting_role: ActingRole, *, is_seen: bool) -> ReportRow:
    status, word = standing(state, acting_role)
    row = state.report
    count, done = units.get(row.department_id or 0, (0, 0)) if row.level == "department" else (0, 0)
    return ReportRow(
        name=place_of(row, acting_role.language),
        level=row.level,
        url=reverse("followup:report", args=[row.pk]) if is_seen else "",
        status=status,
        word=word,
        units=formatting.share(done, count, acting_role.language) if count else "",
        valued=valued_words(state, acting_role.language),
    )


def sections(occasion: Occasion) -> list[SectionRow]:
    """The template in its order."""
    return [
        SectionRow(each.pk, each.title, each.instruction, str(FIGURES[Section.Figures(each.figures)]))
        for each in occasion.sections.all()
    ]


def lead(occasion: Occasion, language: str) -> str:
    """By when each level hands in."""
    days = {
        "units": formatting.long_date(occasion.units_by, language),
        "bodies": formatting.long_date(occasion.due_on, language),
    }
    said = _("Units by %(units)s, departments to their bodies by %(bodies)s.") % days
    if occasion.committees_by:
        day = formatting.long_date(occasion.committees_by, language)
        said = f"{said} " + _("Committees to the executive board by %(day)s.") % {"day": day}
    if occasion.top is None:
        return str(said)
    top = {"body": occasion.top.name, "day": formatting.long_date(occasion.top_by, language)}
    return f"{said} " + _("The whole to %(body)s by %(day)s.") % top
