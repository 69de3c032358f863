"""The frame of the pages below the checklist."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.ui.page import Page


def page_of(request: Request, title: str, lead: str = "", *, path: str = "") -> Page:
    """A page that leads back to the checklist. What has begun is entered today, so no other day is shown."""
    crumbs = [(_("The municipality's start"), reverse("start:checklist")), (title, "")]
    return page_shell(request, title=title, lead=lead, crumbs=crumbs, can_travel=False, path=path)
