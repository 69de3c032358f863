"""Two versions of the policy, rule by rule: those decided for anybody, drafts for whoever writes them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.rights import may
from spelregler.apps.policy.access import PACKAGE, Action
from spelregler.apps.policy.packages.comparing import told
from spelregler.apps.policy.packages.versions import Version, chosen, role_rules_between, versions
from spelregler.apps.policy.pages.comparing.forms import CompareForm
from spelregler.apps.policy.pages.packages.difference_presenters import difference_rows
from spelregler.apps.policy.pages.shell import room_page
from spelregler.exchange.package.differences import differences
from spelregler.ui.formatting import short_date


def compare(request: Request) -> HttpResponse:
    """The latest that is decided against the one before, unless the reader chooses otherwise."""
    acting_role, asked = request.acting_role, request.GET
    language, writes = acting_role.language, may(acting_role, Action.ENTER, PACKAGE)
    found = versions(as_of=acting_role.as_of, with_drafts=writes)
    after, before = chosen(found, asked.get("till", ""), 0), chosen(found, asked.get("fran", ""), 1)
    context: dict[str, Any] = {
        "page": room_page(
            request,
            _("Two versions of the policy"),
            _("What the later one says otherwise: limits first, then the rules, then who may do what."),
        ),
    }
    if before is not None and after is not None:
        typed = {**asked.dict(), "fran": before.key, "till": after.key}
        names = {each.key: _named(each, language) for each in found}
        context |= {
            "form": CompareForm(typed, versions=names.items()),
            "was": names[before.key],
            "becomes": names[after.key],
            "rows": difference_rows(differences(before.package, after.package), language),
            "role_rules": told(role_rules_between(before, after), language),
        }
    return render(request, "policy/compare.html", context)


def _named(version: Version, language: str) -> str:
    package, adoption = version.package, version.adoption
    if adoption is None:
        return _("%(folder)s %(version)s, not decided") % {"folder": version.folder.name, "version": package.version}
    return _("%(folder)s %(version)s, from %(day)s") % {
        "folder": adoption.package,
        "version": adoption.version,
        "day": short_date(adoption.start, language),
    }
