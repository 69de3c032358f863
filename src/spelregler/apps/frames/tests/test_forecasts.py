"""Proposals and managers' own forecasts as of a day, known events, and what is kept of both."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from spelregler.apps.frames import operations
from spelregler.apps.frames.models import Forecast, ForecastEvent
from spelregler.apps.frames.operations import EventRefused, ForecastRefused
from spelregler.apps.frames.queries import both_forecasts, frames
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO, Town
from spelregler.apps.frames.tests.test_queries import book
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.operations.structure import merge_units
from spelregler.domain.frames.forecast import Method
from spelregler.platform.audit.models import AuditRow

IMPORTED = date(2026, 1, 20)


def school(town: Town, code: str = "skolan", *, years: tuple[int, ...] = (2023, 2024, 2025)) -> Unit:
    """A frame of 120 tkr, six months of 10 booked, and earlier years of 10 a month with a July of 5."""
    unit = town.unit(code)
    operations.set_unit_frame(
        unit=unit, committee_frame=town.frame, amount_ore=120 * TKR, decided_on=SHARED_OUT, who=WHO
    )
    for year in years:
        months = dict.fromkeys(range(1, 13), 10) | {7: 5}
        book(unit, months=months, year=year, imported_on=IMPORTED)
    book(unit, months=dict.fromkeys(range(1, 7), 10), imported_on=date(2026, 7, 10))
    return unit


def seen(code: str = "skolan", *, as_of: date = NOW) -> both_forecasts.UnitForecast:
    found = both_forecasts.unit_forecast(unit_code=code, year=2026, as_of=as_of)
    assert found is not None
    return found


def tell(unit: Unit, *, month: int = 9, tkr: int = 3, kind: str = "one_off", reason: str = "Flytt") -> ForecastEvent:
    return operations.tell_event(
        unit=unit, year=2026, month=month, amount_ore=tkr * TKR, kind=kind, reason=reason, told_on=NOW, who=WHO
    )


def report(unit: Unit, tkr: int, *, comment: str = "", on: date = NOW) -> Forecast:
    return operations.report_forecast(
        unit=unit,
        year=2026,
        month=on,
        amount_ore=tkr * TKR,
        method="Enhetschefens egen bedömning",
        comment=comment,
        recorded_on=on,
        who=WHO,
        proposal=seen(unit.code, as_of=on).proposal,
    )


class TestAMerger:
    def test_those_that_ended_keep_their_outcome_and_the_new_one_owes_the_rest(self, town: Town) -> None:
        """A booked 50 a month through June and B 30; merged into C on 1 July, which books 80."""
        first, second, third = (town.unit(code) for code in ("a", "b", "c"))
        for unit, tkr in ((first, 600), (second, 360), (third, 10)):
            operations.set_unit_frame(
                unit=unit, committee_frame=town.frame, amount_ore=tkr * TKR // 12, decided_on=SHARED_OUT, who=WHO
            )
        for unit, tkr in ((first, 50), (second, 30)):
            book(unit, months=dict.fromkeys(range(1, 13), tkr), year=2025, imported_on=IMPORTED)
            book(unit, months=dict.fromkeys(range(1, 7), tkr), imported_on=date(2026, 10, 10))
        book(third, months=dict.fromkeys(range(7, 10), 80), imported_on=date(2026, 10, 10))
        merge_units(units=[first, second], into=third, on=date(2026, 7, 1), who=WHO)
        found = {each.unit: each for each in both_forecasts.unit_forecasts(year=2026, as_of=NOW)}
        assert {code: each.proposal.amount.ore // TKR for code, each in found.items() if each.proposal} == {
            "a": 300,
            "b": 180,
            "c": 480,
        }
        assert [each.month for each in both_forecasts.band_together(list(found.values()))] == [9, 10, 11, 12]
        assert "a och b" in found["c"].proposal.how.sv.lower()  # type: ignore[union-attr]
        picture = both_forecasts.picture_of(found["c"])
        assert [each.outcome_ore for each in picture.months[5:8]] == [None, 80 * TKR, 160 * TKR]


class TestProposal:
    def test_takes_the_profile_of_the_earlier_years_and_tests_itself_on_them(self, town: Town) -> None:
        school(town)
        found = seen()
        assert found.proposal is not None
        assert found.record is not None
        assert found.proposal.amount.ore == 115 * TKR
        assert (found.proposal.method, found.proposal.years) == (Method.SEASONAL, (2023, 2024, 2025))
        assert [(each.year, each.error.ore) for each in found.record.tests] == [(2024, 0), (2025, 0)]
        assert found.record.best_rule_pct == Decimal("0.0")

    def test_before_the_ledgers_came_nothing_was_known(self, town: Town) -> None:
        school(town)
        before = seen(as_of=date(2026, 7, 9))
        assert before.proposal is None
        assert "saknas" in before.missing.sv

    def test_a_year_that_lacks_a_month_is_not_filled_in(self, town: Town) -> None:
        unit = school(town, years=(2024,))
        book(unit, months=dict.fromkeys(range(2, 13), 10), year=2025, imported_on=IMPORTED)
        found = seen().proposal
        assert found is not None
        assert (found.years, found.left_out) == ((2024,), (2025,))

    def test_without_a_whole_year_the_method_is_another_and_named(self, town: Town) -> None:
        school(town, years=())
        found = seen()
        assert found.proposal is not None
        assert found.record is not None
        assert (found.proposal.method, found.proposal.amount.ore) == (Method.STRAIGHT, 120 * TKR)
        assert found.record.tests == ()

    def test_a_unit_without_a_frame_has_no_row(self, town: Town) -> None:
        book(town.unit("utan"), months={1: 1})
        assert both_forecasts.unit_forecasts(year=2026, as_of=NOW) == []


class TestPicture:
    def test_the_band_goes_on_where_the_outcome_ends(self, town: Town) -> None:
        school(town)
        picture = both_forecasts.forecast_picture(unit_code="skolan", year=2026, as_of=NOW)
        assert picture is not None
        june, july, december = picture.months[5], picture.months[6], picture.months[11]
        assert (june.outcome_ore, june.point_ore, june.low_ore, june.high_ore) == (60 * TKR,) * 4
        assert (july.outcome_ore, july.point_ore) == (None, 65 * TKR)
        assert (december.frame_ore, december.point_ore) == (120 * TKR, 115 * TKR)
        assert picture.months[4].point_ore is None

    def test_nobody_draws_a_unit_that_has_no_frame(self, town: Town) -> None:
        assert both_forecasts.forecast_picture(unit_code="utan", year=2026, as_of=NOW) is None


class TestEvents:
    def test_an_event_to_come_is_added_and_leaves_a_row_in_the_trail(self, town: Town) -> None:
        tell(school(town))
        found = seen().proposal
        assert found is not None
        assert found.amount.ore == 118 * TKR
        assert AuditRow.objects.filter(act="tell-event").count() == 1

    def test_one_taken_back_counts_no_more_and_still_counted_before(self, town: Town) -> None:
        unit = school(town)
        event = tell(unit)
        later = date(2026, 11, 5)
        operations.take_back_event(event=event, on=later, who=WHO)
        now, then = seen(as_of=later).proposal, seen(as_of=NOW).proposal
        assert now is not None
        assert then is not None
        assert (now.amount.ore, then.amount.ore) == (115 * TKR, 118 * TKR)
        with pytest.raises(EventRefused):
            operations.take_back_event(event=event, on=later, who=WHO)

    def test_a_frame_change_runs_on_through_the_year(self, town: Town) -> None:
        unit = school(town)
        operations.set_unit_frame(
            unit=unit, committee_frame=town.frame, amount_ore=132 * TKR, decided_on=date(2026, 9, 1), who=WHO
        )
        (change,) = both_forecasts.frame_changes(unit_code="skolan", year=2026, as_of=NOW)
        assert (change.decided_on, change.change.ore) == (date(2026, 9, 1), 12 * TKR)
        tell(unit, month=9, tkr=12, kind="frame_change", reason="Ny ram")
        (shown,) = both_forecasts.events_shown(unit_code="skolan", year=2026, as_of=NOW)
        found = seen().proposal
        assert found is not None
        assert shown.runs_on
        assert [each.point.ore // TKR for each in found.course[2:4]] == [75, 88]  # 10 in August; 10 and 3 in September
        assert found.amount.ore == 127 * TKR

    @pytest.mark.parametrize(
        ("month", "tkr", "reason"), [(0, 3, "Flytt"), (13, 3, "Flytt"), (9, 0, "Flytt"), (9, 3, " ")]
    )
    def test_it_has_a_month_an_amount_and_a_reason(self, town: Town, month: int, tkr: int, reason: str) -> None:
        unit = school(town)
        with pytest.raises(EventRefused):
            tell(unit, month=month, tkr=tkr, reason=reason)
        assert not ForecastEvent.objects.exists()

    def test_the_database_keeps_it_too(self, town: Town) -> None:
        unit = school(town)
        with pytest.raises(IntegrityError), transaction.atomic():
            ForecastEvent.objects.create(unit=unit, year=2026, month=13, amount_ore=1, reason="x", start=NOW)


class TestOwnForecast:
    def test_both_are_kept_and_the_managers_own_holds(self, town: Town) -> None:
        unit = school(town)
        report(unit, 140, comment="Två klasser till från augusti.")
        found = seen()
        assert found.own is not None
        assert (found.own.amount_ore, found.own.proposed_ore) == (140 * TKR, 115 * TKR)
        assert (found.own.proposed_method, found.own.proposed_month) == ("seasonal", 6)
        assert (found.difference_ore, found.is_outside_range) == (25 * TKR, True)
        assert frames.unit_rows(year=2026, as_of=NOW)[0].forecast == found.own

    def test_what_was_proposed_then_stands_when_the_proposal_moves_on(self, town: Town) -> None:
        unit = school(town)
        report(unit, 115)
        tell(unit, tkr=30)
        found = seen()
        assert found.own is not None
        assert found.proposal is not None
        assert (found.own.proposed_ore, found.proposal.amount.ore) == (115 * TKR, 145 * TKR)

    def test_one_outside_the_range_says_why(self, town: Town) -> None:
        unit = school(town)
        with pytest.raises(ForecastRefused) as refused:
            report(unit, 140)
        assert "115" in refused.value.words.sv
        assert not Forecast.objects.exists()

    def test_without_a_proposal_nothing_is_demanded(self, town: Town) -> None:
        unit = town.unit("ny")
        operations.set_unit_frame(unit=unit, committee_frame=town.frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO)
        kept = report(unit, 140)
        assert (kept.proposed_ore, kept.proposed_method) == (None, "")

    def test_a_half_kept_proposal_is_refused_by_the_database(self, town: Town) -> None:
        kept = report(school(town), 115)
        with pytest.raises(IntegrityError), transaction.atomic():
            Forecast.objects.filter(pk=kept.pk).update(proposed_low_ore=None)


def test_the_sum_of_some_is_never_shown_as_the_sum_of_all(town: Town) -> None:
    report(school(town), 115)
    assert (_proposed(town), _own(town)) == ([115 * TKR], [115 * TKR])
    school(town, "en-till")
    assert (_proposed(town), _own(town)) == ([115 * TKR] * 2, [None])


def _proposed(town: Town) -> list[int | None]:
    found = both_forecasts.proposals_by_body(year=2026, as_of=NOW, bodies=[town.committee.code])[town.committee.code]
    return [each and each.amount.ore for each in found]


def _own(town: Town) -> list[int | None]:
    return [each.forecast_ore for each in frames.part_rows(year=2026, as_of=NOW, body_code=town.committee.code)]


def test_the_number_of_queries_does_not_depend_on_the_number_of_units(town: Town) -> None:
    school(town)
    with CaptureQueriesContext(connection) as one:
        both_forecasts.unit_forecasts(year=2026, as_of=NOW)
    for number in range(3):
        report(school(town, f"skola-{number}"), 115)
    with CaptureQueriesContext(connection) as more:
        assert len(both_forecasts.unit_forecasts(year=2026, as_of=NOW)) == 4
    assert len(one) == len(more) == 7
