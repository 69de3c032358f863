"""The page on which something entered by mistake is undone, until something rests on it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import may, must
from spelregler.apps.organisation.operations import undo as undoing
from spelregler.apps.organisation.pages.shell import done, form_page
from spelregler.apps.organisation.pages.undo.forms import UndoForm


def _must_undo(acting_role: ActingRole, kind: str) -> None:
    known = undoing.KINDS.get(kind)
    if known is not None and not (known.also_asks and may(acting_role, *known.also_asks)):
        must(acting_role, *known.asks)


def undo(request: Request, kind: str, key: str) -> HttpResponse:
    """Whoever may enter the thing may undo it; the trail keeps both."""
    acting_role = request.acting_role
    _must_undo(acting_role, kind)
    thing = undoing.undoable(kind, key, today=acting_role.today)
    form = UndoForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: undoing.undo(thing=thing, who=acting_role.who, **said)):
        return done(request, _("%(what)s is undone.") % {"what": thing.row}, "overview")
    words = ", ".join(each.text(acting_role.language) for each in thing.rests)
    lead = _("Taken away as if it had never been entered. The trail keeps what was entered, and why it was undone.")
    if words:
        lead = _("This cannot be undone any more: on it rest %(what)s. End or change it instead.") % {"what": words}
    title = _("Undo: %(what)s") % {"what": thing.row}
    return form_page(request, form, title=title, lead=lead, button=_("Undo"), is_closed=bool(words))
