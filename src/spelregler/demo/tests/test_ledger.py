"""The demo's own SIE file: sums, dimensions, and not one warning from our own reader."""

from __future__ import annotations

import zlib

import pytest

from spelregler.demo import organisation, vouchers
from spelregler.demo.frames import UNIT_TKR
from spelregler.demo.ledger import FILE_NAME, sie_file
from spelregler.exchange.sie import iter_rows, read, summary


@pytest.fixture(scope="module")
def data():
    return sie_file()


def test_our_own_summary_has_nothing_to_remark(data):
    found = summary(data, FILE_NAME)
    assert found["warnings"] == []
    assert found["unbalanced"] == []
    assert found["ksumma"] == "ok"
    assert (found["sietyp"], found["fnamn"]) == (4, "Oxelösund (demo)")
    assert found["ver"] == 39 * 10
    assert found["sum_trans"] in {"0", "0.00"}


def test_the_dimensions_and_the_accounts_are_named(data):
    sie = read(data)
    assert sie.dimensions == {1: "Ansvar", 6: "Projekt", 20: "Verksamhet", 21: "Aktivitet"}
    posted = set(iter_rows(data))
    assert {row.account for row in posted} <= set(sie.accounts)
    assert {pair for row in posted for pair in row.objects} <= set(sie.objects)
    assert {unit.verksamhet for unit in organisation.UNITS} == set(vouchers.ACTIVITY_NAMES)


def test_the_budget_in_the_file_is_the_frames(data):
    assert read(data).labels["#PBUDGET"] == sum(
        len(vouchers.ACCOUNT_MIX[unit.shape]) * 12 for unit in organisation.UNITS
    )
    assert sum(row.amount_ore for _unit, _month, row in vouchers.budget()) == sum(UNIT_TKR.values()) * 100_000


def test_the_file_is_the_same_every_time(data):
    assert zlib.crc32(data) == zlib.crc32(sie_file())


@pytest.mark.parametrize("shape", vouchers.MONTH_WEIGHTS)
def test_shapes_and_mixes_are_whole(shape):
    assert sum(vouchers.MONTH_WEIGHTS[shape]) == 1000
    assert sum(weight for _account, weight in vouchers.ACCOUNT_MIX[shape]) == 1000


@pytest.mark.parametrize(("total", "weights"), [(100, (1, 1, 1)), (-7, (50, 50)), (0, (3, 4)), (10**12 + 1, (84, 916))])
def test_spread_loses_nothing(total, weights):
    assert sum(vouchers.spread(total, weights)) == total
