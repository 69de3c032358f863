"""A report's way upward: from the unit to the council, adopted by each body before the one above has it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db.models import Q

from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.followup import operations
from spelregler.apps.followup.models import Report
from spelregler.apps.followup.operations import OccasionRefused, ReportRefused, ValuationRefused
from spelregler.apps.followup.pages.occasion.whole_presenters import Gathered, _chapters, _summary
from spelregler.apps.followup.queries import reports as queries
from spelregler.apps.followup.queries import waiting
from spelregler.apps.followup.queries.figures import figures_of
from spelregler.apps.followup.queries.for_checks import bodies_reports
from spelregler.apps.followup.tests.small_town import FIGURES, TODAY, Town, build, said
from spelregler.apps.organisation.models import Body, Department
from spelregler.apps.organisation.tests.signing_in import START, WHO
from spelregler.domain.goals.attainment import GoalScale
from spelregler.exchange.documents import Heading, Table

pytestmark = pytest.mark.django_db
COMMITTEES_BY, ADOPTED = date(2026, 10, 10), date(2026, 9, 22)


@pytest.fixture
def town() -> Town:
    """With an executive board that leads a department of its own; the committees report to it."""
    made = build()
    board = Body.objects.create(code="ks", name="Kommunstyrelsen", kind=Body.Kind.EXECUTIVE_BOARD, start=START)
    Department.objects.create(code="ksf", name="Kommunstyrelseförvaltningen", body=board, start=START)
    made.open(committees_by=COMMITTEES_BY)
    return made


def state(report: Report, as_of: date = TODAY) -> queries.State:
    found = queries.state_by_pk(report.pk, as_of=as_of)
    assert found is not None
    return found


def adopted(handed, on: date = ADOPTED, paragraph: str = "49"):
    minutes = Minutes(on, paragraph, "Nämnden antar rapporten.")
    return operations.adopt_report(handed_in=handed, minutes=minutes, today=on, who=WHO)


def handed(town: Town, level: str, text: str = "Det går bra."):
    of = {"department": "utb"} if level == "department" else {}
    report = Report.objects.get(occasion=town.occasion, level=level, **({"department__code": "utb"} if of else {}))
    return town.hand_in(report, text)


class TestOpening:
    def test_each_committee_that_has_a_department_reports_to_the_board(self, town):
        rows = Report.objects.filter(occasion=town.occasion).exclude(level="unit").order_by("pk")
        told = [(each.level, each.body.code, each.adopter and each.adopter.code) for each in rows]
        assert told == [
            ("municipality", "kf", "ks"),
            ("committee", "ks", "un"),
            ("department", "un", None),
            ("department", "ks", None),
        ]

    @pytest.mark.parametrize(
        ("field", "days"),
        [
            ("committees_by", {"committees_by": date(2026, 9, 29)}),
            ("top_by", {"committees_by": date(2026, 11, 2)}),
        ],
    )
    def test_the_levels_days_come_in_order(self, town, field, days):
        told = {"top": town.council, "top_by": date(2026, 10, 31), "title": "En till", "first": date(2026, 2, 1)}
        with pytest.raises(OccasionRefused) as refused:
            operations.open_occasion(said=said(**told | days), today=TODAY, who=WHO)
        assert refused.value.field == field

    def test_without_a_board_there_is_nobody_to_report_to(self):
        made = build()
        with pytest.raises(OccasionRefused) as refused:
            made.open(committees_by=COMMITTEES_BY)
        assert refused.value.field == "committees_by"


class TestAdopting:
    def test_the_board_has_the_committees_report_by_the_committees_decision(self, town):
        row = handed(town, "committee")
        before = state(row.report)
        assert (before.part, before.seen, before.proposed, before.is_valued) == ("sent", None, row, False)
        assert before.handed_to(follows=False) == [row], "nothing else is there for who may read it"
        with pytest.raises(ValuationRefused):
            town.value(row)
        adopted(row)
        after = state(row.report, ADOPTED)
        assert (after.part, after.delivered_on, after.proposed, after.is_valued) == ("delivered", ADOPTED, None, True)
        assert state(row.report, ADOPTED - timedelta(days=1)).part == "sent", "as it was known before"
        (board,) = [each for each in bodies_reports(as_of=ADOPTED) if each.body.key == "ks"]
        assert next((each.title, each.due_on, each.delivered_on) for each in board.reports) == (
            "Delårsrapport 2026, Utbildningsnämnden",
            COMMITTEES_BY,
            ADOPTED,
        )

    def test_it_is_adopted_once_and_not_before_it_was_handed_in(self, town):
        row = handed(town, "committee")
        with pytest.raises(ReportRefused) as refused:
            adopted(row, on=TODAY - timedelta(days=1))
        assert refused.value.field == "decided_on"
        adopted(row)
        with pytest.raises(ReportRefused):
            adopted(row, paragraph="50")
        with pytest.raises(ReportRefused):
            operations.return_report(report=row.report, reason="Mer.", on=ADOPTED, who=WHO)

    def test_nobody_adopts_a_departments_report(self, town):
        with pytest.raises(ReportRefused):
            adopted(handed(town, "department"))

    def test_what_the_committee_sends_back_was_never_the_boards(self, town):
        row = handed(town, "committee")
        operations.return_report(report=row.report, reason="Skriv om ekonomin.", on=TODAY, who=WHO)
        with pytest.raises(ReportRefused):
            adopted(row)
        assert state(row.report).part == ""

    def test_a_correction_is_adopted_anew_and_the_board_has_the_first_until_then(self, town):
        first = adopted(handed(town, "committee", "Elva."))
        operations.correct_report(report=first.report, reason="Fel.", on=ADOPTED, who=WHO)
        second = town.hand_in(first.report, "Tolv.", on=ADOPTED)
        found = state(first.report, ADOPTED)
        assert (found.seen, found.proposed) == (first, second)
        assert (found.handed_to(follows=False), found.handed_to(follows=False, adopts=True)) == (
            [first],
            [first, second],
        )
        operations.return_report(report=first.report, reason="Mer.", on=ADOPTED, who=WHO)
        second = town.hand_in(first.report, "Tretton.", on=ADOPTED)
        assert second.correction == "Fel.", "what was sent back is a correction still"
        adopted(second, paragraph="51")
        assert (state(first.report, ADOPTED).seen, state(first.report, ADOPTED).delivered_on) == (second, ADOPTED)


class TestDocuments:
    def test_a_committees_own_report_is_in_its_chapter_and_stands_for_its_departments(self, town):
        handed(town, "department")
        town.hand_in(Report.objects.get(occasion=town.occasion, department__code="ksf"), "Stödet räcker.")
        adopted(handed(town, "committee"))
        found = queries.states(~Q(level="unit"), as_of=ADOPTED)
        figures = {each.seen.pk: FIGURES for each in found if each.seen}
        gathered = Gathered(town.occasion, [each for each in found if each.seen], {}, figures, [])
        tables = [each for each in _summary(gathered, "sv") if isinstance(each, Table)]
        assert [[row[0] for row in each.rows] for each in tables] == [
            ["Utbildningsnämnden", "Kommunstyrelseförvaltningen"]
        ] * 2
        headings = [each.text for each in _chapters(gathered, "sv", is_one=False) if isinstance(each, Heading)]
        assert headings == [
            "Kommunstyrelsen",
            "Utbildningsnämnden",
            "Utbildningsnämnden",
            "Utbildningsförvaltningen",
        ]


class TestTakingUp:
    def test_each_level_takes_up_what_the_one_below_has_delivered_with_whose_it_is(self, town):
        handed(town, "department", "Läsningen går framåt.")
        committee = Report.objects.get(occasion=town.occasion, level="committee")
        (kept,) = queries.texts_from_below(committee)
        operations.take_up(report=committee, kept=kept, on=TODAY, who=WHO)
        row = handed(town, "committee", "Nämnden är nöjd.")
        whole = town.report("municipality")
        assert queries.texts_from_below(whole) == [], "the committee has not adopted it"
        adopted(row)
        (own,) = queries.texts_from_below(whole)
        operations.take_up(report=whole, kept=own, on=ADOPTED, who=WHO)
        told = queries.kept_texts(town.hand_in(whole, "Vi når fyra mål.", on=ADOPTED).pk)
        assert [(each.text, each.source) for each in told if each.text] == [
            ("Vi når fyra mål.", ""),
            ("Nämnden är nöjd.", "Utbildningsnämnden"),
        ]
        assert [each.source for each in queries.kept_texts(row.pk) if each.source] == ["Utbildningsförvaltningen"]

    def test_the_whole_has_the_boards_own_department_too(self, town):
        own = town.hand_in(Report.objects.get(occasion=town.occasion, department__code="ksf"), "Stödet räcker.")
        handed(town, "department", "Läsningen går framåt.")
        assert list(queries.handed_below(town.report("municipality"))) == [own]

    def test_a_committees_figures_are_its_frames_and_goals(self, town):
        committee = Report.objects.get(occasion=town.occasion, level="committee")
        assert figures_of(committee, as_of=TODAY, scale=GoalScale()) == [], "no frame is decided here"


class TestWaiting:
    def test_the_head_writes_the_committees_report_and_the_secretary_enters_both_decisions(self, town):
        asked = {"level": "department", "place": "utb", "body": "un", "as_of": TODAY}
        assert [each.due_on for each in waiting.to_write(**asked)] == [date(2026, 9, 30), COMMITTEES_BY]
        row = handed(town, "committee")
        told = [(each.body, each.is_to_adopt) for each in waiting.to_decide(as_of=TODAY)]
        assert told == [("Utbildningsnämnden", True)]
        assert waiting.to_decide(body="ks", as_of=TODAY) == []
        adopted(row)
        told = [(each.body, each.is_to_adopt) for each in waiting.to_decide(as_of=ADOPTED)]
        assert told == [("Kommunstyrelsen", False)]
        assert waiting.to_decide(body="un", as_of=ADOPTED) == []

    def test_a_unit_is_told_that_its_department_delivered_without_its_report(self, town):
        def waits(day: date, unit: str = "norra"):
            return [each.missed_on for each in waiting.to_write(level="unit", place=unit, as_of=day)]

        assert waits(TODAY) == [None]
        operations.hand_in(
            report=town.write(town.report(unit=town.units[1]), "Södra.") and town.report(unit=town.units[1]),
            figures=(),
            on=TODAY,
            role="EC",
            who=WHO,
        )
        row = handed(town, "department")
        assert (waits(TODAY), waits(TODAY + timedelta(days=30))) == ([TODAY], [TODAY])
        assert (waits(TODAY + timedelta(days=31)), waits(TODAY, "sodra")) == ([], [])
        assert (state(town.report()).is_missed, state(town.report(unit=town.units[1])).is_missed) == (True, False)
        operations.return_report(report=row.report, reason="Mer.", on=TODAY, who=WHO)
        assert waits(TODAY) == [None], "it waits again once the department writes on"
        assert not state(town.report()).is_missed

    def test_it_is_still_handed_in_late_and_then_the_body_reads_it(self, town):
        handed(town, "department")
        town.hand_in(town.report(), on=TODAY + timedelta(days=9))
        found = state(town.report(), TODAY + timedelta(days=9))
        assert (found.is_missed, found.part) == (False, "delivered")
