"""What the pages of this room say in one way: deviations with their limits and status, and the budget's last day."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from spelregler.domain.frames.budget_rules import LATEST
from spelregler.domain.frames.deviation import DeviationLevel, DeviationLimits, deviation_pct
from spelregler.domain.money import Money
from spelregler.platform.findings import parameters
from spelregler.ui import formatting

LEVEL_STATUS = {
    DeviationLevel.NONE: "kept",
    DeviationLevel.NOTICE: "attention",
    DeviationLevel.ACTION: "attention",
    DeviationLevel.SERIOUS: "breach",
}


def limits_on(day: date) -> DeviationLimits:
    """P07 in the package in force on the day; the rule's own defaults for what the package does not set."""
    names = {
        "notice_pct": "notice",
        "action_pct": "action",
        "serious_pct": "serious",
        "floor_unit_tkr": "floor_unit",
        "floor_committee_tkr": "floor_committee",
    }
    found = parameters("P07", as_of=day)
    return DeviationLimits(**{field: found[name] for field, name in names.items() if name in found})


def deviation_mark(
    frame_ore: int, forecast_ore: int | None, limits: DeviationLimits, language: str, *, committee: bool = False
) -> tuple[str, str]:
    """Status and words for a forecast against its net frame, by P07 (MR-42)."""
    if forecast_ore is None:
        return "not_assessed", _("no forecast")
    frame, forecast = Money(frame_ore), Money(forecast_ore)
    share = formatting.percent(deviation_pct(frame=frame, forecast=forecast), language, signed=True)
    level = limits.level(frame=frame, forecast=forecast, committee=committee)
    return LEVEL_STATUS[level], _("forecast %(share)s") % {"share": share}


def latest_budget_day(day: date) -> tuple[int, int]:
    """P14's last day for adopting the budget in the package in force; the law's own where it sets none."""
    month, _sep, number = str(parameters("P14", as_of=day).get("decision", "")).partition("-")
    return (int(month), int(number)) if month.isdigit() and number.isdigit() else LATEST
