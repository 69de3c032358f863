"""What may be done to goals, figures, actions and plans, what is refused, and that each act leaves its trail."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Action, Goal, Measurement, Plan, Target, Vision
from spelregler.apps.goals.tests.small_town import NOW, WHO, YEAR_START, Town
from spelregler.apps.organisation.models import Department, Municipality, Post
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.errors import DomainError

JUNE = date(2026, 6, 1)


def acts() -> list[str]:
    return list(AuditRow.objects.order_by("id").values_list("act", flat=True))


def says_the_way(refusal: DomainError) -> bool:
    """Every refusal says what and what to do instead, in both languages."""
    return all((refusal.words.sv, refusal.words.en, refusal.way.sv, refusal.way.en))


class TestGoals:
    def test_a_goal_is_a_proposal_until_its_body_decides_it(self, town: Town) -> None:
        goal = town.committee_goal()
        assert goal.decision is None
        decided = operations.decide_goal(goal=goal, decision=town.decide(town.committee), who=WHO)
        assert decided.decision is not None
        assert acts()[-1] == "decide-goal"

    @pytest.mark.parametrize(
        ("level", "owner"), [("municipal", "committee"), ("committee", "council"), ("unit", "committee"), ("x", "un")]
    )
    def test_a_level_has_its_own_kind_of_owner(self, town: Town, level: str, owner: str) -> None:
        body = getattr(town, owner, town.committee)
        with pytest.raises(operations.WrongOwner) as refused:
            operations.propose_goal(code="m", level=level, title="M", body=body, start=YEAR_START, who=WHO)
        assert says_the_way(refused.value)
        assert not Goal.objects.filter(code="m").exists()

    @pytest.mark.parametrize("decider", ["council", "other"])
    def test_another_body_does_not_decide_a_committee_goal(self, town: Town, decider: str) -> None:
        goal, before = town.committee_goal(), len(acts())
        with pytest.raises(operations.WrongDecider) as refused:
            operations.decide_goal(goal=goal, decision=town.decide(getattr(town, decider)), who=WHO)
        goal.refresh_from_db()
        assert says_the_way(refused.value)
        assert (refused.value.clause, goal.decision, len(acts())) == ("MR-17", None, before)

    def test_politics_does_not_decide_a_unit_goal(self, town: Town) -> None:
        goal = town.unit_goal(town.unit("ekskolan"))
        with pytest.raises(operations.WrongDecider):
            operations.decide_goal(goal=goal, decision=town.decide(town.committee), who=WHO)

    def test_a_decided_goal_is_not_decided_anew(self, town: Town) -> None:
        goal = town.committee_goal(decided=town.decide(town.committee))
        with pytest.raises(operations.WrongDecider):
            operations.decide_goal(goal=goal, decision=town.decide(town.committee, paragraph="10"), who=WHO)

    def test_the_thread_runs_downward_one_level_at_a_time(self, town: Town) -> None:
        committee, unit = town.committee_goal(), town.unit_goal(town.unit("ekskolan"))
        operations.link_goals(parent=committee, child=unit, who=WHO)
        assert list(unit.parents.all()) == [committee]
        for parent, child in (
            (unit, committee),
            (committee, committee),
            (committee, town.municipal),
            (town.municipal, unit),
        ):
            with pytest.raises(operations.BrokenLevels):
                operations.link_goals(parent=parent, child=child, who=WHO)

    def test_a_proposal_that_cannot_be_linked_is_not_kept(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        with pytest.raises(operations.BrokenLevels):
            operations.propose_goal(
                code="m", level="unit", title="M", unit=unit, parents=[town.municipal], start=YEAR_START, who=WHO
            )
        assert not Goal.objects.filter(code="m").exists()


class TestTargets:
    def test_setting_again_moves_the_same_target(self, town: Town) -> None:
        town.aim(town.municipal, "80")
        town.aim(town.municipal, "85", decision=town.decide(town.council))
        assert [target.value for target in Target.objects.all()] == [Decimal(85)]
        assert AuditRow.objects.order_by("-id")[0].details["before"] == "80.0000"

    def test_a_change_ends_the_older_target_and_both_leave_a_trace(self, town: Town) -> None:
        town.aim(town.municipal, "80")
        town.aim(town.municipal, "85", on=JUNE, decision=town.decide(town.council))
        rows = [(row.value, row.start, row.end) for row in Target.objects.order_by("start")]
        assert rows == [(80, YEAR_START, JUNE), (85, JUNE, None)]
        ended, changed = AuditRow.objects.order_by("-id")[:2][::-1]
        assert (ended.act, ended.subject, ended.actor) == ("end-target", "Andel 2026: 80", WHO.name)
        assert (ended.before, ended.after) == ({"end": None}, {"end": str(JUNE)})
        assert (changed.act, changed.details["before"]) == ("set-target", "80.0000")

    def test_what_has_held_is_not_changed_afterwards(self, town: Town) -> None:
        town.aim(town.municipal, "80", on=JUNE)
        with pytest.raises(operations.TargetRefused) as refused:
            town.aim(town.municipal, "85")
        assert says_the_way(refused.value)
        assert Target.objects.get().value == 80

    def test_the_database_refuses_two_targets_on_one_day(self, town: Town) -> None:
        first = town.aim(town.municipal, "80")
        again = {"goal": first.goal, "indicator": first.indicator, "value": Decimal(1), "start": JUNE}
        with pytest.raises(IntegrityError, match="goals_one_target_at_a_time"), transaction.atomic():
            Target.objects.create(year=2026, **again)
        assert Target.objects.create(year=2027, **again).pk

    def test_only_in_a_year_when_the_goal_holds(self, town: Town) -> None:
        with pytest.raises(operations.TargetRefused):
            town.aim(town.municipal, "80", year=2025)

    def test_after_its_year_only_by_a_decision_of_the_owner(self, town: Town) -> None:
        def afterwards(decision: object) -> Target:
            return operations.set_target(
                goal=town.municipal,
                indicator=town.indicator,
                year=2026,
                value=Decimal(1),
                set_on=date(2027, 2, 1),
                decision=decision,  # type: ignore[arg-type]
                who=WHO,
            )

        for decision in (None, town.decide(town.committee), town.decide(town.council, on=date(2027, 3, 1))):
            with pytest.raises(operations.TargetRefused):
                afterwards(decision)
        assert afterwards(town.decide(town.council, on=date(2027, 1, 20))).decision is not None

    def test_a_weight_of_nothing_is_not_accepted(self, town: Town) -> None:
        with pytest.raises(ValidationError):
            operations.set_target(
                goal=town.municipal,
                indicator=town.indicator,
                year=2026,
                value=Decimal(1),
                weight=Decimal(0),
                set_on=YEAR_START,
                who=WHO,
            )


class TestVisionAndIndicators:
    def test_only_the_council_decides_the_vision_and_the_one_before_ends(self, town: Town) -> None:
        with pytest.raises(operations.WrongDecider) as refused:
            operations.adopt_vision(text="Hav", start=JUNE, decision=town.decide(town.committee), who=WHO)
        assert says_the_way(refused.value)
        decision = town.decide(town.council, paragraph="8")
        older = operations.adopt_vision(text="Hav", start=YEAR_START, decision=decision, who=WHO)
        newer = operations.adopt_vision(text="Land", start=JUNE, decision=decision, who=WHO)
        assert list(Vision.objects.on(NOW)) == [newer]
        assert list(Vision.objects.on(YEAR_START)) == [older]
        assert acts()[-2:] == ["end-vision", "adopt-vision"]

    def test_an_indicator_leaves_its_trail(self, town: Town) -> None:
        operations.add_indicator(code="svar", title="Svar", unit_of_measure="%", direction="higher", who=WHO)
        assert acts()[-1] == "add-indicator"


class TestHistory:
    """Figures from before the first target show the trend; they are no way around a missing target."""

    def history(self, town: Town, *, year: int, source: str = "SCB") -> Measurement:
        return operations.record_measurement(
            indicator=town.indicator,
            period_start=date(year, 1, 1),
            period_end=date(year + 1, 1, 1),
            value=Decimal(70),
            recorded_on=date(2027, 2, 10),
            source=source,
            is_history=True,
            who=WHO,
        )

    def test_is_older_than_every_target(self, town: Town) -> None:
        town.aim(town.municipal, "80")
        assert self.history(town, year=2025).pk
        with pytest.raises(operations.MeasurementRefused) as refused:
            self.history(town, year=2026)
        assert says_the_way(refused.value)

    def test_names_its_source(self, town: Town) -> None:
        with pytest.raises(operations.MeasurementRefused):
            self.history(town, year=2025, source="")


class TestMeasurements:
    @pytest.fixture(autouse=True)
    def aimed(self, town: Town) -> None:
        town.aim(town.municipal, "80")

    def test_zero_is_a_value(self, town: Town) -> None:
        assert town.measure("0").value == 0
        assert acts()[-1] == "record-measurement"

    def test_a_period_that_is_over_on_the_day_of_the_report(self, town: Town) -> None:
        assert town.measure("70", on=date(2026, 9, 1)).pk
        with pytest.raises(operations.MeasurementRefused) as refused:
            town.measure("70", months=(1, 9), on=date(2026, 9, 30))
        assert says_the_way(refused.value)

    def test_not_in_a_year_without_a_target(self, town: Town) -> None:
        with pytest.raises(operations.NoTarget) as refused:
            operations.record_measurement(
                indicator=town.indicator,
                period_start=date(2025, 1, 1),
                period_end=date(2026, 1, 1),
                value=Decimal(70),
                recorded_on=date(2026, 2, 10),
                who=WHO,
            )
        assert says_the_way(refused.value)

    def test_a_whole_year_belongs_to_the_year_that_it_is_about(self, town: Town) -> None:
        measurement = operations.record_measurement(
            indicator=town.indicator,
            period_start=date(2026, 1, 1),
            period_end=date(2027, 1, 1),
            value=Decimal(70),
            recorded_on=date(2027, 1, 15),
            who=WHO,
        )
        assert measurement.pk

    @pytest.mark.parametrize("denominator", ["0", "-1"])
    def test_no_share_of_nobody(self, town: Town, denominator: str) -> None:
        with pytest.raises(operations.MeasurementRefused):
            town.measure("0", numerator="0", denominator=denominator)
        assert not Measurement.objects.exists()

    def test_a_period_ends_after_it_begins(self, town: Town) -> None:
        with pytest.raises(operations.MeasurementRefused):
            town.measure("70", months=(9, 8))

    def test_the_same_figure_is_entered_once(self, town: Town) -> None:
        town.measure("70")
        with pytest.raises(operations.MeasurementRefused):
            town.measure("71")
        assert town.measure("71", sex="K").pk
        assert town.measure("71", months=(1, 4)).pk

    def test_women_and_men_are_all(self, town: Town) -> None:
        town.measure("70", numerator="70", denominator="100")
        town.measure("70", sex="K", numerator="35", denominator="50")
        with pytest.raises(operations.MeasurementRefused):
            town.measure("70", sex="M", numerator="34", denominator="50")
        assert Measurement.objects.count() == 2
        assert town.measure("70", sex="M", numerator="35", denominator="50").pk

    def test_a_correction_keeps_what_was_known_before(self, town: Town) -> None:
        first = town.measure("70")
        town.correct(first, 72, on=date(2026, 10, 1))
        assert [row.value for row in Measurement.objects.known_on(date(2026, 9, 30))] == [70]
        assert [row.value for row in Measurement.objects.known_on(date(2026, 10, 1))] == [72]
        assert AuditRow.objects.order_by("-id")[0].details["before"] == "70.0000"

    def test_only_the_latest_is_corrected_and_not_before_it_was_reported(self, town: Town) -> None:
        first = town.measure("70")
        with pytest.raises(operations.MeasurementRefused):
            town.correct(first, 72, on=date(2026, 9, 1))
        town.correct(first, 72, on=NOW)
        with pytest.raises(operations.MeasurementRefused):
            town.correct(first, 73, on=NOW)

    def test_a_correction_of_one_part_that_breaks_the_sum_is_undone(self, town: Town) -> None:
        rows = [town.measure("70", sex=s, numerator=n, denominator="10") for s, n in (("T", "7"), ("K", "4"))]
        town.measure("30", sex="M", numerator="3", denominator=None)
        with pytest.raises(operations.MeasurementRefused):
            town.correct(rows[1], 50, numerator=5)
        assert Measurement.objects.filter(replaces__isnull=False).count() == 0


class TestJudgements:
    def judge(self, goal: Goal, *, level: str = "partly_met", reason: str = "Två slutade.", on: date = NOW) -> object:
        return operations.judge_goal(goal=goal, year=2026, level=level, reason=reason, recorded_on=on, who=WHO)

    def test_a_later_judgement_replaces_the_one_before(self, town: Town) -> None:
        self.judge(town.municipal, on=date(2026, 5, 8))
        self.judge(town.municipal, level="met")
        assert [row.level for row in town.municipal.judgements.known_on(date(2026, 6, 1))] == ["partly_met"]
        assert [row.level for row in town.municipal.judgements.known_on(NOW)] == ["met"]
        assert acts()[-2:] == ["judge-goal", "judge-goal"]

    @pytest.mark.parametrize(
        "wrong", [{"reason": "  "}, {"level": "superb"}, {"on": date(2025, 12, 31)}], ids=["reason", "level", "day"]
    )
    def test_it_has_a_reason_a_level_and_a_year_that_has_begun(self, town: Town, wrong: dict[str, str]) -> None:
        with pytest.raises(operations.JudgementRefused) as refused:
            self.judge(town.municipal, **wrong)  # type: ignore[arg-type]
        assert says_the_way(refused.value)

    def test_not_before_the_last_one(self, town: Town) -> None:
        self.judge(town.municipal)
        with pytest.raises(operations.JudgementRefused):
            self.judge(town.municipal, on=date(2026, 11, 1))

    def test_a_proposal_is_not_judged(self, town: Town) -> None:
        with pytest.raises(operations.JudgementRefused):
            self.judge(town.committee_goal())


class TestActionsAndPlans:
    def act(self, town: Town, **changed: object) -> Action:
        given: dict[str, object] = {
            "code": "a",
            "title": "Åtgärd",
            "department": town.department,
            "start": date(2026, 2, 1),
            "due_on": date(2026, 6, 30),
        }
        return operations.add_action(**{**given, **changed}, who=WHO)  # type: ignore[arg-type]

    def test_an_action_serves_goals(self, town: Town) -> None:
        action = self.act(town, goals=[town.municipal])
        assert list(action.goals.all()) == [town.municipal]
        assert acts()[-1] == "add-action"

    def test_it_is_not_due_before_it_starts_nor_in_another_department(self, town: Town) -> None:
        elsewhere = Department.objects.create(code="vf", name="Vård", body=town.other, start=date(2020, 1, 1))
        for wrong in ({"due_on": date(2026, 1, 31)}, {"unit": town.unit("ekskolan"), "department": elsewhere}):
            with pytest.raises(operations.ActionRefused) as refused:
                self.act(town, **wrong)
            assert says_the_way(refused.value)
        assert not Action.objects.exists()

    def test_it_is_finished_once_and_not_before_it_starts(self, town: Town) -> None:
        action = self.act(town)
        with pytest.raises(operations.ActionRefused):
            operations.finish_action(action=action, done_on=date(2026, 1, 31), who=WHO)
        assert operations.finish_action(action=action, done_on=date(2026, 7, 5), who=WHO).done_on == date(2026, 7, 5)
        with pytest.raises(operations.ActionRefused):
            operations.finish_action(action=action, done_on=date(2026, 7, 6), who=WHO)

    def test_a_plan_is_decided_once_a_year_for_unit_and_for_department(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        for who_for in (unit, None):
            self.act(town, code=f"a-{who_for}", unit=who_for)
            for number in range(2):
                if number == 0:
                    operations.decide_plan(
                        department=town.department, year=2026, decided_on=date(2026, 1, 20), unit=who_for, who=WHO
                    )
                    continue
                with pytest.raises(operations.PlanRefused) as refused:
                    operations.decide_plan(
                        department=town.department, year=2026, decided_on=date(2026, 1, 21), unit=who_for, who=WHO
                    )
                assert says_the_way(refused.value)
        assert Plan.objects.count() == 2

    @pytest.mark.parametrize("missing", ["parents", "owner"])
    def test_in_a_plan_it_serves_a_goal_and_has_an_owner_or_the_field_is_named(self, town: Town, missing: str) -> None:
        post = Post.objects.create(code="chef", title="Chef", kind=Post.Kind.EMPLOYEE)
        said = {"parents": [town.municipal], "owner": post} | {missing: [] if missing == "parents" else None}
        with pytest.raises(operations.ChainRefused) as refused:
            operations.plan_action(
                title="Åtgärd",
                department=town.department,
                unit=None,
                year=2026,
                due_on=date(2026, 6, 30),
                on=date(2026, 1, 20),
                who=WHO,
                **said,
            )
        assert refused.value.field == missing

    def test_a_plan_that_nothing_stands_in_is_not_decided(self, town: Town) -> None:
        """Neither another year's action, another unit's, nor the unit's own for the department's plan."""
        unit = town.unit("ekskolan")
        self.act(town, code="b", unit=town.unit("alskolan"))
        self.act(town, code="c", unit=unit, start=date(2027, 1, 1), due_on=date(2027, 2, 1))
        said = {"department": town.department, "year": 2026, "decided_on": date(2026, 1, 20), "who": WHO}
        for who_for in (unit, None):
            with pytest.raises(operations.PlanRefused, match="tom") as refused:
                operations.decide_plan(unit=who_for, **said)
            assert says_the_way(refused.value)
        town.unit_goal(unit)
        assert operations.decide_plan(unit=unit, **said).pk

    def test_a_year_that_is_over_gets_no_plan(self, town: Town) -> None:
        with pytest.raises(operations.PlanRefused):
            operations.decide_plan(department=town.department, year=2026, decided_on=date(2027, 1, 1), who=WHO)

    def test_one_decided_before_the_start_day_is_entered_later_with_its_true_day(self, town: Town) -> None:
        begun = Municipality.objects.get_or_create(code="0481", defaults={"name": "Prov"})[0]
        said = {"department": town.department, "year": 2026, "entered_on": date(2026, 9, 15), "who": WHO}
        with pytest.raises(operations.PlanRefused, match="Planen beslutas i dag"):
            operations.decide_plan(decided_on=date(2026, 2, 3), **said)
        self.act(town)
        begun.start_day = date(2026, 9, 1)
        begun.save()
        with pytest.raises(operations.PlanRefused, match="före startdagen 2026-09-01"):
            operations.decide_plan(decided_on=date(2026, 9, 2), **said)
        assert operations.decide_plan(decided_on=date(2026, 2, 3), **said).decided_on == date(2026, 2, 3)
