"""Reports are opened for all, written without a lost word, kept as they were, and valued by the body."""

from __future__ import annotations

from datetime import date
from time import perf_counter

import pytest
from django.db.models import Q

from spelregler.apps.decisions.operations import WrongAddressee
from spelregler.apps.followup import operations
from spelregler.apps.followup.models import HandedIn, KeptText, OtherText, Report, Section, Text
from spelregler.apps.followup.operations import (
    AssignmentSaid,
    OccasionRefused,
    ReportRefused,
    SectionSaid,
    ValuationRefused,
)
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries import waiting
from spelregler.apps.followup.queries.figures import kept_figures
from spelregler.apps.followup.queries.for_checks import bodies_reports
from spelregler.apps.followup.tests.small_town import FIGURES, TODAY, Town, build, said
from spelregler.apps.organisation.models import Placement, Post, Unit
from spelregler.apps.organisation.tests.signing_in import START, WHO
from spelregler.platform.audit.operations import Who

OTHER = Who(name="Någon annan", role="EC")


@pytest.fixture
def town(db) -> Town:
    found = build()
    found.open()
    return found


def state(report: Report, on: date = TODAY) -> queries.State:
    found = queries.state_by_pk(report.pk, as_of=on)
    assert found is not None
    return found


class TestOpening:
    def test_every_unit_and_department_and_the_whole_gets_its_report(self, town):
        levels = [each.level for each in Report.objects.filter(occasion=town.occasion).order_by("pk")]
        assert levels == ["municipality", "department", "unit", "unit"]
        assert {each.body for each in Report.objects.filter(level="unit")} == {town.committee}

    def test_the_sections_begin_as_the_last_time(self, town):
        operations.put_section(occasion=town.occasion, said=SectionSaid("Eget"), was=None, who=WHO)
        operations.drop_section(section=town.section(1), who=WHO)
        again = town.open(first=date(2027, 1, 1), last=date(2027, 8, 31))
        titles = [each.title for each in again.sections.order_by("place")]
        assert titles == ["Målen", "Ekonomin", "Det som oroar", "Eget"]

    @pytest.mark.parametrize(
        ("field", "more"),
        [
            ("title", {"title": " "}),
            ("last", {"last": date(2025, 12, 31)}),
            ("due_on", {"due_on": date(2026, 9, 1)}),
            ("top", {"top_by": date(2026, 10, 31)}),
            ("first", {}),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, town, field, more):
        with pytest.raises(OccasionRefused) as refused:
            operations.open_occasion(said=said(**more), today=TODAY, who=WHO)
        assert refused.value.field == field

    def test_many_units_take_few_statements(self, town, django_assert_max_num_queries):
        units = Unit.objects.bulk_create(Unit(code=f"u{n}", name=f"Enhet {n}", start=START) for n in range(2_500))
        Placement.objects.bulk_create(Placement(unit=each, department=town.department, start=START) for each in units)
        begun = perf_counter()
        with django_assert_max_num_queries(150):
            town.open(first=date(2027, 1, 1), last=date(2027, 8, 31))
        assert perf_counter() - begun < 5
        assert Report.objects.filter(occasion=town.occasion, level="unit").count() == 2_502

    def test_the_template_stands_once_a_report_is_in(self, town):
        section, last = town.section(2), town.section(3)
        town.write(town.report(), "Något.", place=2)
        with pytest.raises(OccasionRefused):
            operations.drop_section(section=section, who=WHO)
        operations.put_section(occasion=town.occasion, said=SectionSaid("Målen nu", "Kort."), was=section, who=WHO)
        town.hand_in(town.report())
        with pytest.raises(OccasionRefused):
            operations.drop_section(section=last, who=WHO)
        with pytest.raises(OccasionRefused):
            operations.put_section(occasion=town.occasion, said=SectionSaid("Mer"), was=None, who=WHO)
        assert Section.objects.get(pk=section.pk).title == "Målen nu"


class TestWriting:
    def test_two_who_write_at_once_lose_no_word(self, town):
        report = town.report()
        assert town.write(report, "Ett.").kept_beside == ()
        (other,) = town.write(report, "Två.", who=OTHER).kept_beside
        assert (Text.objects.get().text, other.text, other.written_by) == ("Ett.", "Två.", "Någon annan")
        assert town.write(report, "Ett.").kept_beside == ()
        with pytest.raises(ReportRefused):
            operations.hand_in(report=report, figures=(), on=TODAY, role="EC", who=WHO)
        operations.settle_report_text(other=other, on=TODAY, who=WHO)
        assert OtherText.objects.filter(settled_on=None).count() == 0
        operations.hand_in(report=report, figures=(), on=TODAY, role="EC", who=WHO)

    def test_what_nobody_has_written_before_stands_whatever_version_is_told(self, town):
        assert town.write(town.report(), "Ett.", version=-1).kept_beside == ()
        assert Text.objects.get().text == "Ett."

    def test_two_sections_are_written_by_two(self, town):
        town.write(town.report(), "Ett.", place=1)
        town.write(town.report(), "Två.", place=2, who=OTHER)
        assert not OtherText.objects.exists()

    def test_a_text_from_below_is_taken_up_with_whose_it_is(self, town):
        town.hand_in(town.report(), "Frånvaron minskar.")
        above = town.report("department")
        (kept,) = queries.texts_from_below(above)
        taken = operations.take_up(report=above, kept=kept, on=TODAY, who=WHO)
        with pytest.raises(ReportRefused):
            operations.take_up(report=above, kept=kept, on=TODAY, who=WHO)
        handed = operations.hand_in(report=above, figures=(), on=TODAY, role="FC", who=WHO)
        told = [(each.text, each.source) for each in queries.kept_texts(handed.pk) if each.text]
        assert told == [("Frånvaron minskar.", "Norra")]
        with pytest.raises(ReportRefused):
            operations.let_go(taken=taken, who=WHO)

    def test_only_what_is_in_from_below_is_taken_up(self, town):
        town.hand_in(town.report(), "Ett.")
        kept = KeptText.objects.exclude(text="").get()
        with pytest.raises(ReportRefused):
            operations.take_up(report=town.report("municipality"), kept=kept, on=TODAY, who=WHO)
        operations.return_report(report=town.report(), reason="Mer.", on=TODAY, who=WHO)
        with pytest.raises(ReportRefused):
            operations.take_up(report=town.report("department"), kept=kept, on=TODAY, who=WHO)


class TestHandingIn:
    def test_it_is_kept_as_it_was(self, town):
        handed = town.hand_in(town.report(), "Det går bra.")
        assert kept_figures(handed.pk) == list(FIGURES)
        with pytest.raises(ReportRefused):
            town.write(town.report(), "Nej.", version=1)
        assert state(town.report()).part == "sent"

    def test_a_blank_report_is_not_handed_in(self, town):
        with pytest.raises(ReportRefused):
            operations.hand_in(report=town.report(), figures=(), on=TODAY, role="EC", who=WHO)

    def test_the_level_above_returns_it_and_it_is_handed_in_again(self, town):
        town.hand_in(town.report("department"))
        with pytest.raises(ReportRefused):
            operations.return_report(report=town.report("department"), reason=" ", on=TODAY, who=WHO)
        operations.return_report(report=town.report("department"), reason="Skriv om målen.", on=TODAY, who=WHO)
        found = state(town.report("department"))
        assert (found.is_open, found.delivered_on, found.part) == (True, None, "")
        later = date(2026, 9, 29)
        again = town.hand_in(town.report("department"), "Målen nås.", on=later)
        assert (again.number, again.correction) == (2, "")
        assert state(town.report("department"), later).delivered_on == later

    def test_a_correction_is_shown_as_one_and_the_first_stays(self, town):
        report = town.report("department")
        town.hand_in(report, "Elva procent.")
        operations.correct_report(report=report, reason="Fel siffra.", on=TODAY, who=WHO)
        with pytest.raises(ReportRefused):
            operations.correct_report(report=report, reason="Fel.", on=TODAY, who=WHO)
        assert state(report).delivered_on == TODAY
        again = town.hand_in(report, "Tolv procent.", on=date(2026, 9, 20))
        assert again.correction == "Fel siffra."
        texts = [queries.kept_texts(each.pk)[0].text for each in HandedIn.objects.order_by("number")]
        assert texts == ["Elva procent.", "Tolv procent."]
        assert state(report, date(2026, 9, 20)).delivered_on == TODAY

    def test_a_units_report_is_the_bodys_once_the_departments_is(self, town):
        town.hand_in(town.report())
        assert state(town.report()).part == "sent"
        town.hand_in(town.report("department"))
        assert state(town.report()).part == "delivered"
        assert state(town.report(unit=town.units[1])).part == ""


class TestValuing:
    def test_the_body_says_what_it_thinks_by_its_decision(self, town):
        handed = town.hand_in(town.report("department"))
        row = town.value(handed)
        assert (row.decision.body, row.decision.paragraph, row.assignment) == (town.committee, "50", None)
        assert state(town.report("department"), date(2026, 9, 24)).is_valued
        (un,) = [each for each in bodies_reports(as_of=date(2026, 9, 24)) if each.body.key == "un"]
        assert [(each.delivered_on, each.outcome) for each in un.reports] == [(TODAY, "satisfied")]
        (before,) = [each for each in bodies_reports(as_of=date(2026, 9, 23)) if each.body.key == "un"]
        assert before.reports[0].outcome is None

    def test_to_act_is_an_assignment_through_the_head(self, town):
        handed, head = town.hand_in(town.report("department")), Post.objects.get(code="chef-utb")
        asked = AssignmentSaid(head, "Ta fram en plan.", date(2026, 12, 1))
        row = town.value(handed, "acts", assignment=asked)
        assert (row.assignment.addressee, row.assignment.decision) == (head, row.decision)
        asked = AssignmentSaid(Post.objects.get(code="chef-norra"), "Gör.", date(2026, 12, 1))
        with pytest.raises(WrongAddressee):
            town.value(handed, "acts", assignment=asked, paragraph="51")
        assert handed.valuations.count() == 1

    @pytest.mark.parametrize(
        ("field", "outcome", "more"),
        [("reason", "asks", {"reason": ""}), ("addressee", "acts", {}), ("reason", "accepts", {"reason": " "})],
    )
    def test_what_cannot_be_is_refused_at_its_field(self, town, field, outcome, more):
        with pytest.raises(ValuationRefused) as refused:
            town.value(town.hand_in(town.report("department")), outcome, **more)
        assert refused.value.field == field

    def test_nobody_values_a_units_report_or_one_from_after_the_meeting(self, town):
        with pytest.raises(ValuationRefused):
            town.value(town.hand_in(town.report()))
        late = town.hand_in(town.report("department"), on=date(2026, 9, 23))
        with pytest.raises(ValuationRefused) as refused:
            town.value(late)
        assert refused.value.field == "decided_on"

    def test_what_is_asked_is_valued_again(self, town):
        handed = town.hand_in(town.report("department"))
        town.value(handed, "asks")
        with pytest.raises(ValuationRefused):
            town.value(handed, "satisfied")
        town.value(handed, "satisfied", paragraph="60")
        with pytest.raises(ReportRefused):
            operations.return_report(report=town.report("department"), reason="Mer.", on=TODAY, who=WHO)


def test_what_is_above_is_listed_first_also_where_the_list_is_divided(town):
    which = Q(occasion=town.occasion)
    whole = queries.states(which, as_of=TODAY)
    assert [each.report.level for each in whole] == ["municipality", "department", "unit", "unit"]
    assert [queries.states(which, as_of=TODAY, start=at, most=1) for at in range(4)] == [[each] for each in whole]


def test_the_questions_do_not_grow_with_reports(town, django_assert_num_queries):
    town.hand_in(town.report())
    town.value(town.hand_in(town.report("department")))
    with django_assert_num_queries(3):
        assert len(queries.states(Q(occasion=town.occasion), as_of=TODAY)) == 4
    with django_assert_num_queries(4):
        bodies_reports(as_of=TODAY)
    with django_assert_num_queries(1):
        assert queries.units_in(town.occasion, as_of=TODAY) == {town.department.pk: (2, 1)}
    with django_assert_num_queries(4):
        assert waiting.to_write(level="unit", place="norra", as_of=TODAY) == []
        assert len(waiting.to_write(level="unit", place="sodra", as_of=TODAY)) == 1
        assert waiting.to_decide(body="un", as_of=date(2026, 9, 24)) == []
        assert len(waiting.to_decide(as_of=date(2026, 9, 23))) == 1
    assert queries.occasions(as_of=TODAY)[0][1:] == (4, 2)
