"""A year's figures with their source, as the law allows them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.db import transaction

from spelregler.apps.frames.models import YearFigures
from spelregler.apps.frames.queries.balance import current_figures
from spelregler.apps.goals.models import Origin
from spelregler.domain.frames.balance import BalanceError, YearResult, refuse_against_the_law
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class FiguresRefused(DomainError):
    """Figures of a year that do not hold together, or that the law does not allow."""

    code = "figures-refused"


def record_year_figures(
    *,
    figures: YearResult,
    kind: str,
    source: str,
    recorded_on: date,
    who: Who,
    goals_met_pct: Decimal | None = None,
    origin: str = Origin.ENTERED,
) -> YearFigures:
    """A year's figures with their source; what the law does not allow is refused, and a correction is a new row.

    Refuses with `FiguresRefused` what the law does not allow (KL 11:14, LKBR 11:10), an outcome before its year is
    over, figures without a source, and what is older than what is known.
    """
    _refuse_strange_figures(figures, kind=kind, source=source, recorded_on=recorded_on)
    with transaction.atomic():
        lock_audit_chain()
        older = current_figures(year=figures.year, kind=kind)
        if older is not None and older.recorded_on > recorded_on:
            raise FiguresRefused(
                Words(
                    "There are later figures for {year}, of {recorded_on}.",
                    year=figures.year,
                    recorded_on=older.recorded_on,
                ),
                way=Words("Correct the latest ones."),
                field="year",
            )
        row = YearFigures(
            year=figures.year,
            kind=kind,
            result_ore=figures.result.ore,
            realised_gains_ore=figures.realised_gains.ore,
            gains_excepted_ore=figures.gains_excepted.ore,
            losses_excepted_ore=figures.losses_excepted.ore,
            unrealised_ore=figures.unrealised.ore,
            unrealised_returned_ore=figures.unrealised_returned.ore,
            to_reserve_ore=figures.to_reserve.ore,
            from_reserve_ore=figures.from_reserve.ore,
            reserve_before_ore=figures.reserve_before.ore,
            taxes_and_grants_ore=figures.taxes_and_grants.ore,
            equity_is_negative=figures.equity_is_negative,
            goals_met_pct=goals_met_pct,
            source=source.strip(),
            recorded_by=who.name,
            recorded_on=recorded_on,
            replaces=older,
            origin=origin,
        )
        store(row, act="record-year-figures", who=who, details={"result_ore": row.result_ore})
    return row


def _refuse_strange_figures(figures: YearResult, *, kind: str, source: str, recorded_on: date) -> None:
    lawful(lambda: refuse_against_the_law(figures))
    closed = kind == YearFigures.Kind.OUTCOME
    if kind not in YearFigures.Kind.values or (closed and recorded_on.year <= figures.year):
        raise FiguresRefused(
            Words("The outcome of {year} exists once the year is over.", year=figures.year),
            way=Words("Enter it as a forecast or a budget."),
            field="kind",
        )
    if not source.strip():
        raise FiguresRefused(
            Words("The figures lack a source."),
            way=Words("Write where they stand, for example annual report 2025 p. 31."),
            field="source",
        )


def lawful(check: Callable[[], None]) -> None:
    """The law's own words to the one who entered the figures. Refuses with `FiguresRefused` what the law does."""
    try:
        check()
    except BalanceError as fault:
        raise FiguresRefused(
            fault.words,
            clause=fault.clause,
            way=Words("Correct the amount."),
            field=fault.field,
        ) from fault
