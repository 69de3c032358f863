"""Taking back what waits for its day."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, Action, department_matter, must_change
from spelregler.apps.organisation.models import LaterChange
from spelregler.apps.organisation.operations import later_changes
from spelregler.apps.organisation.pages.later_changes import presenters
from spelregler.apps.organisation.pages.shell import done, form_page
from spelregler.apps.organisation.pages.undo.forms import UndoForm
from spelregler.apps.organisation.pages.unit_changes.queries import unit_now


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Whoever may enter such a change takes it back before its day, with a reason."""
    acting_role = request.acting_role
    change = presenters.change_by_pk(pk)
    _must(acting_role, change)
    back = _home(change)
    form = UndoForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: later_changes.withdraw(change=change, who=acting_role.who, **said)):
        return done(request, _("The change is undone."), *back)
    below = [(str(change.thing), reverse(f"organisation:{back[0]}", args=back[1:]))]
    lead = presenters.words(change, acting_role)
    return form_page(request, form, title=_("Undo what waits"), lead=lead, button=_("Undo"), below=below)


def _must(acting_role: ActingRole, change: LaterChange) -> None:
    if change.unit is not None:
        must_change(acting_role, department_matter(unit_now(change.unit.code, today=acting_role.today).department))
    else:
        must(acting_role, Action.KEEP_STRUCTURE, BODIES if change.body is not None else ADMINISTRATION)


def _home(change: LaterChange) -> tuple[str, str]:
    if change.body is not None:
        return "body", change.body.code
    if change.department is not None:
        return "department", change.department.code
    return "unit_changes", change.unit.code if change.unit else ""
