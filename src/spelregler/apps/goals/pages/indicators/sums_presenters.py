"""What some units make together of an indicator, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.pages.words import title
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.apps.goals.queries.unit_totals import WHOLE, UnitsTogether
from spelregler.domain.goals.sums import UnitSum
from spelregler.ui.formatting import number
from spelregler.ui.formatting import period as period_words


@dataclass(frozen=True)
class SumRow:
    """What some units make together of an indicator, with how many it rests on, in words."""

    name: str
    url: str
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    decimals: int
    unit: str
    period: str
    units: str
    left_out: str
    text: str


def sum_row(found: UnitsTogether, made: UnitSum, acting_role: ActingRole, *, name: str, url: str = "") -> SumRow:
    """One row of the table of sums."""
    when = period_words(*found.period, acting_role.language)
    units = ngettext("%(reported)s of %(asked)s unit", "%(reported)s of %(asked)s units", made.asked) % {
        "reported": made.reported,
        "asked": made.asked,
    }
    left_out = [_("%(n)s hidden or waiting") % {"n": made.hidden}] if made.hidden else []
    left_out += [_("%(n)s without numerator and denominator") % {"n": made.bare}] if made.bare else []
    each = found.indicator
    shown = (
        ""
        if made.value is None
        else f"{number(made.value, acting_role.language, decimals=each.decimals)} {each.unit_of_measure}"
    )
    said = (name, shown or _("no sum"), when, _("reported by %(units)s") % {"units": units}, *left_out)
    return SumRow(
        name=name,
        url=url,
        value=made.value,
        numerator=made.numerator,
        denominator=made.denominator,
        decimals=each.decimals,
        unit=each.unit_of_measure,
        period=when,
        units=units,
        left_out=", ".join(left_out),
        text=", ".join(said) + ".",
    )


def sums_of_indicator(found: UnitsTogether | None, acting_role: ActingRole) -> list[SumRow]:
    """Each committee's units together, and last all units of the municipality."""
    if found is None:
        return []
    rows = [sum_row(found, made, acting_role, name=name) for _code, name, made in found.committees]
    return [*rows, sum_row(found, found.whole, acting_role, name=_("The whole municipality"))]


def sums_of_goal(found: Mapping[str, UnitsTogether], goal: GoalNode, acting_role: ActingRole) -> list[SumRow]:
    """What units make of each measure of a body's goal: the committee's own units, or for the council's goal all."""
    body = WHOLE if goal.level == Goal.Level.MUNICIPAL else goal.owner
    rows = []
    for each in goal.indicators:
        together = found.get(each.code)
        made = together.of(body) if together else None
        if together is not None and made is not None:
            url = reverse("goals:indicator", args=[each.code])
            rows.append(sum_row(together, made, acting_role, name=title(each, acting_role.language), url=url))
    return rows
