"""How far the beginning has come, on the first page of whoever sets up."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Note
from spelregler.apps.start.access.visibility import begun


def beginning_note(acting_role: ActingRole) -> Note | None:
    """The steps that are done; None once all are."""
    found = begun(acting_role)
    if found is None:
        return None
    words = _("The municipality's start: %(done)s of %(of)s steps are done.") % {"done": found.done, "of": found.of}
    return Note(words, reverse("start:checklist"), _("Go on with the start"))
