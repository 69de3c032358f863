"""Outcome and budget by period, for files that carry no vouchers: nothing is counted twice.

A type 3 file gives an account both as a whole, with an empty object list, and per object. The parts are a split of the
whole: whoever adds both doubles the outcome, and so does whoever adds the splits of two dimensions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spelregler.exchange.sie.model import Balance, SieFile


def iter_period_balances(
    sie: SieFile, *, label: str | None = None, dimension: int | None = None, year: int | None = 0
) -> Iterator[Balance]:
    """Rows whose sum is the outcome (or, with label #PBUDGET, the budget), each krona once.

    Without a label: #PSALDO, or where a file has none (type 1), #RES with an empty period. With a dimension the whole
    is given per object of that dimension, and what no object holds as a row without objects. A type 4 file's outcome
    is its voucher rows; never add these to them. Only the running year is given, or every year with `year=None`.
    """
    wanted = label or ("#PSALDO" if sie.of("#PSALDO") else "#RES")
    groups: dict[tuple[int, str, str], list[Balance]] = {}
    for each in sie.of(wanted):
        if year is None or each.year == year:
            groups.setdefault((each.year, each.account, each.period), []).append(each)
    for key in list(groups):
        yield from _once(groups.pop(key), dimension=dimension)


def _once(rows: list[Balance], *, dimension: int | None) -> Iterator[Balance]:
    """One account and period."""
    whole = [each for each in rows if not each.objects]
    if not whole:
        yield from rows  # no whole to split: the rows stand for themselves
        return
    parts = _parts(rows, dimension=dimension)
    left = sum(each.amount_ore for each in whole) - sum(each.amount_ore for each in parts)
    yield from parts
    if left or not parts:
        yield replace(whole[0], amount_ore=left, places=max(each.places for each in (*whole, *parts)))


def _parts(rows: list[Balance], *, dimension: int | None) -> list[Balance]:
    """The split by one dimension: rows of that dimension alone, or where there are none, those that name it too."""
    named = [each for each in rows if any(number == dimension for number, _code in each.objects)]
    return [each for each in named if len(each.objects) == 1] or named
