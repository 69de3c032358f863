"""The municipality writes its own package, seen against the one in force, until the council decides."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.policy.findings.trying import answered_otherwise
from spelregler.apps.policy.operations.copying import copy_package, place_of_copies
from spelregler.apps.policy.operations.editing import own_folder
from spelregler.apps.policy.packages import offers
from spelregler.apps.policy.packages.comparing import otherwise_than_held, told
from spelregler.apps.policy.packages.in_force import folder_of, package_or_none
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.apps.policy.pages.drafting import presenters
from spelregler.apps.policy.pages.drafting.forms import LimitForm, RuleForm
from spelregler.apps.policy.pages.drafting.shared import (
    is_changed,
    missing,
    package_page,
    read_or_none,
    readable,
    row_of,
    rule_of,
    seen_of,
    title_of,
    writer,
)
from spelregler.apps.policy.pages.packages.difference_presenters import difference_rows
from spelregler.apps.policy.pages.packages.forms import CopyOfForm
from spelregler.apps.policy.pages.packages.presenters import fault_views, offer_view
from spelregler.apps.policy.pages.shell import entering_page
from spelregler.domain.checks import registry
from spelregler.domain.words import Words
from spelregler.exchange.package import Package
from spelregler.exchange.package.differences import Differences, differences
from spelregler.exchange.package.packed import TAKEN, files_in, packed
from spelregler.exchange.package.reader import PARAMETERS, POLICY
from spelregler.platform.errors import NotVisible


def overview(request: Request) -> HttpResponse:
    """The municipality's own packages, and a copy of any to begin from."""
    acting_role = writer(request)
    found = offers.offers(as_of=acting_role.today)
    shown = [offer_view(each, acting_role.language) for each in found]
    form = CopyOfForm(sent(request), packages=[(each.name, f"{each.title} ({each.name})") for each in shown])
    own = place_of_copies()
    if form.carried_out(lambda said: copy_package(municipality=own, who=acting_role.who, **said)):
        name = form.result.name
        return done(
            request, _("The copy is made. Change what you wish to."), reverse("policy:own_package", args=[name])
        )
    lead = _("A package holds the rules and the limits. Copy one, change it here, and let the council decide it.")
    context = {
        "page": entering_page(request, _("The municipality's own packages"), lead),
        "own": [each for each, offer in zip(shown, found, strict=True) if offer.is_own],
        "form": form,
    }
    return render(request, "policy/own_packages.html", context, status=form.status)


def one(request: Request, name: str) -> HttpResponse:
    """What the package says otherwise than the one in force, its faults, and every limit and rule to change."""
    acting_role = writer(request)
    folder, language = own_folder(name), acting_role.language
    faults, package = faults_of(folder), read_or_none(name)
    context = {
        "page": package_page(request, title_of(name), _("Nothing is judged by it until the council has decided it.")),
        "name": name,
        "faults": fault_views(faults, language),
        "held": package_or_none(acting_role.today) is not None,
        "rows": difference_rows(_against_held(package, acting_role), language),
        "role_rules": told(otherwise_than_held(folder, package, as_of=acting_role.today), language)
        if package and not faults
        else [],
        "files": sorted(each for each in files_in(folder) if each in TAKEN),
        "limits": presenters.limit_links(name, package, language) if package else [],
        "chapters": presenters.chapters(name, package, language) if package else [],
        "adopt": f"{reverse('policy:adopt')}?paket={name}#demands",
    }
    return render(request, "policy/own_package.html", context)


def tried(request: Request, name: str) -> HttpResponse:
    """What the package would answer otherwise than the one in force, about today's facts; nothing is stored."""
    acting_role = writer(request)
    package, held = readable(name), package_or_none(acting_role.today)
    if faults_of(own_folder(name)) or held is None:
        raise NotVisible(
            Words("Only a package without faults can be held against one in force."),
            way=Words("See its faults on its page, and put them right."),
        )
    found = answered_otherwise(held, package, as_of=acting_role.today)
    lead = _("Today's facts, judged by both packages. Nothing is stored.")
    context = {
        "page": package_page(request, _("What would be answered otherwise"), lead, above=name),
        "rows": presenters.otherwise_rows(found, acting_role),
        "name": name,
    }
    return render(request, "policy/own_tried.html", context)


def limit(request: Request, name: str, limit: str) -> HttpResponse:
    """The values of one limit, and where they come from."""
    acting_role, seen = writer(request), seen_of(name)
    found = readable(name).parameters.get(limit)
    if found is None:
        raise missing()
    form = LimitForm(sent(request), limit=found, language=acting_role.language, initial=seen)
    if is_changed(request, name, PARAMETERS, form, form.changes):
        return done(request, _("The limit is changed in the package."), row_of(name, limit))
    page = package_page(request, f"{found.title.text(acting_role.language)} ({limit})", above=name)
    return form_page(request, page, form, button=_("Change the limit"), back=row_of(name))


def rule(request: Request, name: str, clause: str) -> HttpResponse:
    """A rule's texts, whom it obliges and how often it is asked about."""
    acting_role, seen = writer(request), seen_of(name)
    found = rule_of(readable(name), clause)
    form = RuleForm(sent(request), clause=found, language=acting_role.language, initial=seen)
    if is_changed(request, name, POLICY, form, form.changes):
        return done(request, _("The rule is changed in the package."), row_of(name, clause))
    page = package_page(request, f"{found.name.text(acting_role.language)} ({clause})", above=name)
    return form_page(
        request,
        page,
        form,
        button=_("Change the rule"),
        back=row_of(name),
        template="policy/own_rule.html",
        name=name,
        clause=clause,
        answered_by=registry.get(found.check).title.text(acting_role.language) if found.check in registry else "",
    )


def files(request: Request, name: str) -> HttpResponse:
    """The package's files in one, to keep under version control or to give to another municipality."""
    writer(request)
    data = packed(files_in(folder_of(name)), folder=name)
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return HttpResponse(data, content_type="application/zip", headers=headers)


def _against_held(package: Package | None, acting_role: ActingRole) -> Differences:
    held = package_or_none(acting_role.today)
    return differences(held, package) if held and package else Differences()
