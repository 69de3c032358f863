"""A unit's own vouchers behind its outcome."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.acting.page_shell import page_shell
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.delegation.queries import register
from spelregler.apps.frames.access.actions import Action
from spelregler.apps.frames.pages.ledger import presenters
from spelregler.apps.frames.pages.vouchers.forms import VoucherSearch
from spelregler.apps.frames.queries import vouchers
from spelregler.apps.frames.queries.vouchers import UnitVouchers
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.domain.vouchers import VoucherName
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible


def unit_vouchers(request: Request, code: str) -> HttpResponse:
    """The vouchers behind a unit's outcome, for its own manager (MR-38); elected roles never come here (MR-24)."""
    acting_role = request.acting_role
    place = unit_place(code=code, as_of=acting_role.as_of)
    if place is None:
        raise NotVisible(Words("The unit does not exist on that day."))
    must(acting_role, Action.SEE_VOUCHERS, unit_matter(place))
    asked = presenters.asked_vouchers(request.GET)
    found = vouchers.unit_vouchers(
        unit_code=code,
        year=acting_role.as_of.year,
        as_of=acting_role.as_of,
        account=asked.account,
        month=asked.month_in(acting_role.as_of.year),
        start=asked.start,
        most=presenters.ROWS_A_PAGE,
    )
    name = acting_role.say(place.name, place.name_en)
    page = page_shell(
        request,
        title=_("Vouchers of %(unit)s %(year)s") % {"unit": name, "year": acting_role.as_of.year},
        lead=_("What the outcome is made of. Only the unit, the controller and the auditors see this."),
        crumbs=[(_("Units"), reverse("autonomy:field")), (name, reverse("autonomy:unit", args=[code]))],
        current="autonomy:field",
        modules=("UNIT", "BUD"),
        scope_kind="unit",
        scope=code,
    )
    context = {
        "page": page,
        "shown": presenters.voucher_view(found, asked, acting_role.language, behind=_behind(request, found)),
        "place": place,
        "search": VoucherSearch(request.GET, found=found, language=acting_role.language),
    }
    return render(request, "frames/vouchers.html", context)


def _behind(request: Request, found: UnitVouchers) -> dict[VoucherName, presenters.Decided]:
    """By which decision each voucher of the page was carried, where the register of delegated decisions names it."""
    named = register.behind_vouchers({each.name for each in found.rows}, as_of=request.acting_role.as_of)
    return {
        name: presenters.Decided(f"{each.row.code} {each.row.title}", reverse("delegation:decided", args=[each.pk]))
        for name, each in named.items()
    }
