"""Information to, and negotiation with, the unions: who spoke for the employer, and by which delegation (CP-32)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole, Request
from spelregler.apps.acting.form_page import done, form_page, sent
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.delegation import operations
from spelregler.apps.delegation.access.rights import must_record_union
from spelregler.apps.delegation.models import UnionRecord
from spelregler.apps.delegation.operations import HeldWithUnion
from spelregler.apps.delegation.pages.union.forms import UnionForm, UnionSearch, WithdrawForm
from spelregler.apps.delegation.pages.union.shared import must_record, places
from spelregler.apps.delegation.pages.words import HERE
from spelregler.apps.delegation.queries.delegates import delegate_posts, holdings_of
from spelregler.apps.delegation.queries.union import PER_PAGE, record_by_pk, records_page
from spelregler.apps.organisation.models import Body, Department
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.union_records import KINDS
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.ui.page import Page, Pager, page_asked


@dataclass(frozen=True)
class Row:
    """A record as it is read."""

    pk: int
    subject: str
    union: str
    kind: str
    place: str
    held_on: date
    party: str
    status: str
    word: str
    by: str
    withdrawn_for: str
    may_withdraw: bool


def listed(request: Request) -> HttpResponse:
    """The records, the latest first; those where the employer's party had no delegation are marked."""
    acting_role = request.acting_role
    search = UnionSearch(request.GET, departments=_departments(acting_role))
    found = records_page(
        as_of=acting_role.as_of,
        department=search.said("forvaltning"),
        page=page_asked(request.GET.get("sida", "")),
    )
    own, now = set(places(acting_role)), acting_role.as_of == acting_role.today
    kept = {"forvaltning": search.said("forvaltning"), "per": request.GET.get("per", "")}
    lead = _("Whoever speaks for the employer has the employer's matters delegated that day.")
    context = {
        "page": _page(request, _("Information and negotiation with unions"), lead),
        "search": search,
        "rows": [_row(each, acting_role, own if now else set()) for each in found.rows],
        "pager": Pager.of(found.page, total=found.total, most=PER_PAGE, **kept),
        "may_record": now and bool(own),
    }
    return render(request, "delegation/union.html", context)


def new(request: Request) -> HttpResponse:
    """One record; several come by file."""
    acting_role = request.acting_role
    own = must_record(request)
    named = dict(_departments(acting_role))
    day = acting_role.today
    posts = {each.code for each in delegate_posts(as_of=day)}
    form = UnionForm(
        sent(request),
        places=[(code, named.get(code) or _("The whole municipality")) for code in own],
        holdings=holdings_of(body=Body(), as_of=day, posts=posts),
        acting_role=acting_role,
        today=day,
    )

    def act(said: dict[str, Any]) -> UnionRecord:
        holding = form.holdings[said.pop("holder")]
        code = said.pop("department")
        place = Department.objects.select_related("body").get(code=code) if code else None
        assert holding.post is not None  # noqa: S101 - posts alone are offered
        held = HeldWithUnion(post=holding.post, person=holding.person, department=place, **said)
        return operations.record_union(said=held, today=day, who=acting_role.who)

    back = reverse("delegation:union")
    if form.carried_out(act):
        if form.result.row is None:
            return done(request, _("It is recorded. The employer's party had no delegation that day."), back)
        return done(request, _("It is recorded."), back)
    page = _page(request, _("Record what was held"), "", above=True)
    return form_page(request, page, form, button=_("Record"), back=back)


def withdraw(request: Request, pk: int) -> HttpResponse:
    """What was recorded by mistake counts no longer."""
    acting_role, found = request.acting_role, record_by_pk(pk)
    if found is None:
        raise NotVisible(Words("That is not here."), way=Words("Go back and choose again."))
    must_record_union(acting_role, found.department.code if found.department else "")
    form, back = WithdrawForm(sent(request)), reverse("delegation:union")
    if form.carried_out(
        lambda said: operations.withdraw_union(found=found, on=acting_role.today, who=acting_role.who, **said)
    ):
        return done(request, _("It counts no longer."), back)
    page = _page(request, _("Take back what was recorded"), str(found), above=True)
    return form_page(request, page, form, button=_("Take it back"), back=back)


def _departments(acting_role: ActingRole) -> list[tuple[str, str]]:
    found = departments(as_of=acting_role.as_of)
    return [(each.code, acting_role.say(each.name, each.name_en)) for each in found]


def _row(each: UnionRecord, acting_role: ActingRole, own: set[str]) -> Row:
    place, language = each.department, acting_role.language
    is_over = each.ended_on is not None and each.ended_on <= acting_role.as_of
    post = acting_role.say(each.post.title, each.post.title_en)
    return Row(
        pk=each.pk,
        subject=each.subject,
        union=each.union,
        kind=KINDS[each.kind].text(language),
        place=acting_role.say(place.name, place.name_en) if place else _("The whole municipality"),
        held_on=each.held_on,
        party=f"{post}: {each.person.name}",
        status="kept" if each.row else "breach",
        word=_("delegated") if each.row else _("no delegation that day"),
        by=f"{each.row.code} {each.row.title}" if each.row else "",
        withdrawn_for=each.withdrawn_for if is_over else "",
        may_withdraw=each.ended_on is None and (place.code if place else "") in own,
    )


def _page(request: Request, title: str, lead: str, *, above: bool = False) -> Page:
    own = [(_("Information and negotiation with unions"), reverse("delegation:union"))] if above else []
    return page_shell(
        request,
        title=title,
        lead=lead,
        crumbs=[(_("Delegation"), reverse(HERE)), *own, (title, "")],
        current=HERE,
        modules=("COOP", "DEL"),
        can_travel=not above,
    )
