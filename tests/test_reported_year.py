"""A year of reports from the unit to the council: every occasion is reported, adopted, valued and accounted for, and
what goes wrong is told in place.

The year itself is in `tests/reported_year.py`. It is lived once, and taken back when the tests are done.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse

from spelregler.apps.followup.models import HandedIn, KeptText, Report, Valuation
from spelregler.apps.followup.queries import waiting
from spelregler.apps.policy.findings.engine import evaluate
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.domain.findings import Judgement
from spelregler.domain.reports import Kind
from spelregler.platform.audit.verification import broken_rows
from tests.conftest import text_of
from tests.reported_year import LATE, LATE_BY, SILENT, WITHOUT, YEAR, ReportedYear, lived

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LAST = date(YEAR, 12, 30)


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker) -> Iterator[ReportedYear]:
    """The year in the demo's database; each test rolls back to its end, and the module to before it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield lived()
        transaction.set_rollback(True)


def judged(clause: str, *, as_of: date) -> dict[str, Judgement]:
    found = evaluate(package=load_package("oxelosund"), as_of=as_of, only={clause})
    return {each.judgement.scope.key: each.judgement for each in found}


class TestEveryOccasion:
    def test_the_year_of_the_package_is_opened_whole(self, year):
        kinds = [each.kind for each in year.occasions]
        assert {each: kinds.count(each) for each in Kind} == {
            Kind.MONTHLY: 10,
            Kind.TERTIAL: 1,
            Kind.INTERIM: 1,
            Kind.ANNUAL: 1,
            Kind.PLANNING: 1,
        }

    def test_each_report_is_handed_in_but_the_one_that_was_not_waited_for(self, year):
        asked = Report.objects.filter(occasion__in=year.occasions)
        missing = asked.exclude(pk__in=HandedIn.objects.values("report"))
        assert [(each.unit.code, each.occasion.kind) for each in missing] == [(WITHOUT, Kind.TERTIAL)]

    def test_what_goes_on_is_adopted_and_all_but_one_is_valued_by_who_got_it(self, year):
        got = HandedIn.objects.filter(report__occasion__in=year.occasions).exclude(report__level="unit")
        own = got.filter(report__adopter__isnull=False)
        assert own.count() == 3 * 4 + 2
        assert all(each.adopted.body_id == each.report.adopter_id for each in own.select_related("adopted", "report"))
        results = got.exclude(report__occasion__kind=Kind.PLANNING.value)
        silent = results.exclude(pk__in=Valuation.objects.values("handed_in"))
        assert {(each.report.body.code, each.report.occasion.kind) for each in silent} == {(SILENT, Kind.INTERIM)}
        for each in Valuation.objects.filter(handed_in__in=results).select_related("decision", "handed_in__report"):
            assert each.decision.body_id == each.handed_in.report.body_id

    def test_what_the_council_reads_says_whose_words_it_took_up(self, year):
        whole = KeptText.objects.filter(
            handed_in__report__occasion=year.of(Kind.INTERIM), handed_in__report__level="municipality"
        ).exclude(source="")
        assert list(whole.order_by("pk").values_list("source", flat=True)) == [
            "Kommunstyrelseförvaltningen",
            "Kultur- och fritidsnämnden",
        ]

    def test_the_trail_is_whole(self, year):
        assert broken_rows() == []


class TestWhatIsAccountedFor:
    @pytest.mark.parametrize(
        ("clause", "status", "wrong"), [("MR-14", "breach", {SILENT}), ("MR-31", "attention", {"kfn"})]
    )
    def test_the_rules_tell_the_bodies_where_it_went_wrong_and_no_other(self, year, clause, status, wrong):
        found = judged(clause, as_of=LAST)
        told = {code for code, each in found.items() if each.status == status}
        assert told == wrong, {code: each.reason.sv for code, each in found.items() if code in told ^ wrong}

    def test_the_planning_material_came(self, year):
        assert {each.status for each in judged("CP-15", as_of=LAST).values()} <= {"kept", "not_assessed"}


class TestTheLateReport:
    def test_it_breaks_the_rule_while_it_is_missing_and_is_watched_after(self, year):
        due = year.of(Kind.TERTIAL).due_on
        missing = judged("MR-31", as_of=due + timedelta(days=1))["kfn"]
        assert (missing.status, missing.expected_of) == ("breach", "FC")
        after = judged("MR-31", as_of=due + timedelta(days=LATE_BY))["kfn"]
        assert (after.status, after.inputs["days_late"]) == ("attention", LATE_BY)

    def test_the_bodys_page_tells_the_days(self, year, settings, wearing):
        settings.SPELREGLER_TODAY = LAST.isoformat()
        told = text_of(wearing("CI").get(reverse("followup:told", args=["kfn"])))
        assert f"{LATE_BY} dagar försenat" in told

    def test_the_unit_is_told_that_it_was_not_waited_for_and_then_no_more(self, year):
        on = (
            Report.objects.get(occasion=year.of(Kind.TERTIAL), level="department", department__code=LATE)
            .handed_in.get()
            .handed_on
        )
        (waits,) = [each for each in waiting.to_write(level="unit", place=WITHOUT, as_of=on) if each.missed_on == on]
        assert waits.department == "Kultur- och fritidsförvaltningen"
        assert all(each.missed_on != on for each in waiting.to_write(level="unit", place=WITHOUT, as_of=LAST))


class TestTheSilentBody:
    def test_the_rule_is_broken_when_its_days_have_gone_and_the_secretary_has_it(self, year):
        handed = HandedIn.objects.filter(
            report__occasion=year.of(Kind.INTERIM), report__body__code=SILENT, report__level="department"
        ).order_by("handed_on")[0]
        due = handed.handed_on + timedelta(days=60)
        assert judged("MR-14", as_of=due)[SILENT].status == "attention"
        broken = judged("MR-14", as_of=due + timedelta(days=1))[SILENT]
        assert (broken.status, broken.since) == ("breach", due + timedelta(days=1))
        assert {each.pk for each in waiting.to_decide(body=SILENT, as_of=LAST)} >= set(
            Report.objects.filter(occasion=year.of(Kind.INTERIM), body__code=SILENT, level="department").values_list(
                "pk", flat=True
            )
        )
