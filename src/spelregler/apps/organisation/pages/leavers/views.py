"""Those who have left: the rule, who is due, and what remains of them and for how long."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import ADMINISTRATION, Action
from spelregler.apps.organisation.operations import anonymity
from spelregler.apps.organisation.pages.unit_changes.forms import AnonymiseForm, AnonymityForm
from spelregler.platform.audit.retention import retention_on
from spelregler.platform.errors import DomainError

HERE = "organisation:overview"
MOST_SHOWN = 200


def leavers(request: Request) -> HttpResponse:
    """The rule in force, who is due by it today, and what stays."""
    must(request.acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    return _shown(request, AnonymityForm(acting_role=request.acting_role))


def _shown(request: Request, form: AnonymityForm) -> HttpResponse:
    today = request.acting_role.today
    found = anonymity.due(today=today)
    title = _("Those who have left")
    page = page_shell(
        request,
        title=title,
        lead=_("The name is kept as long as it is needed, and no longer. How long is the municipality's own decision."),
        crumbs=[(_("The organisation"), reverse(HERE)), (title, "")],
        current=HERE,
        modules=("ORG",),
        can_travel=False,
    )
    context = {
        "page": page,
        "rule": anonymity.rule_on(today),
        "retention": retention_on(today),
        "due": found[:MOST_SHOWN],
        "more": max(len(found) - MOST_SHOWN, 0),
        "form": form,
        "anonymise": AnonymiseForm(),
    }
    return render(request, "organisation/leavers.html", context, status=400 if form.errors else 200)


@require_POST
def decide(request: Request) -> HttpResponse:
    """Whoever keeps the register enters the rule that has been decided."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    form = AnonymityForm(request.POST, acting_role=acting_role)
    if form.is_valid():
        said = form.cleaned_data
        try:
            anonymity.decide_anonymity(
                employed_years=said["employed_years"],
                elected_years=said["elected_years"],
                decided=form.decided,
                who=acting_role.who,
            )
            messages.success(request, _("The rule is entered. The night does what it says."))
            return HttpResponseRedirect(reverse("organisation:leavers"))
        except DomainError as error:
            form.add_error(None, error.text(acting_role.language))
    return _shown(request, form)


@require_POST
def anonymise(request: Request) -> HttpResponse:
    """Those who are due are made anonymous now, instead of tonight."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    form = AnonymiseForm(request.POST)
    if form.carried_out(lambda _said: anonymity.anonymise_leavers(today=acting_role.today, who=acting_role.who)):
        words = ngettext("%(count)s person is anonymous.", "%(count)s people are anonymous.", form.result)
        messages.success(request, words % {"count": form.result})
    return HttpResponseRedirect(reverse("organisation:leavers"))
