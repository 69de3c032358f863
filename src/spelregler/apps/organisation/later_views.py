"""Taking back what waits for its day."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation import later, later_presenters
from spelregler.apps.organisation.access import ADMINISTRATION, BODIES, Action, department_matter, must, must_change
from spelregler.apps.organisation.change_queries import unit_now
from spelregler.apps.organisation.models import LaterChange
from spelregler.apps.organisation.pages import done, form_page
from spelregler.apps.organisation.undo_views import UndoForm
from spelregler.apps.organisation.worn import Request, Worn


def withdraw(request: Request, pk: int) -> HttpResponse:
    """Whoever may enter such a change takes it back before its day, with a reason."""
    worn = request.worn
    change = later_presenters.change_by_pk(pk)
    _must(worn, change)
    back = _home(change)
    form = UndoForm(request.POST or None, worn=worn)
    if form.carried_out(lambda said: later.withdraw(change=change, who=worn.who, **said)):
        return done(request, _("The change is undone."), *back)
    below = [(str(change.thing), reverse(f"organisation:{back[0]}", args=back[1:]))]
    lead = later_presenters.words(change, worn)
    return form_page(request, form, title=_("Undo what waits"), lead=lead, button=_("Undo"), below=below)


def _must(worn: Worn, change: LaterChange) -> None:
    if change.unit is not None:
        must_change(worn, department_matter(unit_now(change.unit.code, today=worn.today).department))
    else:
        must(worn, Action.KEEP_STRUCTURE, BODIES if change.body is not None else ADMINISTRATION)


def _home(change: LaterChange) -> tuple[str, str]:
    if change.body is not None:
        return "body", change.body.code
    if change.department is not None:
        return "department", change.department.code
    return "unit_changes", change.unit.code if change.unit else ""
