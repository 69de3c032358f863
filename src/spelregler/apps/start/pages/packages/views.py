"""The packages to choose among: what each demands, and a copy to make one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, sent
from spelregler.apps.acting.rights import may
from spelregler.apps.policy.access import PACKAGE
from spelregler.apps.policy.access import Action as PolicyAction
from spelregler.apps.policy.operations.copying import copy_package, place_of_copies
from spelregler.apps.policy.packages.offers import demands, offers
from spelregler.apps.policy.pages.packages import presenters
from spelregler.apps.policy.pages.packages.forms import CopyForm
from spelregler.apps.start.access.actions import must_set_up
from spelregler.apps.start.pages.packages import presenters as packages_presenters
from spelregler.apps.start.pages.shell import page_of


def overview(request: Request) -> HttpResponse:
    """Every package of the installation: those that ship with the product and the municipality's own."""
    acting_role = request.acting_role
    must_set_up(acting_role)
    lead = _("A package says who may do what and how each rule is judged. Choose one, or copy it and make it your own.")
    found = [presenters.offer_view(each, acting_role.language) for each in offers(as_of=acting_role.today)]
    context = {"page": page_of(request, _("Policy package"), lead), "offers": found}
    return render(request, "start/packages.html", context)


def one(request: Request, name: str) -> HttpResponse:
    """What a package demands: documents, bodies, and the facts that each rule needs with the page that enters them."""
    acting_role, today = request.acting_role, request.acting_role.today
    must_set_up(acting_role)
    offer = packages_presenters.offer_called(name, today=today)
    form = CopyForm(sent(request))
    own = place_of_copies()
    if form.carried_out(lambda said: copy_package(name=name, municipality=own, who=acting_role.who, **said)):
        words = _("The copy lies in %(folder)s. Change its files there.") % {"folder": form.result}
        return done(request, words, reverse("start:package", args=[form.result.name]))
    shown, package = presenters.offer_view(offer, acting_role.language), offer.package
    context = {
        "page": page_of(request, shown.title, _("What the package demands of the municipality.")),
        "offer": shown,
        "demands": presenters.demands_view(demands(offer, as_of=today), acting_role.language),
        "needs": packages_presenters.needs(package, acting_role.language) if package else [],
        "bodies": packages_presenters.bodies_of(package, today=today, language=acting_role.language) if package else [],
        "may_adopt": may(acting_role, PolicyAction.ENTER, PACKAGE),
        "form": form,
    }
    return render(request, "start/package.html", context, status=form.status)
