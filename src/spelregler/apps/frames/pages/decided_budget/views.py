"""A decided budget, entered from the minutes: the council's with its frames, and a committee's own split (MR-18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.form_page import done, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must
from spelregler.apps.frames import operations
from spelregler.apps.frames.access import actions
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.decided_budget.forms import BudgetForm, SplitForm
from spelregler.apps.frames.pages.minutes import minutes_of
from spelregler.apps.frames.pages.sheets import typed
from spelregler.apps.frames.pages.words import latest_budget_day
from spelregler.apps.frames.queries import frame_rows, proposals
from spelregler.apps.frames.queries.budget_places import bodies_to_give, units_to_give
from spelregler.apps.organisation.models import Body
from spelregler.domain.money import ZERO, Money
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def council(request: Request, year: int) -> HttpResponse:
    """The secretary enters the council's budget of the running year, or of the coming one (KL 11 kap. 10 §)."""
    acting_role, body = request.acting_role, _body(request, "", year)
    must(acting_role, actions.enters(is_council=True), actions.entered(body.code))
    places = bodies_to_give(year=year, as_of=acting_role.today)
    form = BudgetForm(
        sent(request),
        places=places,
        today=acting_role.today,
        is_running=year == acting_role.today.year,
        initial=_held(year, request),
    )
    if form.carried_out(
        lambda said: operations.enter_budget(
            year=year,
            total=said["total"],
            finance=said["finance"] or ZERO,
            committees=form.given(),
            special_reasons=said.get("reasons", ""),
            latest=latest_budget_day(acting_role.today),
            **_minuted(request, body, said),
        )
    ):
        return _entered(request, reverse("frames:overview"), year)
    return _page(request, form, title=_("The council's decided budget %(year)s") % {"year": year}, is_council=True)


def committee(request: Request, year: int, code: str) -> HttpResponse:
    """The secretary enters how the committee has split its frame over its units."""
    acting_role, body = request.acting_role, _body(request, code, year)
    must(acting_role, actions.enters(is_council=False), actions.entered(body.code))
    places = units_to_give(body=body, year=year, as_of=acting_role.today)
    form = SplitForm(sent(request), places=places, today=acting_role.today)
    if form.carried_out(
        lambda said: operations.enter_internal_budget(year=year, units=form.given(), **_minuted(request, body, said))
    ):
        is_running = year == acting_role.today.year
        here = reverse("frames:committee", args=[code]) if is_running else reverse("frames:internal", args=[year, code])
        return _entered(request, here, year)
    name = acting_role.say(body.name, body.name_en)
    title = _("Decided internal budget %(year)s, %(body)s") % {"year": year, "body": name}
    held = frame_rows.committee_frame_of(body_code=code, year=year)
    return _page(request, form, title=title, held=Money(held.amount_ore) if held else None)


def _minuted(request: Request, body: Body, said: Mapping[str, Any]) -> dict[str, Any]:
    acting_role = request.acting_role
    return {
        "minutes": minutes_of(body, said),
        "starts_on": said["starts_on"],
        "entered_on": acting_role.today,
        "who": acting_role.who,
    }


def _held(year: int, request: Request) -> dict[str, str]:
    """What holds already, so that only what the decision changes has to be written."""
    budget = frame_rows.council_budget(year=year, as_of=request.acting_role.today)
    if budget is None:
        return {}
    return {"total": typed(Money(budget.total_ore)), "finance": typed(Money(budget.finance_ore))}


def _body(request: Request, code: str, year: int) -> Body:
    """The body whose budget it is; only the running and the coming year's are entered."""
    today = request.acting_role.today
    found = proposals.decider_of(code=code, as_of=today)
    if found is None or year not in (today.year, today.year + 1):
        raise NotVisible(
            Words("The decided budget of this year and the next is entered here, for a body that exists."),
            way=Words("Go to Frames and choose there."),
        )
    return found


def _page(
    request: Request, form: SplitForm, *, title: str, is_council: bool = False, held: Money | None = None
) -> HttpResponse:
    page = page_shell(
        request,
        title=title,
        lead=_("What the minutes say, with the day it was decided. Amounts in tkr. All of it holds, or nothing does."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (title, "")],
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
    )
    context = {"page": page, "form": form, "is_council": is_council, "held": held}
    return render(request, "frames/decided.html", context, status=form.status)


def _entered(request: Request, address: str, year: int) -> HttpResponse:
    return done(request, _("The decision is entered and the frames of %(year)s hold.") % {"year": year}, address)
