"""The figures behind reports as a workbook: numbers as numbers, units in headings, and where they come from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from spelregler.apps.followup.pages.report.chart_presenters import measured
from spelregler.apps.followup.pages.report.presenters import amount_words
from spelregler.apps.followup.queries.figures import GOAL, MEASURE, MONEY, UNIT, YEAR, Figure
from spelregler.apps.goals.pages.words import status_words
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.exchange.sheets import Number, PageTable, write_page_tables
from spelregler.ui import formatting
from spelregler.ui.names import named

TKR = "#,##0"
ORE_IN_TKR = 100_000
Cells = list[str | Number | date]


def workbook(
    reports: Sequence[tuple[str, Sequence[Figure]]], *, about: Sequence[tuple[str, str | date]], language: str
) -> bytes:
    """A sheet for money, goals, measures and their years, with whose each figure is; none without rows."""
    rows: dict[str, list[Cells]] = {kind: [] for kind in (MONEY, GOAL, MEASURE, YEAR)}
    for place, figures in reports:
        goal = measure = ""
        for each in figures:
            name = named(each.name, each.name_en, language)
            if each.kind in (MONEY, UNIT):
                part = name if each.kind == UNIT else ""
                rows[MONEY].append([place, part, amount_words(each), _tkr(each.amount_ore), each.day or ""])
            elif each.kind == GOAL:
                goal = name
                rows[GOAL].append([place, goal, status_words(GoalStatus(each.value))])
            elif each.kind == MEASURE:
                measure = name
                source = formatting.source_word(each.source, language) if each.source else ""
                rows[MEASURE].append([place, goal, measure, *_values(each), each.day or "", source])
            else:
                rows[YEAR].append([place, goal, measure, Number(Decimal(each.name), "0"), *_values(each)])
    tables = [PageTable(title, headings, rows[kind]) for kind, title, headings in _sheets() if rows[kind]]
    return write_page_tables(tables, about_title=_("About the figures"), about=about)


def about_report(title: str, *, period: str, day: date, version: int | None = None) -> list[tuple[str, str | date]]:
    """What the figures are of, as of when, and from where."""
    told: list[tuple[str, str | date]] = [(_("Report"), title), (_("Period"), period), (_("As known on"), day)]
    if version is not None:
        told.append((_("Version"), str(version)))
    said = _("The municipality's own records in Spelregler: frames, ledger, forecasts, goals and measures.")
    empty = _("A value about few cases is not shown, and its cell is empty.")
    return [*told, (_("Source"), said), (_("Empty cells"), empty)]


def _sheets() -> list[tuple[str, str, list[str]]]:
    place, goal, measure, unit = _("Report of"), _("Goal"), _("Measure"), _("Unit of measure")
    value, target = _("Value"), _("Target value")
    return [
        (MONEY, _("The money"), [place, _("Part"), _("What"), _("Amount, tkr"), _("As of")]),
        (GOAL, _("Goals"), [place, goal, _("How it goes")]),
        (MEASURE, _("Measures"), [place, goal, measure, value, target, unit, _("Measured to"), _("Source")]),
        (YEAR, _("Year by year"), [place, goal, measure, _("Year"), value, target, unit]),
    ]


def _tkr(ore: int | None) -> str | Number:
    return "" if ore is None else Number(Decimal(ore) / ORE_IN_TKR, TKR)


def _values(each: Figure) -> Cells:
    """Value, target and their unit; a text that is no number stays a text."""
    value, target = measured(each.value), measured(each.target)

    def cell(text: str, number: Decimal | None, decimals: int) -> str | Number:
        form = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
        return text if number is None else Number(number, form)

    return [
        cell(each.value, value.number, value.decimals),
        cell(each.target, target.number, target.decimals),
        value.unit or target.unit,
    ]
