"""Frames add up, lines are free, forecasts are kept: refusals first, each beside its success."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import BudgetLine, Forecast, LineMove, UnitFrame
from spelregler.apps.frames.queries import frame_rows, unit_money
from spelregler.apps.frames.tests.small_town import NOW, SHARED_OUT, TKR, WHO, Town
from spelregler.apps.organisation.models import Unit
from spelregler.domain.words import NOTHING, Bilingual, Pair
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.errors import DomainError

JUNE = date(2026, 6, 1)
ONE_DAY = timedelta(days=1)


def give(town: Town, code: str, tkr: int, *, on: date = SHARED_OUT) -> UnitFrame:
    unit = Unit.objects.filter(code=code).first() or town.unit(code)
    return op.set_unit_frame(unit=unit, committee_frame=town.frame, amount_ore=tkr * TKR, decided_on=on, who=WHO)


def held(on: date) -> dict[str, int]:
    return {each.unit.code: each.amount_ore // TKR for each in frame_rows.unit_frames(year=2026, as_of=on)}


class TestSetUnitFrame:
    def test_units_may_share_the_whole_frame(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        give(town, "bokskolan", 400)
        assert UnitFrame.objects.count() == 2
        assert AuditRow.objects.filter(act="set-unit-frame").count() == 2

    def test_refuses_more_than_the_committee_has_and_says_the_difference(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        with pytest.raises(op.FrameExceeded) as refused:
            give(town, "bokskolan", 425)
        assert "25\u00a0tkr mer än nämndens ram" in refused.value.words.sv
        assert "SEK 25 thousand more" in refused.value.words.en
        assert UnitFrame.objects.count() == 1
        assert AuditRow.objects.filter(act="set-unit-frame").count() == 1

    def test_changing_a_frame_does_not_count_it_twice(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        give(town, "ekskolan", 1_000, on=JUNE)
        assert held(JUNE) == {"ekskolan": 1_000}

    def test_the_older_frame_is_shown_for_the_days_when_it_held(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        give(town, "ekskolan", 550, on=JUNE)
        assert held(SHARED_OUT - ONE_DAY) == {}
        assert held(SHARED_OUT) == held(JUNE - ONE_DAY) == {"ekskolan": 600}
        assert held(JUNE) == held(NOW) == {"ekskolan": 550}

    def test_both_the_end_of_the_old_and_the_new_leave_a_trace(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        give(town, "ekskolan", 550, on=JUNE)
        ended, changed = AuditRow.objects.order_by("-id")[:2][::-1]
        assert (ended.act, ended.subject, ended.actor) == ("end-unit-frame", "Ekskolan 2026", WHO.name)
        assert (ended.before, ended.after) == ({"end": None}, {"end": str(JUNE)})
        assert (changed.act, changed.details["before"]) == ("set-unit-frame", 600 * TKR)

    def test_a_second_decision_on_the_same_day_takes_the_place_of_the_first(self, town: Town) -> None:
        first = give(town, "ekskolan", 600)
        assert give(town, "ekskolan", 500).pk == first.pk
        assert held(SHARED_OUT) == {"ekskolan": 500}
        assert AuditRow.objects.order_by("-id")[0].details["before"] == 600 * TKR

    def test_what_has_held_is_not_changed_afterwards(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        with pytest.raises(op.FrameOutOfOrder, match="2025-12-10") as refused:
            give(town, "ekskolan", 500, on=SHARED_OUT - ONE_DAY)
        assert refused.value.way.sv
        assert held(NOW) == {"ekskolan": 600}

    def test_money_that_is_freed_later_is_not_given_away_before(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        give(town, "ekskolan", 400, on=JUNE)
        with pytest.raises(op.FrameExceeded, match="200\u00a0tkr mer"):
            give(town, "bokskolan", 600, on=JUNE - ONE_DAY)
        give(town, "bokskolan", 600, on=JUNE)
        assert held(JUNE) == {"ekskolan": 400, "bokskolan": 600}

    def test_the_database_refuses_two_frames_on_one_day(self, town: Town) -> None:
        first = give(town, "ekskolan", 600)
        with pytest.raises(IntegrityError, match="frames_one_unit_frame_at_a_time"), transaction.atomic():
            UnitFrame.objects.create(unit=first.unit, committee_frame=town.frame, year=2026, amount_ore=TKR, start=JUNE)
        next_year = op.set_committee_frame(body=town.committee, year=2027, amount_ore=TKR, decision=None, who=WHO)
        assert UnitFrame.objects.create(
            unit=first.unit, committee_frame=next_year, year=2027, amount_ore=TKR, start=JUNE
        ).pk

    def test_the_units_own_lines_follow_the_frame_that_holds(self, town: Town) -> None:
        frame = give(town, "ekskolan", 600)
        one, two = (op.set_line(unit_frame=frame, label=label, amount_ore=9 * TKR, who=WHO) for label in "AB")
        move(frame, one, two, tkr=1)
        later = give(town, "ekskolan", 550, on=JUNE)
        one, two = unit_money.lines_of(unit_frame=later)
        move(later, one, two, tkr=2)
        money = unit_money.unit_money(unit_code="ekskolan", year=2026, as_of=NOW)
        assert money is not None
        assert [(line.label, line.amount_ore // TKR) for line in money.lines] == [("A", 6), ("B", 12)]
        assert [row.amount_ore // TKR for row in money.moves] == [1, 2]

    def test_refuses_a_negative_frame(self, town: Town) -> None:
        with pytest.raises(op.NegativeFrame) as refused:
            give(town, "ekskolan", -1)
        assert refused.value.words.sv == "En ram kan inte vara negativ (−1\u00a0tkr)."
        assert "cannot be negative" in refused.value.words.en

    def test_refuses_a_unit_of_another_committee(self, town: Town) -> None:
        frame = op.set_committee_frame(body=town.other, year=2026, amount_ore=500 * TKR, decision=None, who=WHO)
        with pytest.raises(op.UnitOutsideCommittee, match="Ekskolan"):
            op.set_unit_frame(
                unit=town.unit("ekskolan"), committee_frame=frame, amount_ore=TKR, decided_on=SHARED_OUT, who=WHO
            )


class TestSetCommitteeFrame:
    def test_refuses_to_go_below_what_units_have(self, town: Town) -> None:
        give(town, "ekskolan", 600)
        with pytest.raises(op.FrameExceeded, match="10\u00a0tkr mer"):
            op.set_committee_frame(body=town.committee, year=2026, amount_ore=590 * TKR, decision=None, who=WHO)

    def test_refuses_a_negative_frame(self, town: Town) -> None:
        with pytest.raises(op.NegativeFrame):
            op.set_committee_frame(body=town.committee, year=2027, amount_ore=-1, decision=None, who=WHO)

    def test_council_budget_is_one_per_year(self, town: Town) -> None:
        for total in (900, 1_000):
            budget = op.set_council_budget(
                year=2026, total_ore=total * TKR, finance_ore=-50 * TKR, decision=None, who=WHO
            )
        assert (budget.total_ore, budget.finance_ore) == (1_000 * TKR, -50 * TKR)


@pytest.fixture
def lines(town: Town) -> tuple[UnitFrame, BudgetLine, BudgetLine]:
    frame = give(town, "ekskolan", 600)
    staff = op.set_line(unit_frame=frame, label="Personal", amount_ore=500 * TKR, who=WHO)
    books = op.set_line(unit_frame=frame, label="Läromedel", amount_ore=100 * TKR, who=WHO)
    return frame, staff, books


Lines = tuple[UnitFrame, BudgetLine, BudgetLine]


def move(frame: UnitFrame, one: BudgetLine, two: BudgetLine, *, tkr: int, limits: Bilingual = NOTHING) -> LineMove:
    return op.move_between_lines(
        unit_frame=frame,
        from_line=one,
        to_line=two,
        amount_ore=tkr * TKR,
        reason="Fler böcker",
        moved_on=NOW,
        who=WHO,
        intervention_limits=limits,
    )


class TestMoveBetweenLines:
    def move(self, lines: Lines, *, tkr: int, limits: Bilingual = NOTHING) -> LineMove:
        return move(*lines, tkr=tkr, limits=limits)

    def test_the_change_of_each_line_leaves_its_own_trace(self, lines: Lines) -> None:
        self.move(lines, tkr=40)
        found = AuditRow.objects.filter(act="change-line").order_by("id")
        assert [(row.subject, row.details) for row in found] == [
            ("Ekskolan 2026: Personal", {"before": 500 * TKR, "after": 460 * TKR}),
            ("Ekskolan 2026: Läromedel", {"before": 100 * TKR, "after": 140 * TKR}),
        ]

    def test_moves_at_once_with_nobodys_approval(self, lines: Lines) -> None:
        move = self.move(lines, tkr=40)
        assert move.approval_asked_of == ""
        assert dict(BudgetLine.objects.on(NOW).values_list("label", "amount_ore")) == {
            "Personal": 460 * TKR,
            "Läromedel": 140 * TKR,
        }

    def test_refused_only_by_an_open_intervention_and_names_the_limit(self, lines: Lines) -> None:
        with pytest.raises(op.MoveLimited, match="anställningsstopp till 31 december") as refused:
            self.move(lines, tkr=40, limits=Pair("anställningsstopp till 31 december"))
        assert refused.value.clause == "MR-38"
        assert not LineMove.objects.exists()

    def test_a_line_does_not_go_below_zero(self, lines: Lines) -> None:
        with pytest.raises(op.LineRefused, match=r"Personal skulle hamna 1000\.00 kr under noll"):
            self.move(lines, tkr=501)
        assert BudgetLine.objects.get(label="Personal").amount_ore == 500 * TKR

    def test_a_line_is_not_set_below_zero(self, lines: Lines) -> None:
        with pytest.raises(op.LineRefused):
            op.set_line(unit_frame=lines[0], label="Resor", amount_ore=-1, who=WHO)

    @pytest.mark.parametrize("amount", [0, -5])
    def test_refuses_an_amount_of_nothing(self, lines: Lines, amount: int) -> None:
        with pytest.raises(op.LineRefused):
            self.move(lines, tkr=amount)

    def test_refuses_another_units_line(self, town: Town, lines: Lines) -> None:
        other = op.set_line(unit_frame=give(town, "bokskolan", 100), label="Personal", amount_ore=TKR, who=WHO)
        with pytest.raises(op.LineRefused, match="samma enhets ram"):
            self.move((lines[0], lines[1], other), tkr=1)


class TestForecast:
    def report(self, town: Town, *, day: date, month: int = 8, replaces: Forecast | None = None) -> Forecast:
        return op.report_forecast(
            body=town.committee,
            year=2026,
            month=date(2026, month, 31),
            amount_ore=1_030 * TKR,
            method="Utfall plus tolftedelar",
            recorded_on=day,
            who=WHO,
            replaces=replaces,
        )

    def test_keeps_method_and_first_day_of_the_month(self, town: Town) -> None:
        forecast = self.report(town, day=date(2026, 9, 10))
        assert (forecast.month, forecast.method) == (date(2026, 8, 1), "Utfall plus tolftedelar")

    def test_needs_a_method_in_words(self, town: Town) -> None:
        with pytest.raises(ValidationError):
            op.report_forecast(
                body=town.committee, year=2026, month=NOW, amount_ore=1, method="", recorded_on=NOW, who=WHO
            )

    def test_is_for_a_unit_or_a_body(self, town: Town) -> None:
        with pytest.raises(op.ForecastRefused):
            op.report_forecast(year=2026, month=NOW, amount_ore=1, method="Utfall", recorded_on=NOW, who=WHO)

    def test_a_correction_is_a_new_row(self, town: Town) -> None:
        first = self.report(town, day=date(2026, 9, 10))
        second = self.report(town, day=date(2026, 9, 20), replaces=first)
        assert list(Forecast.objects.known_on(date(2026, 9, 15))) == [first]
        assert list(Forecast.objects.known_on(date(2026, 9, 20))) == [second]
        with pytest.raises(op.ForecastRefused, match="senaste prognosen"):
            self.report(town, day=date(2026, 9, 21), replaces=Forecast.objects.get(pk=first.pk))

    def test_is_answered_by_a_decision_about_it(self, town: Town) -> None:
        forecast = self.report(town, day=date(2026, 9, 10))
        decision = town.decide(on=date(2026, 9, 24), kind="measures", paragraph="44")
        answered = op.answer_forecast(forecast=forecast, decision=decision, who=WHO)
        assert answered.answered_by == decision

    @pytest.mark.parametrize(("day", "kind"), [(date(2026, 9, 24), "other"), (date(2026, 9, 1), "measures")])
    def test_refuses_what_is_no_answer(self, town: Town, day: date, kind: str) -> None:
        forecast = self.report(town, day=date(2026, 9, 10))
        with pytest.raises(op.AnswerRefused):
            op.answer_forecast(forecast=forecast, decision=town.decide(on=day, kind=kind), who=WHO)
        assert Forecast.objects.get().answered_by is None


def test_one_dimension_is_not_both(town: Town) -> None:
    with pytest.raises(DomainError, match="Samma dimension"):
        op.choose_dimensions(responsibility_dimension=1, activity_dimension=1, chosen_on=NOW, who=WHO)
