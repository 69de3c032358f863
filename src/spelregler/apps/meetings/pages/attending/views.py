"""Who was at a meeting. With it the minutes are begun, and each item gets its paragraph."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.rights import Action, meeting_matter
from spelregler.apps.meetings.pages.attending.forms import AttendanceForm
from spelregler.apps.meetings.pages.words import address, page_of
from spelregler.apps.meetings.queries import agenda, calendar


def attendance(request: Request, pk: int) -> HttpResponse:
    """The secretary marks who was there; the first time the paragraphs get their numbers."""
    acting_role, found = request.acting_role, calendar.meeting_by_pk(pk)
    must(acting_role, Action.MINUTE, meeting_matter(found))
    form = AttendanceForm(
        sent(request),
        places=operations.places_of(found),
        held=agenda.attendances_of(found),
        others=found.others_present,
    )

    def act(_said: dict[str, Any]) -> None:
        operations.record_attendance(meeting=found, said=form.said, on=acting_role.today, who=acting_role.who)

    if form.carried_out(act):
        return done(request, _("It is recorded who was there. Each item has its paragraph."), address(found))
    title, lead = _("Who was there"), _("Substitutes serve in their order for the members who are absent.")
    return form_page(
        request,
        page_of(request, found, title, lead=lead),
        form,
        button=_("Record who was there"),
        back=address(found),
        template="meetings/attendance.html",
    )
