"""The registry's things in words. What is marked is told as such to whoever may not read it."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spelregler.apps.registry.models import CaseFile, Record

KIND_WORDS = {
    Record.Kind.INCOMING: gettext_lazy("Incoming"),
    Record.Kind.OUTGOING: gettext_lazy("Outgoing"),
    Record.Kind.INTERNAL: gettext_lazy("Drawn up within"),
}


def shown(text: str, ground: str, *, marked: bool) -> str:
    """The text; where it is marked, what is to be reviewed by which law, for whoever may not read it."""
    if not ground or marked:
        return text
    return _("To be reviewed before it is disclosed (%(ground)s)") % {"ground": ground}


def title_of(case: CaseFile, *, marked: bool) -> str:
    """What the case is called, as the reader sees it."""
    return shown(case.title, case.title_ground, marked=marked)
