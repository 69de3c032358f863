"""Internal postings: which accounts they are on is chosen, and what they come to is told apart."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Sum

from spelregler.apps.frames.models import InternalChoice, LedgerMonth, LedgerSum, UnitFrame
from spelregler.domain.frames.gross import Gross, gross_of, read_ranges
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


def choose_internal(*, accounts: str, chosen_on: date, who: Who) -> InternalChoice:
    """Which accounts the units bill each other on is the municipality's choice; empty means none."""
    if read_ranges(accounts) is None:
        raise DomainError(
            sv=f"”{accounts[:80]}” går inte att läsa som konton i klass 3–7.",
            en=f"“{accounts[:80]}” cannot be read as accounts of classes 3–7.",
            way_sv="Skriv till exempel 391-399, 4990.",
            way_en="Write for example 391-399, 4990.",
        )
    choice = InternalChoice(accounts=accounts.strip(), chosen_by=who.name, chosen_on=chosen_on)
    store(choice, act="choose-internal", who=who)
    return choice


def chosen_internal(*, as_of: date) -> str:
    """The choice that holds on the day; empty before the first."""
    choice = InternalChoice.objects.filter(chosen_on__lte=as_of).order_by("-chosen_on", "-pk").first()
    return choice.accounts if choice else ""


def gross_of_year(*, year: int, as_of: date, body: str = "") -> Gross:
    """Income and cost of the year so far with the internal part told apart: the municipality's, or one committee's.

    A committee's units are those that have their frame there. Whom they billed is not in the accounts, so their
    internal part holds what they billed each other and what they billed other committees.
    """
    months = LedgerMonth.objects.on(as_of).filter(month__year=year)
    rows = LedgerSum.objects.filter(Exists(months.filter(batch=OuterRef("batch"), month=OuterRef("month"))))
    if body:
        framed = UnitFrame.objects.on(as_of).filter(year=year, committee_frame__body__code=body)
        rows = rows.filter(unit__in=framed.values("unit"))
    totals = rows.values_list("account").annotate(total=Sum("amount_ore"))
    return gross_of(totals, internal=read_ranges(chosen_internal(as_of=as_of)) or ())
