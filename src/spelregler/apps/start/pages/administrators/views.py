"""Who runs the system."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.start import queries
from spelregler.apps.start.access.actions import must_open_accounts
from spelregler.apps.start.operations import beginning
from spelregler.apps.start.pages.checklist import presenters
from spelregler.apps.start.pages.forms import AdministratorForm, EndForm
from spelregler.apps.start.pages.shell import page_of
from spelregler.platform.accounts.operations import password_address


def administrators(request: Request) -> HttpResponse:
    """Who runs the system, and one more of them."""
    acting_role = request.acting_role
    must_open_accounts(acting_role)
    form, link = AdministratorForm(sent(request)), ""
    if form.carried_out(
        lambda said: beginning.make_administrator(today=acting_role.today, who=acting_role.who, **said)
    ):
        link = request.build_absolute_uri(password_address(account=form.result, who=acting_role.who))
        form = AdministratorForm()
    page = page_of(request, _("Who runs the system"), presenters.administrators_lead())
    shown = queries.administrators(today=acting_role.today)
    context = {"page": page, "form": form, "administrators": shown, "link": link}
    return render(request, "start/administrators.html", context, status=form.status)


def end_administrator(request: Request, code: str) -> HttpResponse:
    """Somebody runs the system no more, asked about once before it is done."""
    acting_role = request.acting_role
    must_open_accounts(acting_role)
    found = next((each for each in queries.administrators(today=acting_role.today) if each.code == code), None)
    if found is None:
        raise Http404
    form = EndForm(sent(request))
    if form.carried_out(
        lambda _said: beginning.end_administrator(person=code, today=acting_role.today, who=acting_role.who)
    ):
        words = _("%(name)s runs the system no more.") % {"name": found.name}
        return done(request, words, reverse("home:home" if code == acting_role.person_code else "start:administrators"))
    title = _("%(name)s runs the system no more") % {"name": found.name}
    lead = _("It holds at once: every session ends. Whoever holds nothing else cannot sign in any more.")
    back = reverse("start:administrators")
    return form_page(request, page_of(request, title, lead), form, button=_("End the post"), back=back)
