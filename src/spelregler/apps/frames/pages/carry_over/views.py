"""Carrying over between years: what was carried, and the secretary's entry of the decision (MR-18)."""

from __future__ import annotations

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
from spelregler.apps.frames.access.visibility import seen_carry_overs
from spelregler.apps.frames.pages import MODULES
from spelregler.apps.frames.pages.carry_over.forms import CarryForm
from spelregler.apps.frames.queries import carry_over, frame_rows
from spelregler.apps.frames.queries.balance import council_on
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page, Pager, page_asked


def carry_overs(request: Request) -> HttpResponse:
    """What has been carried into the year, decision by decision, and the way in for those who enter decisions."""
    acting_role = request.acting_role
    year = acting_role.as_of.year
    total = carry_over.how_many_carry_overs(year=year, as_of=acting_role.as_of)
    kept = {"per": request.GET.get("per", "")}
    pager = Pager.of(page_asked(request.GET.get("sida", "")), total=total, most=carry_over.MOST_ROWS, **kept)
    found = carry_over.carry_overs(year=year, as_of=acting_role.as_of, start=pager.start)
    page = page_shell(
        request,
        title=_("Carried over from %(before)s to %(year)s") % {"before": year - 1, "year": year},
        lead=_("What was left of a year lapses unless a decision carries it over: once, not into later years."),
        crumbs=[(_("Frames"), reverse("frames:overview")), (_("Carried over"), "")],
        current="frames:overview",
        modules=MODULES,
    )
    context = {
        "page": page,
        "rows": seen_carry_overs(acting_role, found),
        "pager": pager,
        "enters": _may_enter_for(request),
    }
    return render(request, "frames/carry_overs.html", context)


def carry(request: Request, code: str) -> HttpResponse:
    """The secretary enters that a body has carried over: the council to committees, a committee to its units."""
    acting_role = request.acting_role
    body = frame_rows.body_on(code=code, as_of=acting_role.as_of)
    if body is None:
        raise NotVisible(Words("The body does not exist on that day."))
    is_council = body.kind == Body.Kind.COUNCIL
    must(acting_role, actions.enters(is_council=is_council), actions.entered(body.code))
    year = acting_role.today.year
    rows = carry_over.leftovers(body=body, into=year, as_of=acting_role.today)
    form = CarryForm(sent(request), today=acting_role.today, rows=rows)
    if form.carried_out(
        lambda said: operations.carry_over(
            body=body,
            into=year,
            shares=form.shares(),
            who=acting_role.who,
            **{name: said[name] for name in ("decided_on", "paragraph", "text")},
        )
    ):
        message = _("The decision is entered and the frames hold from its day.")
        return done(request, message, reverse("frames:carry_overs"))
    given = None if is_council else carry_over.given_to(body=body, year=year, as_of=acting_role.today)
    context = {"page": _page(request, body, year), "form": form, "given": given, "before": year - 1}
    return render(request, "frames/carry.html", context, status=form.status)


def _page(request: Request, body: Body, year: int) -> Page:
    name = request.acting_role.say(body.name, body.name_en)
    return page_shell(
        request,
        title=_("Carry over from %(before)s: %(body)s") % {"before": year - 1, "body": name},
        lead=_("What was left adds to the frame, a deficit takes from it. The sums hold on every level."),
        crumbs=[
            (_("Frames"), reverse("frames:overview")),
            (_("Carried over"), reverse("frames:carry_overs")),
            (name, ""),
        ],
        current="frames:overview",
        modules=MODULES,
        can_travel=False,
    )


def _may_enter_for(request: Request) -> list[tuple[str, str]]:
    """The bodies whose decision the acting role enters today, code and name; none on an earlier day."""
    acting_role = request.acting_role
    if acting_role.as_of != acting_role.today:
        return []
    council = council_on(as_of=acting_role.today)
    bodies = [*([council] if council else []), *frame_rows.steered_bodies(as_of=acting_role.today)]
    return [
        (body.code, acting_role.say(body.name, body.name_en))
        for body in bodies
        if actions.may_enter(acting_role, body.code, is_council=body.kind == Body.Kind.COUNCIL)
    ]
