"""What waits for its day, in words, on the page of the thing that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, Action, department_matter, may_change
from spelregler.apps.organisation.models import LaterChange
from spelregler.apps.organisation.pages.unit_changes.queries import unit_now
from spelregler.apps.organisation.queries.holdings import not_here
from spelregler.domain.words import Words
from spelregler.ui.formatting import long_date

Kind = LaterChange.Kind


@dataclass(frozen=True)
class WaitingLine:
    """A change that waits, by which decision, why it was refused if it was, and where it is undone."""

    text: str
    basis: str
    refused: str
    undo_url: str


def waiting(acting_role: ActingRole, **about: Model) -> list[WaitingLine]:
    """What waits for one body, department or unit; one query."""
    rows = LaterChange.objects.filter(done_on__isnull=True, **about).order_by("on")
    rows = rows.select_related("body", "department__body", "unit", "answers_to", "basis")
    return [
        WaitingLine(
            text=words(each, acting_role),
            basis=str(each.basis or ""),
            refused=acting_role.say(each.refused_sv, each.refused_en),
            undo_url=reverse("organisation:withdraw", args=[each.pk]) if may_withdraw(acting_role, each) else "",
        )
        for each in rows
    ]


def words(change: LaterChange, acting_role: ActingRole) -> str:
    """What is to hold, from which day."""
    named = {"name": acting_role.say(change.name, change.name_en), "day": long_date(change.on, acting_role.language)}
    if change.answers_to is not None:
        named["name"] = acting_role.say(change.answers_to.name, change.answers_to.name_en)
        return _("Answers to %(name)s from %(day)s.") % named
    return _("Is called %(name)s from %(day)s.") % named


def told(on: date, acting_role: ActingRole) -> str:
    """What is said when such a change is entered: that it holds, or on which day it will."""
    if on <= acting_role.today:
        return _("The change is entered.")
    return _("The change is entered, and is carried out on %(day)s.") % {"day": long_date(on, acting_role.language)}


def may_withdraw(acting_role: ActingRole, change: LaterChange) -> bool:
    """Whoever may enter such a change may take it back."""
    if change.unit is not None:
        return may_change(
            acting_role, department_matter(unit_now(change.unit.code, today=acting_role.today).department)
        )
    return may(acting_role, Action.KEEP_STRUCTURE, BODIES if change.body is not None else ADMINISTRATION)


def change_by_pk(pk: int) -> LaterChange:
    """The change that waits."""
    rows = LaterChange.objects.select_related("body", "department__body", "unit", "answers_to")
    found: LaterChange | None = rows.filter(pk=pk).first()
    if found is None:
        raise not_here(Words("The change"))
    return found
