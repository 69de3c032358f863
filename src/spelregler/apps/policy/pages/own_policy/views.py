"""A department's own manager policy beside the central one that it inherits, and what it says of a rule (CP-5)."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.rights import may, must
from spelregler.apps.organisation.queries.departments import DepartmentPlace, departments
from spelregler.apps.policy.access import Action, own_policy_of
from spelregler.apps.policy.operations.local_rules import write_local_rule
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.apps.policy.pages.own_policy.forms import LocalRuleForm
from spelregler.apps.policy.pages.own_policy.presenters import central_rules, chapters_beside
from spelregler.apps.policy.pages.shell import entering_page, room_page
from spelregler.apps.policy.queries.documents import local_rules_of, own_policy_on
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def own_policy(request: Request, department: str) -> HttpResponse:
    """The central policy's rules by chapter, those first of which the department's own says something."""
    acting_role = request.acting_role
    day, language = acting_role.as_of, acting_role.language
    found, version = _department(department, acting_role), own_policy_on(department=department, as_of=day)
    said = local_rules_of(version, as_of=day) if version else {}
    matter = own_policy_of(department=department, body=found.body)
    may_write = version is not None and day == acting_role.today and may(acting_role, Action.ENTER_BESIDE, matter)
    rules = central_rules(package_or_none(day))
    context = {
        "page": room_page(request, _title(found, acting_role), _lead(), below=_below(), modules=("POL",)),
        "version": version,
        "chapters": chapters_beside(rules, said, department=department, may_write=may_write, language=language),
        "count": sum(each.id in said for each in rules),
        "all": len(rules),
    }
    return render(request, "policy/own_policy.html", context)


def write(request: Request, department: str, clause: str) -> HttpResponse:
    """The department's head, or the secretary, writes what the own policy says of one rule."""
    acting_role = request.acting_role
    day, found = acting_role.today, _department(department, acting_role)
    must(acting_role, Action.ENTER_BESIDE, own_policy_of(department=department, body=found.body))
    rules = {each.id: each for each in central_rules(package_or_none(day))}
    version, back = own_policy_on(department=department, as_of=day), reverse("policy:own_policy", args=[department])
    if clause not in rules or version is None:
        raise _missing()
    held = local_rules_of(version, as_of=day).get(clause)
    initial = {"text": held.text, "takes_nothing_away": held.stated_on is not None} if held else {}
    form = LocalRuleForm(sent(request), initial=initial)
    if form.carried_out(
        lambda said: write_local_rule(
            version=version,
            clause=clause,
            known=rules,
            role=acting_role.role,
            on=day,
            who=acting_role.who,
            **said,
        )
    ):
        return done(request, _("It is written."), f"{back}#{clause}")
    central = rules[clause]
    page = entering_page(
        request,
        f"{central.name.text(acting_role.language)} ({clause})",
        _("The central policy says: %(text)s") % {"text": central.text.text(acting_role.language)},
        below=[*_below(), (_title(found, acting_role), back)],
    )
    return form_page(request, page, form, button=_("Write it"), back=f"{back}#{clause}")


def _department(code: str, acting_role: ActingRole) -> DepartmentPlace:
    found = next((each for each in departments(as_of=acting_role.as_of) if each.code == code), None)
    if found is None:
        raise _missing()
    return found


def _missing() -> NotVisible:
    return NotVisible(
        Words("There is no such department, rule or own policy."),
        way=Words("Go to the documents beside the policy and choose there."),
    )


def _below() -> list[tuple[str, str]]:
    return [(_("Governing documents beside the policy"), reverse("policy:beside"))]


def _title(found: DepartmentPlace, acting_role: ActingRole) -> str:
    return _("Own manager policy: %(name)s") % {"name": acting_role.say(found.name, found.name_en)}


def _lead() -> str:
    return _("It inherits the central policy. Here is where it says something of its own.")
