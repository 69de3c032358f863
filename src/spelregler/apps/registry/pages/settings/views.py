"""The page where the municipality's own pattern and template are edited."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.registry import operations
from spelregler.apps.registry.access.rights import SETTINGS, Action
from spelregler.apps.registry.pages.settings.forms import SettingsForm
from spelregler.apps.registry.queries.settings import demanded, pattern


def settings(request: Request) -> HttpResponse:
    """The secretary says how numbers are written, and what a memo must have."""
    acting_role = request.acting_role
    must(acting_role, Action.SET_UP, SETTINGS)
    form = SettingsForm(sent(request), initial={"pattern": pattern(), "demanded": sorted(demanded())})

    def act(said: dict[str, Any]) -> None:
        operations.set_up_registry(who=acting_role.who, **said)

    if form.carried_out(act):
        return done(request, _("It is saved."), reverse("registry:list"))
    title = _("Numbers and template")
    page = page_shell(
        request,
        title=title,
        lead=_("Holds from now on. Numbers that are given, and memos that are signed, stay as they are."),
        crumbs=[(_("Registry"), reverse("registry:list")), (title, "")],
        current="registry:list",
        can_travel=False,
    )
    return form_page(request, page, form, button=_("Save"), back=reverse("registry:list"))
