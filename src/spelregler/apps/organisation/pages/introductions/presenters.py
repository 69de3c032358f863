"""Who waits for an introduction, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.forms.boundfield import BoundWidget
from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.pages.introductions.forms import HeldForm
from spelregler.apps.organisation.queries import introductions
from spelregler.ui.formatting import relative_day


@dataclass(frozen=True)
class WaitingLine:
    """Somebody who waits, since when, and by when."""

    key: str
    name: str
    url: str
    where: str
    since: date
    last_day: date
    when: str
    is_late: bool
    box: BoundWidget


def waiting_members(form: HeldForm, acting_role: ActingRole) -> list[WaitingLine]:
    """The elected who wait, the first last day first."""
    boxes = form.boxes("took_part")
    return [
        WaitingLine(
            key=str(each.membership.pk),
            name=each.membership.person.name,
            url=reverse("organisation:person", args=[each.membership.person.code]),
            where=acting_role.say(each.membership.seat.body.name, each.membership.seat.body.name_en),
            since=each.membership.start,
            last_day=each.last_day,
            when=relative_day(each.last_day, acting_role.today, acting_role.language),
            is_late=each.last_day < acting_role.today,
            box=boxes[str(each.membership.pk)],
        )
        for each in introductions.members_waiting(as_of=acting_role.today)
    ]
