"""The secretary adds a rule to the municipality's own package, says what answers for it, or takes it out."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.policy.operations.editing import add_rule, remove_rule
from spelregler.apps.policy.pages.adding.forms import AnswerForm, ChosenCheck, NewRuleForm, TakeOutForm, resting_on
from spelregler.apps.policy.pages.drafting.shared import (
    is_changed,
    package_page,
    readable,
    row_of,
    rule_of,
    seen_of,
    writer,
)
from spelregler.domain.checks import registry
from spelregler.exchange.package.reader import POLICY


def new_rule(request: Request, name: str) -> HttpResponse:
    """A rule of the municipality's own. What it is judged by is set on the next page."""
    acting_role, seen = writer(request), seen_of(name)
    form = NewRuleForm(sent(request), package=readable(name), language=acting_role.language, initial=seen)
    if form.carried_out(
        lambda said: add_rule(
            name=name, row=form.row(said), after=said["chapter"], was=said["was"], who=acting_role.who
        )
    ):
        answer = reverse("policy:own_answer", args=[name, form.cleaned_data["id"]])
        return done(request, _("The rule is in the package. Say what it is judged by."), answer)
    lead = _("Nothing is judged by it until the council has decided the package.")
    page = package_page(request, _("A new rule"), lead, above=name)
    return form_page(request, page, form, button=_("Add the rule"), back=row_of(name))


def answer(request: Request, name: str, clause: str) -> HttpResponse:
    """The check that answers for a rule, and the limits that it judges by."""
    acting_role, seen, package = writer(request), seen_of(name), readable(name)
    found, language = rule_of(package, clause), acting_role.language
    search = ChosenCheck({"kontroll": found.check, **request.GET.dict()}, language=language)
    asked = search.said("kontroll")
    check = asked if asked in registry else found.check if found.check in registry else registry.names()[0]
    form = AnswerForm(sent(request), clause=found, check=check, package=package, language=language, initial=seen)
    if is_changed(request, name, POLICY, form, form.changes):
        return done(request, _("It is changed in the package."), row_of(name, clause))
    context = {
        "page": package_page(request, _("What answers for %(rule)s") % {"rule": clause}, above=name),
        "search": search,
        "form": form,
        "formula": registry.get(check).formula.text(language),
        "back": row_of(name, clause),
    }
    return render(request, "policy/own_answer.html", context, status=form.status)


def take_out(request: Request, name: str, clause: str) -> HttpResponse:
    """A rule leaves the package; it is asked until the council has decided the package without it."""
    acting_role, seen, package = writer(request), seen_of(name), readable(name)
    found = rule_of(package, clause)
    form = TakeOutForm(sent(request), initial=seen)
    if form.carried_out(lambda said: remove_rule(name=name, clause=clause, was=said["was"], who=acting_role.who)):
        return done(request, _("The rule is taken out of the package."), row_of(name, "rules"))
    files = resting_on(clause, package)
    lead = (
        _("It is named in %(files)s, which has to be changed first.") % {"files": ", ".join(files)}
        if files
        else _("It is asked until the council has decided the package without it.")
    )
    title = _("Take out %(rule)s") % {"rule": f"{found.name.text(acting_role.language)} ({clause})"}
    page = package_page(request, title, lead, above=name)
    return form_page(
        request, page, form, button=_("Take the rule out"), back=row_of(name, clause), is_closed=bool(files)
    )
