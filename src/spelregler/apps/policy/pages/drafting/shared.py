"""What the pages of the municipality's own package have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.rights import must
from spelregler.apps.policy.access import PACKAGE, Action
from spelregler.apps.policy.operations.editing import change_package, own_folder
from spelregler.apps.policy.packages.in_force import digest_in
from spelregler.apps.policy.pages.shell import entering_page
from spelregler.domain.words import Words
from spelregler.exchange.package import Clause, Package, PackageError, read_package
from spelregler.exchange.package.editing import New, Place
from spelregler.platform.errors import NotVisible
from spelregler.platform.forms import PlainForm
from spelregler.ui.page import Page


class SeenForm(PlainForm):
    """Carries what the package was when the page was opened, so that nobody writes over somebody else."""

    was = forms.CharField(widget=forms.HiddenInput, max_length=64)


def writer(request: Request) -> ActingRole:
    """Whoever enters the council's decision writes the draft. Refuses everybody else."""
    must(request.acting_role, Action.ENTER, PACKAGE)
    return request.acting_role


def seen_of(name: str) -> dict[str, str]:
    """What the form carries of the package as its reader sees it now."""
    return {"was": digest_in(own_folder(name))}


def row_of(name: str, row: str = "") -> str:
    """Where a row of the package stands on its page."""
    page = reverse("policy:own_package", args=[name])
    return f"{page}#{row}" if row else page


def read_or_none(name: str) -> Package | None:
    """The package as its files are now; None where they cannot be read, which its faults then tell."""
    try:
        return read_package(own_folder(name))
    except PackageError:
        return None


def readable(name: str) -> Package:
    """The package as its files are now. Refuses with `NotVisible` one that cannot be read."""
    package = read_or_none(name)
    if package is None:
        raise NotVisible(
            Words("The package {name} has faults that keep it from being read.", name=name),
            way=Words("See them on its page, and put the files right."),
        )
    return package


def rule_of(package: Package, clause: str) -> Clause:
    """A rule of the package. Refuses with `NotVisible` one that it has not."""
    if clause not in package.place:
        raise missing()
    return package.clause(clause)


def is_changed(
    request: Request,
    name: str,
    file: str,
    form: SeenForm,
    changes: Callable[[Mapping[str, Any]], Mapping[Place, New]],
) -> bool:
    """Whether what was typed is written into the file of the package: its `changes`, place by place."""
    who = request.acting_role.who
    return form.carried_out(
        lambda said: change_package(name=name, file=file, changes=changes(said), was=said["was"], who=who)
    )


def missing() -> NotVisible:
    """What the package has not."""
    return NotVisible(Words("The package has no such row."), way=Words("Go to the package and choose there."))


def title_of(name: str) -> str:
    """What the page of a package is called."""
    return _("The package %(name)s") % {"name": name}


def package_page(request: Request, title: str, lead: str = "", above: str = "") -> Page:
    """A page of a package; `above` is the package that it lies in, where it is not the package's own."""
    below = [(_("The municipality's own packages"), reverse("policy:own_packages"))]
    if above:
        below.append((title_of(above), reverse("policy:own_package", args=[above])))
    return entering_page(request, title, lead, below=below)
