"""A political body: made, named and ended; its terms and seats; who sits, in which function, and who serves instead."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import sent
from spelregler.apps.acting.rights import must
from spelregler.apps.organisation.access.actions import BODIES, ELECTION, Action
from spelregler.apps.organisation.files.names_in_minutes import code_of
from spelregler.apps.organisation.models import Body, Membership
from spelregler.apps.organisation.operations import bodies, holdings, later_changes, structure
from spelregler.apps.organisation.operations import call_in as calling
from spelregler.apps.organisation.pages import presenters
from spelregler.apps.organisation.pages.bodies.forms import (
    CallInForm,
    EndSeatForm,
    FunctionForm,
    GiveSeatForm,
    LastDayForm,
    NewBodyForm,
    OrderForm,
    RenameBodyForm,
    SeatsForm,
    TermForm,
)
from spelregler.apps.organisation.pages.later_changes import presenters as later_changes_presenters
from spelregler.apps.organisation.pages.shell import done, form_page
from spelregler.apps.organisation.queries import holdings as holdings_queries
from spelregler.apps.organisation.queries import seats as seats_queries
from spelregler.domain.period import ONE_DAY


def new_body(request: Request) -> HttpResponse:
    """The secretary enters a body that the council has decided on, with its seats."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, BODIES)
    kinds = [(kind, presenters.kind_words(kind)) for kind in Body.Kind.values]
    form = NewBodyForm(sent(request), acting_role=acting_role, kinds=kinds)
    made: list[Body] = []

    def make(said: dict[str, Any]) -> None:
        made[:] = [
            bodies.make_body(
                code=code_of(said["name"], among=Body),
                name=said["name"],
                name_en=said["name_en"],
                kind=said["kind"],
                first_day=said["first_day"],
                members=said["members"],
                substitutes=said["substitutes"],
                today=acting_role.today,
                who=acting_role.who,
            )
        ]

    if form.carried_out(make):
        return done(request, _("The body is entered. Enter its term next."), "body", made[0].code)
    lead = _("The council decides which committees there are. Enter what it has decided.")
    return form_page(request, form, title=_("New body"), lead=lead, button=_("Enter the body"))


def _of(request: Request, code: str) -> tuple[Body, dict[str, Any]]:
    """The body, and what every page about it has round it."""
    acting_role = request.acting_role
    body = seats_queries.body_by_code(code, as_of=acting_role.today, ahead=True)
    name = acting_role.say(body.name, body.name_en)
    return body, {"below": [(name, reverse("organisation:body", args=[code]))]}


def rename_body(request: Request, code: str) -> HttpResponse:
    """The secretary enters another name, in Swedish and English."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, BODIES)
    body, around = _of(request, code)
    initial = {"name": body.name, "name_en": body.name_en, "on": acting_role.today}
    form = RenameBodyForm(sent(request), acting_role=acting_role, initial=initial)
    if form.carried_out(
        lambda said: later_changes.rename_body_from(body=body, today=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, later_changes_presenters.told(form.cleaned_data["on"], acting_role), "body", code)
    return form_page(request, form, title=_("Name"), button=_("Change the name"), **around)


def end_body(request: Request, code: str) -> HttpResponse:
    """The secretary enters that a body ends after a last day."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, BODIES)
    body, around = _of(request, code)
    form = LastDayForm(sent(request), acting_role=acting_role)
    if form.carried_out(lambda said: bodies.end_body(body=body, who=acting_role.who, **said)):
        return done(request, _("The body ends after its last day."), "overview")
    lead = _("A body ends when nobody sits in it, no term runs and no department answers to it.")
    return form_page(request, form, title=_("End the body"), lead=lead, button=_("End the body"), **around)


def set_seats(request: Request, code: str) -> HttpResponse:
    """The secretary enters how many seats the body has."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER_SEAT, ELECTION)
    body, around = _of(request, code)
    seats = seats_queries.seats_of(body, as_of=_day(acting_role, body))
    counts = {"members": sum(not s.is_substitute for s in seats), "substitutes": sum(s.is_substitute for s in seats)}
    form = SeatsForm(sent(request), acting_role=acting_role, initial=counts)
    if form.carried_out(lambda said: bodies.set_seats(body=body, today=acting_role.today, who=acting_role.who, **said)):
        return done(request, _("The number of seats is changed."), "body", code)
    lead = _("Seats are added or taken away from the highest number. Nobody may sit in a seat that is taken away.")
    return form_page(request, form, title=_("Number of seats"), lead=lead, button=_("Set the number"), **around)


def add_term(request: Request, code: str) -> HttpResponse:
    """The secretary enters a term of one body; after an election all bodies are entered together."""
    acting_role = request.acting_role
    must(acting_role, Action.KEEP_STRUCTURE, BODIES)
    body, around = _of(request, code)
    form = TermForm(sent(request), acting_role=acting_role)

    def enter(said: dict[str, Any]) -> None:
        end = holdings.day_after(said["last_day"], first_day=said["first_day"])
        assert end is not None  # noqa: S101  for the type checker: a last day always gives an end
        structure.add_term(body=body, start=said["first_day"], end=end, who=acting_role.who)

    if form.carried_out(enter):
        return done(request, _("The term is entered."), "body", code)
    return form_page(request, form, title=_("New term"), button=_("Enter the term"), **around)


# Who sits and who serves ----------------------------------------------------------------------------------------------


def _day(acting_role: ActingRole, body: Body) -> date:
    """Today, or the first day of a body that begins later."""
    return max(acting_role.today, body.start)


def _seats(acting_role: ActingRole, body: Body, *, members_only: bool = False) -> list[tuple[str, str]]:
    seats = seats_queries.seats_of(body, as_of=_day(acting_role, body))
    lines = presenters.seat_lines([s for s in seats if not (members_only and s.is_substitute)], acting_role)
    return [(str(s.pk), f"{s.label}: {s.holder.name if s.holder else _('vacant')}") for s in lines]


def _seated(acting_role: ActingRole, body: Body, *, members_only: bool = False) -> list[tuple[str, str]]:
    seats = seats_queries.seats_of(body, as_of=_day(acting_role, body))
    held = presenters.seat_lines([s for s in seats if not (members_only and s.is_substitute)], acting_role)
    return [
        (str(each.pk), f"{each.name}, {seat.label}") for seat in held for each in (seat.holder, seat.coming) if each
    ]


def give_seat(request: Request, code: str) -> HttpResponse:
    """The secretary enters an election: seat, person, function, days and the council's decision."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER_SEAT, ELECTION)
    body, around = _of(request, code)
    initial = {"decided_by": presenters.council_name(acting_role), "person": request.GET.get("person", "")}
    address = reverse("organisation:find_people", args=["organ", code])
    form = GiveSeatForm(
        sent(request), acting_role=acting_role, seats=_seats(acting_role, body), address=address, initial=initial
    )
    if form.carried_out(lambda said: _elect(body, said, form)):
        return done(request, _("The seat is given."), "body", code)
    lead = _("The council elects. Enter what the minutes say.")
    return form_page(request, form, title=_("Give a seat"), lead=lead, button=_("Give the seat"), **around)


def _elect(body: Body, said: dict[str, Any], form: GiveSeatForm) -> Membership:
    return holdings.elect(
        seat=seats_queries.seat_of(body, said["seat"]),
        person=said["person"],
        function=said["function"],
        first_day=said["first_day"],
        last_day=said["last_day"],
        decided=form.decided,
        who=form.acting_role.who,
    )


def change_function(request: Request, code: str) -> HttpResponse:
    """The secretary enters that somebody who sits becomes chair, vice chair or member."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER_SEAT, ELECTION)
    body, around = _of(request, code)
    seated = _seated(acting_role, body, members_only=True)
    initial = {"decided_by": presenters.council_name(acting_role)}
    form = FunctionForm(sent(request), acting_role=acting_role, seated=seated, initial=initial)

    def change(said: dict[str, Any]) -> None:
        bodies.change_function(
            membership=holdings_queries.membership(said["membership"], body=code),
            function=said["function"],
            first_day=said["first_day"],
            decided=form.decided,
            who=acting_role.who,
        )

    if form.carried_out(change):
        return done(request, _("The function is changed."), "body", code)
    lead = _("The seat stays the same, and nobody becomes new by it. A body has one chair at a time.")
    title = _("Chair and vice chair")
    return form_page(request, form, title=title, lead=lead, button=_("Change the function"), **around)


def call_in(request: Request, code: str) -> HttpResponse:
    """The secretary enters that a substitute serves in a member's seat: the next in order, or another with a reason."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER_SEAT, ELECTION)
    body, around = _of(request, code)
    day = _day(acting_role, body)
    order = bodies.substitutes_in_order(body, as_of=day)
    first = bodies.next_to_serve(body, first_day=day, end=day + ONE_DAY)
    form = CallInForm(
        sent(request),
        acting_role=acting_role,
        seats=_seats(acting_role, body, members_only=True),
        substitutes=[(str(each.pk), f"{place}. {each.person.name}") for place, each in enumerate(order, start=1)],
        initial={"substitute": str(first.pk) if first else "", "first_day": day},
    )
    if form.carried_out(lambda said: _call_in(body, said, acting_role)):
        return done(request, _("The substitute is called in."), "body", code)
    lead = _("The substitute serves for the days that you give. The seat stays the member's.")
    return form_page(request, form, title=_("Call in a substitute"), lead=lead, button=_("Call in"), **around)


def _call_in(body: Body, said: dict[str, Any], acting_role: ActingRole) -> None:
    calling.call_in(
        seat=seats_queries.seat_of(body, said["seat"]),
        substitute=holdings_queries.membership(said["substitute"], body=body.code),
        first_day=said["first_day"],
        last_day=said["last_day"] or said["first_day"],
        reason=said["reason"],
        who=acting_role.who,
    )


def order_substitutes(request: Request, code: str) -> HttpResponse:
    """The secretary enters the order in which the body's substitutes are called in."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER_SEAT, ELECTION)
    body, around = _of(request, code)
    substitutes = bodies.substitutes_in_order(body, as_of=_day(acting_role, body))
    form = OrderForm(sent(request), acting_role=acting_role, substitutes=substitutes)
    if form.carried_out(lambda _said: bodies.order_substitutes(memberships=form.in_order, who=acting_role.who)):
        return done(request, _("The order is changed."), "body", code)
    lead = _("Give each substitute a place. The first in order is called in first.")
    return form_page(request, form, title=_("Order of call-in"), lead=lead, button=_("Set the order"), **around)


def end_seat(request: Request, code: str) -> HttpResponse:
    """The secretary enters that somebody leaves a seat after a last day."""
    acting_role = request.acting_role
    must(acting_role, Action.REGISTER_SEAT, ELECTION)
    body, around = _of(request, code)
    form = EndSeatForm(sent(request), acting_role=acting_role, seated=_seated(acting_role, body))

    def end(said: dict[str, Any]) -> None:
        held = holdings_queries.membership(said["membership"], body=code)
        holdings.leave_seat(membership=held, last_day=said["last_day"], who=acting_role.who)

    if form.carried_out(end):
        return done(request, _("The membership ends."), "body", code)
    lead = _("For whoever leaves a seat before the term ends. The seat is vacant after.")
    return form_page(request, form, title=_("End a membership"), lead=lead, button=_("End"), **around)
