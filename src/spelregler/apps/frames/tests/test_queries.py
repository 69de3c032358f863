"""What is read as of a date, and that the number of queries does not grow with the number of units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.frames import checks, operations
from spelregler.apps.frames.models import Forecast, LedgerBatch, LedgerMonth, LedgerSum
from spelregler.apps.frames.operations.ledger_nets import add_up
from spelregler.apps.frames.queries import frames, net_outcome, unit_money
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO, Town
from spelregler.apps.organisation.models import Unit
from spelregler.domain.checks import Load
from spelregler.domain.words import NOTHING


def book(
    unit: Unit | None, *, months: dict[int, int], account: str = "5010", imported_on: date = NOW, year: int = 2026
):
    """One sum in tkr per month, in the file that stands for the month; a new file where there is none."""
    for number, tkr in months.items():
        month = date(year, number, 1)
        held = LedgerMonth.objects.filter(month=month).first() or LedgerMonth.objects.create(
            batch=batch(month, imported_on=imported_on), month=month, start=imported_on
        )
        LedgerSum.objects.create(
            batch=held.batch, unit=unit, responsibility="9", month=month, account=account, amount_ore=tkr * TKR
        )
        add_up(months=[held])


def batch(month: date, *, imported_on: date) -> LedgerBatch:
    return LedgerBatch.objects.create(
        file_name="bok.se",
        sha256=f"{LedgerBatch.objects.count():064}",
        company="Kommunen",
        first_month=month,
        last_month=month,
        vouchers=1,
        rows=1,
        ksumma="ok",
        imported_on=imported_on,
        imported_by="Test",
    )


def fill(town: Town, *, units: int) -> list[Unit]:
    """More units with a frame of 10 tkr, two booked months, two forecasts, lines and a move each."""
    first = Unit.objects.count()
    made = [town.unit(f"enhet-{number}") for number in range(first, first + units)]
    for unit in made:
        frame = operations.set_unit_frame(
            unit=unit, committee_frame=town.frame, amount_ore=10 * TKR, decided_on=SHARED_OUT, who=WHO
        )
        book(unit, months={1: 1, 2: 1})
        for month in (8, 9):
            operations.report_forecast(
                unit=unit,
                year=2026,
                month=date(2026, month, 1),
                amount_ore=(month + 1) * TKR,
                method="Utfall plus tolftedelar",
                recorded_on=date(2026, month + 1, 10),
                who=WHO,
            )
        one, two = (
            operations.set_line(unit_frame=frame, label=label, amount_ore=5 * TKR, who=WHO) for label in ("A", "B")
        )
        operations.move_between_lines(
            unit_frame=frame,
            from_line=one,
            to_line=two,
            amount_ore=TKR,
            reason="",
            moved_on=NOW,
            who=WHO,
            intervention_limits=NOTHING,
        )
    return made


class TestNetOutcome:
    def test_counts_whole_months_of_net_classes_known_on_the_day(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        book(unit, months={9: 10, 10: 12, 11: 3})
        book(unit, months={9: -4}, account="3110")
        book(unit, months={9: 99}, account="8410")  # finance is no part of a unit's net frame
        book(unit, months={9: 99}, account="1930")
        found = net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=NOW)
        assert [(each.unit, each.month.month, each.amount_ore) for each in found] == [
            ("ekskolan", 9, 6 * TKR),
            ("ekskolan", 10, 12 * TKR),
        ]

    def test_a_month_counts_from_the_first_day_after_it(self, town: Town) -> None:
        book(town.unit("ekskolan"), months={10: 12}, imported_on=date(2026, 10, 1))
        assert net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=date(2026, 10, 31)) == []
        assert len(net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=date(2026, 11, 1))) == 1

    def test_a_later_import_was_not_known_then(self, town: Town) -> None:
        book(town.unit("ekskolan"), months={9: 10}, imported_on=date(2026, 10, 20))
        assert net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=date(2026, 10, 19)) == []


class TestOverview:
    def test_shows_frame_outcome_forecast_and_what_is_left(self, town: Town) -> None:
        operations.set_council_budget(year=2026, total_ore=1_100 * TKR, finance_ore=100 * TKR, decision=None, who=WHO)
        fill(town, units=2)
        book(None, months={1: 7})
        seen = frames.frames_overview(year=2026, as_of=NOW)
        assert (seen.total_ore, seen.committees_ore, seen.difference_ore) == (1_100 * TKR, 1_000 * TKR, 0)
        assert seen.outcome_to == date(2026, 2, 1)
        (committee,) = seen.committees
        assert (committee.distributed_ore, committee.outcome_ore) == (20 * TKR, 4 * TKR)
        assert (committee.undistributed_ore, committee.remaining_ore) == (980 * TKR, 996 * TKR)
        assert (committee.forecast, committee.units_forecast_ore) == (None, 20 * TKR)
        unit, *_others = frames.unit_rows(year=2026, as_of=NOW, body_code=committee.code)
        assert unit.forecast is not None
        assert (unit.remaining_ore, unit.forecast.month, unit.deviation_ore) == (8 * TKR, date(2026, 9, 1), 0)

    def test_the_range_is_the_units_added_up_and_known_only_where_each_has_one(self, town: Town) -> None:
        one, other = fill(town, units=2)
        (committee,) = frames.frames_overview(year=2026, as_of=NOW).committees
        assert (committee.units_range_ore, committee.range_ore) == (None, None)
        for unit, low, high in ((one, 9, 12), (other, 8, 11)):
            told = Forecast.objects.filter(unit=unit, month=date(2026, 9, 1))
            told.update(
                proposed_ore=10 * TKR, proposed_low_ore=low * TKR, proposed_high_ore=high * TKR,
                proposed_method="usual", proposed_month=9,
            )  # fmt: skip
        (committee,) = frames.frames_overview(year=2026, as_of=NOW).committees
        assert committee.units_range_ore == (17 * TKR, 23 * TKR)
        assert committee.range_ore == ((980 + 17) * TKR, (980 + 23) * TKR)

    def test_a_frame_decided_later_is_not_yet_a_frame(self, town: Town) -> None:
        assert frames.frames_overview(year=2026, as_of=date(2025, 11, 19)).committees == ()
        assert len(frames.frames_overview(year=2026, as_of=date(2025, 11, 20)).committees) == 1


class TestUnitMoney:
    def test_shows_months_lines_moves_and_a_proposal_with_its_range(self, town: Town) -> None:
        fill(town, units=1)
        seen = unit_money.unit_money(unit_code="enhet-0", year=2026, as_of=NOW)
        assert seen is not None
        assert [month.cumulative_ore for month in seen.months] == [TKR, 2 * TKR]
        assert [(line.label, line.amount_ore) for line in seen.lines] == [("A", 4 * TKR), ("B", 6 * TKR)]
        assert [move.amount_ore for move in seen.moves] == [TKR]
        assert (seen.remaining_ore, seen.outside_lines_ore, len(seen.forecasts)) == (8 * TKR, 0, 2)
        assert seen.proposal is not None
        assert "tolftedelar av ramen" in seen.proposal.how.sv
        assert seen.proposal.low <= seen.proposal.amount <= seen.proposal.high

    def test_uses_the_course_of_the_year_before_when_it_is_whole(self, town: Town) -> None:
        (unit,) = fill(town, units=1)
        book(unit, months=dict.fromkeys(range(1, 13), 1), year=2025, imported_on=date(2026, 1, 20))
        seen = unit_money.unit_money(unit_code="enhet-0", year=2026, as_of=NOW)
        assert seen is not None
        assert seen.proposal is not None
        assert seen.proposal.amount.ore == 12 * TKR
        assert "årets förlopp" in seen.proposal.how.sv

    def test_says_why_there_is_no_proposal(self, town: Town) -> None:
        operations.set_unit_frame(
            unit=town.unit("ny"), committee_frame=town.frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO
        )
        seen = unit_money.unit_money(unit_code="ny", year=2026, as_of=NOW)
        assert seen is not None
        assert seen.proposal is None
        assert "Bokfört utfall saknas" in seen.proposal_missing.sv

    def test_nothing_known_is_nothing(self, town: Town) -> None:
        assert unit_money.unit_money(unit_code="finns-inte", year=2026, as_of=NOW) is None


READS: dict[str, Callable[[], object]] = {
    "overview": lambda: frames.frames_overview(year=2026, as_of=NOW),
    "unit": lambda: unit_money.unit_money(unit_code="enhet-0", year=2026, as_of=NOW),
    "steering": lambda: checks.load_steering(Load(as_of=NOW)),
    "sums": lambda: checks.load_sums(Load(as_of=NOW)),
    "committee forecasts": lambda: checks.load_committee_forecasts(Load(as_of=NOW)),
    "unit forecasts": lambda: checks.load_unit_forecasts(Load(as_of=NOW)),
    "moves": lambda: checks.load_moves(Load(as_of=NOW)),
    "controls": lambda: checks.load_controls(Load(as_of=NOW)),
}


@pytest.mark.once
def test_the_number_of_queries_does_not_depend_on_the_number_of_units(town: Town) -> None:
    operations.set_council_budget(year=2026, total_ore=1_000 * TKR, finance_ore=0, decision=None, who=WHO)
    counts = []
    for units in (5, 45):
        fill(town, units=units)
        counts.append({name: asked(read) for name, read in READS.items()})
    assert counts[0] == counts[1]
    assert max(counts[1].values()) <= 10


def asked(read: Callable[[], object]) -> int:
    """How many queries a read takes."""
    with CaptureQueriesContext(connection) as seen:
        read()
    return len(seen)
