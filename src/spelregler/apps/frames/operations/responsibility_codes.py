"""What the ledger's codes stand for in this municipality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from spelregler.apps.frames.models import (
    DimensionChoice,
    InternalChoice,
    LedgerMonth,
    LedgerSum,
    ResponsibilityCode,
    TableChoice,
)
from spelregler.apps.frames.operations.ledger_nets import add_up
from spelregler.apps.organisation.models import Unit
from spelregler.domain.frames.gross import read_ranges
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class DimensionsRefused(DomainError):
    """Responsibility and activity are two dimensions of the ledger."""

    code = "dimensions-refused"


class InternalRefused(DomainError):
    """Internal accounts are accounts of income and cost."""

    code = "internal-refused"


def choose_dimensions(
    *, responsibility_dimension: int, chosen_on: date, who: Who, activity_dimension: int | None = None
) -> DimensionChoice:
    """Which dimensions of the ledger are ansvar and verksamhet is the municipality's choice; the latest one holds.

    Refuses with `DimensionsRefused` one dimension as both.
    """
    if responsibility_dimension == activity_dimension:
        raise DimensionsRefused(
            Words("The same dimension cannot be both responsibility and activity."),
            way=Words("Choose two different dimensions, or none for activity."),
        )
    choice = DimensionChoice(
        responsibility_dimension=responsibility_dimension,
        activity_dimension=activity_dimension,
        chosen_by=who.name,
        chosen_on=chosen_on,
    )
    with transaction.atomic():
        details = {"responsibility": responsibility_dimension, "activity": activity_dimension}
        store(choice, act="choose-dimensions", who=who, details=details)
    return choice


def choose_table(
    *, headings: Mapping[str, str], money_unit: str, costs_are_negative: bool, chosen_on: date, who: Who
) -> TableChoice:
    """What a ledger table's columns are called, its unit of money and its sign: told by a person, the latest holds.

    Refuses with `ValidationError` a heading or a unit of money that is not told; only the activity may be left
    out.
    """
    choice = TableChoice(
        **{
            name: headings.get(name, "").strip()
            for name in ("responsibility", "activity", "account", "month", "amount")
        },
        money_unit=money_unit,
        costs_are_negative=costs_are_negative,
        chosen_by=who.name,
        chosen_on=chosen_on,
    )
    store(choice, act="choose-table", who=who)
    return choice


def choose_internal(*, accounts: str, chosen_on: date, who: Who) -> InternalChoice:
    """Which accounts the units bill each other on is the municipality's choice; empty means none.

    Refuses with `InternalRefused` what is no account or range of accounts of classes 3–7.
    """
    if read_ranges(accounts) is None:
        raise InternalRefused(
            Words("“{accounts}” cannot be read as accounts of classes 3–7.", accounts=accounts[:80]),
            way=Words("Write for example 391-399, 4990."),
            field="accounts",
        )
    choice = InternalChoice(accounts=accounts.strip(), chosen_by=who.name, chosen_on=chosen_on)
    store(choice, act="choose-internal", who=who)
    return choice


def name_responsibility_codes(chosen: Mapping[str, Unit], *, who: Who) -> None:
    """Several ansvar codes get their units at once, all of them or none."""
    with transaction.atomic():
        for code, unit in chosen.items():
            name_responsibility_code(code=code, unit=unit, who=who)


def name_responsibility_code(*, code: str, unit: Unit, who: Who) -> ResponsibilityCode:
    """An ansvar code stands for one unit. Sums imported before the code had a unit are given to it."""
    with transaction.atomic():
        named = ResponsibilityCode.objects.select_for_update().filter(code=code).first()
        named = named or ResponsibilityCode(code=code)
        named.unit = unit
        nobodys = LedgerSum.objects.filter(responsibility=code, unit__isnull=True)
        months = set(nobodys.values_list("batch", "month"))
        adopted = nobodys.update(unit=unit)
        booked = [each for each in LedgerMonth.objects.all() if (each.batch_id, each.month) in months]
        add_up(months=booked, units=[unit, None])
        details = {"unit": unit.code, "adopted_sums": adopted}
        store(named, act="name-responsibility-code", who=who, details=details)
    return named
