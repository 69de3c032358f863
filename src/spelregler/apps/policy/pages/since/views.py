"""What has changed among the rules since a body last decided, for whoever reads it before the next meeting."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.decisions.queries import last_decided
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.policy.packages.in_force import package_or_none
from spelregler.apps.policy.pages.shell import room_page
from spelregler.apps.policy.pages.since import presenters
from spelregler.apps.policy.pages.since.forms import SinceForm
from spelregler.apps.policy.queries.rule_years import LATELY


def since(request: Request) -> HttpResponse:
    """The rules in a body's field whose answers are others today than when the body last decided, or than on a day."""
    acting_role = request.acting_role
    day, known = acting_role.as_of, _bodies(acting_role)
    chosen = known.get(request.GET.get("organ", ""), _own(acting_role, known))
    last = last_decided(body=chosen.code, before=day) if chosen else None
    unsaid = last or day - LATELY
    asked = {"organ": chosen.code if chosen else "", "fran": str(unsaid), **request.GET.dict()}
    form = SinceForm(asked, bodies=[(code, acting_role.say(each.name, each.name_en)) for code, each in known.items()])
    typed = form.cleaned_data.get("fran") if form.is_valid() else None
    start = min(typed or unsaid, day)
    package = package_or_none(day)
    lead = _("What the rules answer otherwise today than on that day. What turned and turned back is not told.")
    context = {
        "page": room_page(request, _title(chosen, acting_role), lead),
        "form": form,
        "start": start,
        "is_meeting": start == last,
        "found": presenters.since(chosen, package, acting_role, start=start) if chosen and package else None,
        "policy": reverse("policy:documents"),
    }
    return render(request, "policy/since.html", context)


def _bodies(acting_role: ActingRole) -> dict[str, Body]:
    """The bodies that meet and decide, by code."""
    found = bodies(as_of=acting_role.as_of)
    return {each.code: each for each in found if each.kind != Body.Kind.AUDITORS}


def _own(acting_role: ActingRole, known: dict[str, Body]) -> Body | None:
    """The reader's own body; else the council, or whichever there is."""
    kind, code = acting_role.place
    if kind == "committee" and code in known:
        return known[code]
    councils = [each for each in known.values() if each.kind == Body.Kind.COUNCIL]
    return next(iter([*councils, *known.values()]), None)


def _title(body: Body | None, acting_role: ActingRole) -> str:
    if body is None:
        return _("Changed since the last meeting")
    return _("Changed since the last meeting: %(body)s") % {"body": acting_role.say(body.name, body.name_en)}
