"""What this room has on a role's first page: whose list one sees while they are away."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.first_page import Note
from spelregler.apps.notices.queries import watching


def whose_list_is_seen(acting_role: ActingRole) -> Note | None:
    """Who is away and has let one see what waits for them; the list is one step away."""
    names = [each.person.name for each in watching(acting_role)]
    if not names:
        return None
    words = _("You see what waits for %(names)s while they are away") % {"names": ", ".join(names)}
    return Note(words, reverse("home:tasks"))
