"""The page on which something entered by mistake is undone, until something rests on it."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.organisation import undoing
from spelregler.apps.organisation.access import may, must
from spelregler.apps.organisation.forms import RoomForm
from spelregler.apps.organisation.pages import done, form_page
from spelregler.apps.organisation.worn import Request, Worn


class UndoForm(RoomForm):
    """Why it is undone."""

    reason = forms.CharField(label=gettext_lazy("Why"), max_length=300)


def _must_undo(worn: Worn, kind: str) -> None:
    known = undoing.KINDS.get(kind)
    if known is not None and not (known.also_asks and may(worn, *known.also_asks)):
        must(worn, *known.asks)


def undo(request: Request, kind: str, key: str) -> HttpResponse:
    """Whoever may enter the thing may undo it; the trail keeps both."""
    worn = request.worn
    _must_undo(worn, kind)
    thing = undoing.undoable(kind, key, today=worn.today)
    form = UndoForm(request.POST or None, worn=worn)
    if form.carried_out(lambda said: undoing.undo(thing=thing, who=worn.who, **said)):
        return done(request, _("%(what)s is undone.") % {"what": thing.row}, "overview")
    words = ", ".join(worn.say(sv, en) for sv, en in thing.rests)
    lead = _("Taken away as if it had never been entered. The trail keeps what was entered, and why it was undone.")
    if words:
        lead = _("This cannot be undone any more: on it rest %(what)s. End or change it instead.") % {"what": words}
    title = _("Undo: %(what)s") % {"what": thing.row}
    return form_page(request, form, title=title, lead=lead, button=_("Undo"), is_closed=bool(words))
