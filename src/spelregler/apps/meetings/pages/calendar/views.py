"""The bodies' meetings: those to come and those that were, and a body's meetings planned for a year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.decisions.pages.forms import BodySearch
from spelregler.apps.meetings import operations
from spelregler.apps.meetings.access.planned_for import PLANNED_FOR, must_plan_somewhere
from spelregler.apps.meetings.feed.things import OPARL
from spelregler.apps.meetings.pages.calendar.forms import PlanForm, RuleForm
from spelregler.apps.meetings.pages.calendar.presenters import rows_of, ruled_days
from spelregler.apps.meetings.pages.words import HERE, MODULES
from spelregler.apps.meetings.queries import calendar
from spelregler.apps.organisation.models import Body
from spelregler.ui.page import Page, Pager, page_asked


def meetings(request: Request) -> HttpResponse:
    """The meetings of all bodies, or of one: the next first, or those that have been with the latest first."""
    acting_role, asked = request.acting_role, request.GET
    bodies = calendar.meeting_bodies(as_of=acting_role.as_of)
    search, has_been = BodySearch(asked, bodies=bodies), asked.get("visa") == "hallna"
    body = search.said("organ")
    read = calendar.held if has_been else calendar.coming
    found = read(as_of=acting_role.as_of, body=body, page=page_asked(asked.get("sida", "")))
    kept = {"organ": body, "visa": "hallna" if has_been else "", "per": asked.get("per", "")}
    context = {
        "page": _page(request, _("Meetings"), _("When the bodies meet, what they take up, and what they decided.")),
        "rows": rows_of(found.rows, acting_role),
        "pager": Pager.of(found.page, total=found.total, most=calendar.PER_PAGE, **kept),
        "search": search,
        "body": body,
        "open_data": OPARL,
        "has_been": has_been,
        "may_plan": acting_role.as_of == acting_role.today and bool(PLANNED_FOR.let_through(acting_role, bodies)),
    }
    return render(request, "meetings/list.html", context)


def plan(request: Request) -> HttpResponse:
    """A body's meetings for a year or a term, in one form."""
    acting_role = request.acting_role
    bodies = must_plan_somewhere(acting_role)
    form = PlanForm(sent(request), bodies=bodies, initial=_begun(request, bodies))

    def act(said: dict[str, Any]) -> int:
        made = operations.plan_meetings(
            body=form.bodies[said["body"]],
            planned=said["planned"],
            lists_a_year=calendar.lists_a_year(as_of=acting_role.today),
            on=acting_role.today,
            who=acting_role.who,
        )
        return len(made)

    if form.carried_out(act):
        count = form.result
        words = ngettext("%(n)d meeting is planned.", "%(n)d meetings are planned.", count) % {"n": count}
        return done(request, words, f"{reverse(HERE)}?organ={form.cleaned_data['body']}")
    title = _("Plan meetings")
    lead = _("What stands on every agenda is put there by itself: information, delegated decisions, open assignments.")
    page = _page(request, title, lead, last=title)
    return form_page(request, page, form, button=_("Plan the meetings"), back=reverse(HERE))


def _begun(request: Request, bodies: Sequence[Body]) -> dict[str, str]:
    """The body, else one's own where one plans for it, and the days that a rule has given."""
    days = request.GET.get("dagar", "").split()
    return {
        "body": request.GET.get("organ", "") or own_of(request, bodies),
        "days": "\n".join(days[: operations.MOST_PLANNED]),
    }


def by_rule(request: Request) -> HttpResponse:
    """The days of a body's meetings by one rule, with what stands in their way. Nothing is stored here."""
    acting_role = request.acting_role
    bodies = must_plan_somewhere(acting_role)
    form = RuleForm(
        request.GET if "fran" in request.GET else None,
        bodies=bodies,
        own=own_of(request, bodies),
        today=acting_role.today,
    )
    days = form.days
    body = form.bodies[form.cleaned_data["organ"]] if days else None
    rows = ruled_days(days, body, calendar.on_days(days), acting_role) if body else []
    free = [row.day for row in rows if row.is_kept]
    title = _("Plan by a rule")
    context = {
        "page": _page(
            request, title, _("The days are shown first. You may change them before they are stored."), last=title
        ),
        "form": form,
        "is_asked": form.is_bound and not form.errors,
        "rows": rows,
        "count": ngettext("%(n)d day", "%(n)d days", len(free)) % {"n": len(free)},
        "most": operations.MOST_PLANNED if len(free) > operations.MOST_PLANNED else 0,
        "days": " ".join(map(str, free)),
        "body": body.code if body else "",
    }
    return render(request, "meetings/by_rule.html", context, status=form.status)


def own_of(request: Request, bodies: Sequence[Body]) -> str:
    """The acting role's own body among those offered; empty for none, and the form then asks."""
    own = request.acting_role.body
    return own if own in {each.code for each in bodies} else ""


def _page(request: Request, title: str, lead: str, *, last: str = "") -> Page:
    crumbs = [(_("Meetings"), reverse(HERE)), (last, "")] if last else []
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=crumbs,
        current=HERE,
        modules=() if last else MODULES,
        can_travel=not last,
    )
