"""Frames add up, lines are free, forecasts are kept: refusals first, each beside its success."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from spelregler.apps.frames import operations as op
from spelregler.apps.frames.models import BudgetLine, Forecast, LineMove, UnitFrame
from spelregler.apps.frames.tests.small_town import NOW, TKR, WHO, Town
from spelregler.platform.audit.models import AuditRow


def give(town: Town, code: str, tkr: int) -> UnitFrame:
    return op.set_unit_frame(unit=town.unit(code), committee_frame=town.frame, amount_ore=tkr * TKR, who=WHO)


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
        assert "25\u00a0tkr mer än nämndens ram" in refused.value.sv
        assert "SEK 25 thousand more" in refused.value.en
        assert UnitFrame.objects.count() == 1
        assert AuditRow.objects.filter(act="set-unit-frame").count() == 1

    def test_changing_a_frame_does_not_count_it_twice(self, town: Town) -> None:
        frame = give(town, "ekskolan", 600)
        changed = op.set_unit_frame(unit=frame.unit, committee_frame=town.frame, amount_ore=1_000 * TKR, who=WHO)
        assert (changed.pk, changed.amount_ore) == (frame.pk, 1_000 * TKR)

    def test_refuses_a_negative_frame(self, town: Town) -> None:
        with pytest.raises(op.NegativeFrame) as refused:
            give(town, "ekskolan", -1)
        assert refused.value.sv == "En ram kan inte vara negativ (−1\u00a0tkr)."
        assert "cannot be negative" in refused.value.en

    def test_refuses_a_unit_of_another_committee(self, town: Town) -> None:
        frame = op.set_committee_frame(body=town.other, year=2026, amount_ore=500 * TKR, decision=None, who=WHO)
        with pytest.raises(op.UnitOutsideCommittee, match="Ekskolan"):
            op.set_unit_frame(unit=town.unit("ekskolan"), committee_frame=frame, amount_ore=TKR, who=WHO)


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


class TestMoveBetweenLines:
    def move(self, lines: Lines, *, tkr: int, limits: str | None = None) -> LineMove:
        frame, staff, books = lines
        return op.move_between_lines(
            unit_frame=frame,
            from_line=staff,
            to_line=books,
            amount_ore=tkr * TKR,
            reason="Fler böcker",
            moved_on=NOW,
            who=WHO,
            intervention_limits=limits,
        )

    def test_moves_at_once_with_nobodys_approval(self, lines: Lines) -> None:
        move = self.move(lines, tkr=40)
        assert move.approval_asked_of == ""
        assert dict(BudgetLine.objects.values_list("label", "amount_ore")) == {
            "Personal": 460 * TKR,
            "Läromedel": 140 * TKR,
        }

    def test_refused_only_by_an_open_intervention_and_names_the_limit(self, lines: Lines) -> None:
        with pytest.raises(op.MoveLimited, match="anställningsstopp till 31 december") as refused:
            self.move(lines, tkr=40, limits="anställningsstopp till 31 december")
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
    with pytest.raises(op.DomainError, match="Samma dimension"):
        op.choose_dimensions(responsibility_dimension=1, activity_dimension=1, chosen_on=NOW, who=WHO)
