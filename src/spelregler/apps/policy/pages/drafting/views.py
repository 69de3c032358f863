"""The municipality writes its own package, seen against the one in force, until the council decides."""

from __future__ import annotations

import io
import zipfile

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import must
from spelregler.apps.policy.access import PACKAGE, Action
from spelregler.apps.policy.operations.copying import copy_package, place_of_copies
from spelregler.apps.policy.operations.editing import change_package, own_folder
from spelregler.apps.policy.packages import offers
from spelregler.apps.policy.packages.in_force import digest_in, folder_of, package_or_none
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.apps.policy.pages.drafting import presenters
from spelregler.apps.policy.pages.drafting.forms import LimitForm, RuleForm
from spelregler.apps.policy.pages.packages.difference_presenters import difference_rows
from spelregler.apps.policy.pages.packages.forms import CopyOfForm
from spelregler.apps.policy.pages.packages.presenters import fault_views, offer_view
from spelregler.apps.policy.pages.shell import entering_page
from spelregler.domain.words import Words
from spelregler.exchange.package import Package, PackageError, read_package
from spelregler.exchange.package.differences import Differences, differences
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page


def overview(request: Request) -> HttpResponse:
    """The municipality's own packages, and a copy of any to begin from."""
    acting_role = _writer(request)
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
    acting_role = _writer(request)
    folder, language = own_folder(name), acting_role.language
    faults, package = faults_of(folder), _read(name)
    context = {
        "page": _page(request, _title(name), _("Nothing is judged by it until the council has decided it.")),
        "name": name,
        "faults": fault_views(faults, language),
        "held": package_or_none(acting_role.today) is not None,
        "rows": difference_rows(_against_held(package, acting_role), language),
        "limits": presenters.limit_links(name, package, language) if package else [],
        "chapters": presenters.chapters(name, package, language) if package else [],
        "adopt": f"{reverse('policy:adopt')}?paket={name}#demands",
    }
    return render(request, "policy/own_package.html", context)


def limit(request: Request, name: str, limit: str) -> HttpResponse:
    """The values of one limit, and where they come from."""
    acting_role, seen = _writer(request), _seen(name)
    found = _readable(name).parameters.get(limit)
    if found is None:
        raise _missing()
    form = LimitForm(sent(request), limit=found, language=acting_role.language, initial=seen)
    if _is_changed(request, name, "parameters.yaml", form):
        return done(request, _("The limit is changed in the package."), _row_of(name, limit))
    page = _page(request, f"{found.title.text(acting_role.language)} ({limit})", above=name)
    return form_page(request, page, form, button=_("Change the limit"), back=_row_of(name))


def rule(request: Request, name: str, clause: str) -> HttpResponse:
    """A rule's texts, whom it obliges and how often it is asked about."""
    acting_role, seen = _writer(request), _seen(name)
    found = next((each for each in _readable(name).clauses if each.id == clause), None)
    if found is None:
        raise _missing()
    form = RuleForm(sent(request), clause=found, language=acting_role.language, initial=seen)
    if _is_changed(request, name, "policy.yaml", form):
        return done(request, _("The rule is changed in the package."), _row_of(name, clause))
    page = _page(request, f"{found.name.text(acting_role.language)} ({clause})", above=name)
    return form_page(request, page, form, button=_("Change the rule"), back=_row_of(name))


def _seen(name: str) -> dict[str, str]:
    """What the form carries of the package as its reader sees it now."""
    return {"was": digest_in(own_folder(name))}


def _is_changed(request: Request, name: str, file: str, form: LimitForm | RuleForm) -> bool:
    """Whether what was typed is written into the file of the package."""
    who = request.acting_role.who
    return form.carried_out(
        lambda said: change_package(name=name, file=file, changes=form.changes(said), was=said["was"], who=who)
    )


def _row_of(name: str, row: str = "") -> str:
    page = reverse("policy:own_package", args=[name])
    return f"{page}#{row}" if row else page


def files(request: Request, name: str) -> HttpResponse:
    """The package's files in one, to keep under version control or to give to another municipality."""
    _writer(request)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder_of(name).iterdir()):
            if file.is_file():
                archive.write(file, f"{name}/{file.name}")
    headers = {"Content-Disposition": f'attachment; filename="{name}.zip"'}
    return HttpResponse(packed.getvalue(), content_type="application/zip", headers=headers)


def _writer(request: Request) -> ActingRole:
    must(request.acting_role, Action.ENTER, PACKAGE)
    return request.acting_role


def _against_held(package: Package | None, acting_role: ActingRole) -> Differences:
    held = package_or_none(acting_role.today)
    return differences(held, package) if held and package else Differences()


def _read(name: str) -> Package | None:
    """The package as its files are now; None where they cannot be read, which its faults then tell."""
    try:
        return read_package(own_folder(name))
    except PackageError:
        return None


def _readable(name: str) -> Package:
    package = _read(name)
    if package is None:
        raise NotVisible(
            Words("The package {name} has faults that keep it from being read.", name=name),
            way=Words("See them on its page, and put the files right."),
        )
    return package


def _missing() -> NotVisible:
    return NotVisible(Words("The package has no such row."), way=Words("Go to the package and choose there."))


def _title(name: str) -> str:
    return _("The package %(name)s") % {"name": name}


def _page(request: Request, title: str, lead: str = "", above: str = "") -> Page:
    """A page of a package; `above` is the package that it lies in, where it is not the package's own."""
    below = [(_("The municipality's own packages"), reverse("policy:own_packages"))]
    if above:
        below.append((_title(above), reverse("policy:own_package", args=[above])))
    return entering_page(request, title, lead, below=below)
