"""A value goes from draft to approved; only then does it count. Periods are locked until somebody opens them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Measurement, MissedAnswer, ReportedValue
from spelregler.apps.goals.operations import Definition, Entry
from spelregler.apps.goals.queries import thread
from spelregler.apps.goals.tests.small_town import NOW, WHO
from spelregler.apps.organisation.models import Appointment, Person, Post
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

PERIOD = (date(2026, 1, 1), date(2026, 9, 1))
HEAD = Who(name="Eva Chef", role="FC", person="eva")


@pytest.fixture
def unit(town):
    unit = town.unit("skolan")
    town.unit_goal(unit)
    return unit


@pytest.fixture
def opened(town, unit):
    operations.set_period(
        period_start=PERIOD[0], period_end=PERIOD[1], opens=True, reason="Delår", on=NOW, who=WHO, department=None
    )
    return town


def entry(town, unit, value: str | None = None, *, sex: str = "T", parts: tuple[str, str] | None = None, comment=""):
    numbers = [Decimal(each) for each in parts] if parts else [None, None]
    typed = None if value is None else Decimal(value)
    return Entry(town.indicator, unit, *PERIOD, sex, typed, *numbers, comment)


def submitted(town, unit, value: str = "70") -> ReportedValue:
    return operations.save_values(entries=[entry(town, unit, value)], submit=True, on=NOW, who=WHO)[0]


class TestOnlyWhatIsApprovedCounts:
    def state(self, unit):
        (goal,) = thread.unit_goals(unit_code=unit.code, year=2026, as_of=NOW)
        return goal.indicators[0].value

    def test_from_draft_to_measurement(self, opened, unit):
        operations.save_values(entries=[entry(opened, unit, "60")], submit=False, on=NOW, who=WHO)
        value = submitted(opened, unit, "70")
        assert Measurement.objects.count() == 0
        assert self.state(unit) is None
        (made,) = operations.approve_values(values=[value], on=NOW, who=HEAD)
        assert self.state(unit) == 70
        assert made.recorded_on == NOW

    def test_every_step_is_kept_with_who_when_and_why(self, opened, unit):
        value = submitted(opened, unit)
        operations.return_value(value=value, reason="Fel period", on=NOW, who=HEAD)
        again = submitted(opened, unit, "75")
        operations.approve_values(values=[again], on=NOW, who=HEAD)
        steps = ReportedValue.objects.order_by("pk")
        assert [step.state for step in steps] == ["submitted", "returned", "submitted", "approved"]
        assert [step.by for step in steps] == [WHO.name, HEAD.name, WHO.name, HEAD.name]
        assert steps[1].reason == "Fel period"
        acts = AuditRow.objects.filter(act__endswith="-value").order_by("id").values_list("act", flat=True)
        assert list(acts) == ["submit-value", "return-value", "submit-value", "approve-value"]

    def test_a_correction_of_an_approved_value_waits_too(self, opened, unit):
        operations.approve_values(values=[submitted(opened, unit)], on=NOW, who=HEAD)
        later = submitted(opened, unit, "90")
        assert self.state(unit) == 70
        (made,) = operations.approve_values(values=[later], on=NOW, who=HEAD)
        assert self.state(unit) == 90
        assert made.replaces.value == 70

    def test_what_is_submitted_is_not_changed_under_the_approver(self, opened, unit):
        submitted(opened, unit)
        with pytest.raises(operations.ValuesRefused, match="väntar på godkännande"):
            submitted(opened, unit, "71")

    def test_what_was_submitted_by_mistake_is_taken_back_until_it_is_approved(self, opened, unit):
        value = submitted(opened, unit, "7")
        draft = operations.take_back_value(value=value, on=NOW, who=WHO)
        assert (draft.state, draft.value) == ("draft", 7)
        with pytest.raises(operations.ValueMoved):
            operations.approve_values(values=[value], on=NOW, who=HEAD)
        again = submitted(opened, unit, "70")
        operations.approve_values(values=[again], on=NOW, who=HEAD)
        with pytest.raises(operations.ValueMoved):
            operations.take_back_value(value=again, on=NOW, who=WHO)
        acts = AuditRow.objects.filter(act__endswith="-value").order_by("id").values_list("act", flat=True)
        assert list(acts) == ["submit-value", "take-back-value", "submit-value", "approve-value"]

    def test_a_value_is_approved_once(self, opened, unit):
        value = submitted(opened, unit)
        operations.approve_values(values=[value], on=NOW, who=HEAD)
        with pytest.raises(operations.ValueMoved):
            operations.approve_values(values=[value], on=NOW, who=HEAD)
        assert Measurement.objects.count() == 1

    def test_returning_needs_a_reason(self, opened, unit):
        value = submitted(opened, unit)
        with pytest.raises(DomainError, match="Skälet saknas"):
            operations.return_value(value=value, reason=" ", on=NOW, who=HEAD)

    def test_what_was_measured_before_stays_approved(self, town, unit):
        town.measure("66", unit=unit)
        assert self.state(unit) == 66
        assert ReportedValue.objects.count() == 0


class TestAPeriodIsLocked:
    def test_until_it_is_opened_and_it_says_who_opens_it(self, town, unit):
        with pytest.raises(operations.ValuesRefused, match=r"låst\. Controllern öppnar"):
            submitted(town, unit)

    def test_it_is_locked_and_opened_again_with_reason(self, opened, unit):
        value = submitted(opened, unit)
        words = {"period_start": PERIOD[0], "period_end": PERIOD[1], "on": NOW, "who": WHO}
        operations.set_period(**words, opens=False, reason="Klart")
        with pytest.raises(operations.PeriodLocked):
            operations.approve_values(values=[value], on=NOW, who=HEAD)
        operations.set_period(**words, opens=True, reason="En siffra var fel")
        operations.approve_values(values=[value], on=NOW, who=HEAD)
        with pytest.raises(operations.PeriodRefused, match="redan öppen"):
            operations.set_period(**words, opens=True, reason="Igen")
        with pytest.raises(operations.PeriodRefused, match="Skälet saknas"):
            operations.set_period(**words, opens=False, reason="")

    def test_it_may_be_open_to_one_department_alone(self, town, unit):
        words = {"period_start": PERIOD[0], "period_end": PERIOD[1], "on": NOW}
        operations.set_period(**words, opens=True, reason="Sen", who=WHO, department=town.department)
        assert operations.is_open(**words, department="uf")
        assert not operations.is_open(**words, department="annan")

    def test_it_is_not_opened_before_it_is_over(self, town):
        with pytest.raises(operations.PeriodRefused, match="inte slut"):
            operations.set_period(
                period_start=NOW, period_end=date(2027, 1, 1), opens=True, reason="x", on=NOW, who=WHO
            )


class TestMissingIsNeverZero:
    def test_blank_makes_no_row_and_a_typed_zero_is_zero(self, opened, unit):
        assert operations.save_values(entries=[entry(opened, unit)], submit=True, on=NOW, who=WHO) == []
        assert submitted(opened, unit, "0").value == 0

    def test_what_has_not_changed_is_not_written_again(self, opened, unit):
        operations.save_values(entries=[entry(opened, unit, "1")], submit=False, on=NOW, who=WHO)
        assert operations.save_values(entries=[entry(opened, unit, "1")], submit=False, on=NOW, who=WHO) == []


class TestRatiosAndSexes:
    def test_the_value_follows_from_its_parts(self, opened, unit):
        (row,) = operations.save_values(entries=[entry(opened, unit, parts=("3", "8"))], submit=True, on=NOW, who=WHO)
        assert row.value == Decimal("37.5")

    @pytest.mark.parametrize(
        ("value", "parts", "column", "words"),
        [
            ("40", ("3", "8"), "value", "ger 37,5"),
            ("40", ("3", "0"), "denominator", "när ingen ingår"),
            ("1.23456", None, "value", "decimaler"),
        ],
    )
    def test_a_fault_names_row_and_column(self, opened, unit, value, parts, column, words):
        fine = entry(opened, None, "1")
        faulty = entry(opened, unit, value, parts=parts)
        with pytest.raises(operations.ValuesRefused) as refused:
            operations.save_values(entries=[fine, faulty], submit=False, on=NOW, who=WHO)
        faults = [each for each in refused.value.faults if each.row == 1]
        assert faults[0].column == column
        assert words in faults[0].words.sv
        assert ReportedValue.objects.count() == 0

    def test_women_and_men_make_all(self, opened, unit):
        rows = [
            entry(opened, unit, sex=sex, parts=parts)
            for sex, parts in zip("TKM", [("9", "20"), ("5", "11"), ("5", "9")], strict=True)
        ]
        with pytest.raises(operations.ValuesRefused, match="blir inte alla"):
            operations.save_values(entries=rows, submit=True, on=NOW, who=WHO)
        rows[2] = entry(opened, unit, sex="M", parts=("4", "9"))
        values = operations.save_values(entries=rows, submit=True, on=NOW, who=WHO)
        assert len(operations.approve_values(values=values, on=NOW, who=HEAD)) == 3


class TestDefinitionAndValueAreDifferentEdits:
    def test_the_definition_is_changed_and_leaves_its_trace(self, town):
        definition = Definition("Andel nöjda", "%", "higher", formula="nöjda / svarande", minutes=20, by_sex=True)
        operations.define_indicator(indicator=town.indicator, definition=definition, on=NOW, who=WHO)
        town.indicator.refresh_from_db()
        assert (town.indicator.formula, town.indicator.minutes) == ("nöjda / svarande", 20)
        assert AuditRow.objects.filter(act="define-indicator").exists()

    def test_a_measured_indicator_keeps_unit_and_direction(self, opened, unit):
        opened.measure("66", unit=unit)
        with pytest.raises(operations.DefinitionRefused, match="ligger fast"):
            operations.define_indicator(
                indicator=opened.indicator, definition=Definition("Andel", "%", "lower"), on=NOW, who=WHO
            )


class TestAMissedTargetIsAnswered:
    @pytest.fixture
    def post(self, town, unit):
        post = Post.objects.create(code="rektor", title="Rektor", kind="unit_manager", unit=unit)
        person = Person.objects.create(code="bo", name="Bo Ek")
        Appointment.objects.create(post=post, person=person, start=date(2024, 1, 1))
        return post

    def answer(self, town, unit, post, **changes):
        goal = unit.goals.get()
        words = {
            "measurement": Measurement.objects.get(),
            "target": goal.targets.get(),
            "department": town.department,
            "cause": "Två lärare slutade.",
            "action": "Annonsera igen",
            "owner": post,
            "due_on": date(2026, 12, 1),
            "on": NOW,
            "who": WHO,
        }
        return operations.answer_miss(**{**words, **changes})

    def test_with_cause_action_owner_and_day_and_the_action_serves_the_goal(self, town, unit, post):
        town.measure("20", unit=unit)
        row = self.answer(town, unit, post)
        assert row.action.goals.get() == unit.goals.get()
        assert (row.action.responsible, row.action.due_on) == (post, date(2026, 12, 1))

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"cause": " "}, "orsaken"),
            ({"action": ""}, "vad som görs"),
            ({"due_on": date(2026, 10, 1)}, "i dag eller senare"),
        ],
    )
    def test_not_without_one_of_them(self, town, unit, post, changes, words):
        town.measure("20", unit=unit)
        with pytest.raises(operations.AnswerRefused, match=words):
            self.answer(town, unit, post, **changes)

    def test_once(self, town, unit, post):
        town.measure("20", unit=unit)
        self.answer(town, unit, post)
        with pytest.raises(operations.AnswerRefused, match="redan besvarat"):
            self.answer(town, unit, post)
        assert MissedAnswer.objects.count() == 1
