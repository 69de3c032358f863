"""A committee's own forecast by page, and the committee's decision that answers one (MR-19)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import Forecast
from spelregler.apps.policy.operations.findings import evaluate_and_store
from spelregler.platform.findings import Wanted, answers
from tests.conftest import TODAY

EDUCATION = "utbildningsforvaltningen"
MINUTES = {"decided_on": "2026-10-30", "paragraph": "109", "text": "Nämnden beslutar att hålla inne vikarier."}


def report(code: str = "un") -> str:
    return reverse("frames:report_for_committee", args=[code])


def own(code: str = "un") -> list[Forecast]:
    return list(Forecast.objects.known_on(TODAY).filter(body__code=code, year=2026).order_by("month", "pk"))


def status(scope: str = "un") -> str:
    evaluate_and_store(as_of=TODAY)
    (found,) = [each for each in answers(Wanted(clauses=["MR-19"]), as_of=TODAY) if each.scope == scope]
    return found.status


@pytest.fixture
def red(db) -> Forecast:
    """September's, over the frame and unanswered in the demo."""
    return own()[-1]


class TestReport:
    @pytest.mark.parametrize("role", ["FC", "CT"])
    def test_the_head_and_the_controller_report_the_whole_frame(self, wearing, role):
        client = wearing(role, **({"department": EDUCATION} if role == "FC" else {}))
        assert report() in client.get(reverse("frames:forecasts_of", args=["un"])).content.decode()
        assert "därav inte fördelat" in client.get(report()).content.decode()
        said = {"month": "10", "amount": "372 500", "comment": "Vikarier hålls inne."}
        assert client.post(report(), said).status_code == 302
        latest = own()[-1]
        assert (latest.month, latest.amount_ore, latest.recorded_on) == (date(2026, 10, 1), 37_250_000_000, TODAY)
        assert latest.comment == "Vikarier hålls inne."

    def test_the_same_month_again_corrects_and_both_are_kept(self, wearing):
        client, before = wearing("FC", department=EDUCATION), Forecast.objects.count()
        for amount in ("372 500", "373 000"):
            client.post(report(), {"month": "10", "amount": amount})
        assert own()[-1].amount_ore == 37_300_000_000
        assert own()[-1].replaces.amount_ore == 37_250_000_000
        assert Forecast.objects.count() == before + 2

    def test_what_cannot_be_read_is_told_at_its_field(self, wearing):
        answer = wearing("CT").post(report(), {"month": "12", "amount": "mycket"})
        assert answer.status_code == 400
        assert "”mycket” går inte att läsa" in answer.content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "KS", "EC", "SE", "UN"])
    def test_nobody_else_does(self, wearing, role):
        client, before = wearing(role), Forecast.objects.count()
        assert report() not in client.get(reverse("frames:forecasts_of", args=["un"])).content.decode()
        assert client.post(report(), {"month": "10", "amount": "1"}).status_code == 403
        assert Forecast.objects.count() == before

    @pytest.mark.once
    def test_a_head_reports_for_no_other_committee(self, wearing):
        client = wearing("FC", department=EDUCATION)
        assert client.post(report("von"), {"month": "10", "amount": "1"}).status_code == 403


class TestAnswer:
    def page(self, red: Forecast) -> str:
        return reverse("frames:answer_forecast", args=["un", red.pk])

    @pytest.mark.parametrize("kind", ["measures", "accept_with_reason"])
    def test_the_secretary_enters_the_committees_decision_and_the_rule_changes(self, wearing, red, kind):
        before = status()
        client = wearing("SE")
        assert self.page(red) in client.get(reverse("frames:forecasts_of", args=["un"])).content.decode()
        assert reverse("frames:reprioritise", args=["un", red.pk]) in client.get(self.page(red)).content.decode()
        assert client.post(self.page(red), MINUTES | {"kind": kind}).status_code == 302
        red.refresh_from_db()
        assert (red.answered_by.kind, red.answered_by.paragraph) == (kind, "109")
        assert (before, status()) == ("breach", "attention"), "answered, but too late"

    @pytest.mark.once
    def test_only_what_calls_for_a_decision_waits_for_one_and_one_decision_answers_them_all(self, wearing, red):
        here = reverse("frames:forecasts_of", args=["un"])
        waits, entered = "väntar på beslut", "För in nämndens beslut"
        said = wearing("Np").get(here).content.decode()
        assert (said.count(waits), "Nämndsekreteraren för in beslutet här" in said) == (2, True), (
            "not March, on the frame"
        )
        assert wearing("SE").get(here).content.decode().count(entered) == 2
        latest = Forecast.objects.filter(body=red.body).latest("recorded_on", "pk")
        client = wearing("SE")
        said = MINUTES | {"kind": "measures", "decided_on": "2026-11-01"}
        assert client.post(self.page(latest), said).status_code == 302
        assert entered not in client.get(here).content.decode()
        said = wearing("Np").get(here).content.decode()
        assert (waits in said, "Nämndsekreteraren för in beslutet här" in said) == (False, False)

    def test_a_decision_in_the_register_is_chosen(self, wearing, red):
        decision = Decision.objects.create(
            body=red.body, decided_on=date(2026, 10, 30), paragraph="110", title="P", text="T", kind="measures"
        )
        said = {"from": "register", "decision": str(decision.pk)}
        assert wearing("SE").post(self.page(red), said).status_code == 302
        red.refresh_from_db()
        assert red.answered_by == decision

    def test_one_that_is_older_than_the_forecast_is_refused_and_nothing_is_stored(self, wearing, red):
        said = MINUTES | {"kind": "measures", "decided_on": "2026-01-10"}
        answer = wearing("SE").post(self.page(red), said)
        assert answer.status_code == 400
        assert "äldre än prognosen" in answer.content.decode()
        assert not Decision.objects.filter(paragraph="109").exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "FC", "CT"])
    def test_nobody_else_enters_it(self, wearing, red, role):
        assert wearing(role).post(self.page(red), MINUTES | {"kind": "measures"}).status_code == 403
        red.refresh_from_db()
        assert red.answered_by is None

    def test_another_committees_forecast_is_not_there(self, wearing, red):
        page = reverse("frames:answer_forecast", args=["von", red.pk])
        assert wearing("SE").post(page, MINUTES | {"kind": "measures"}).status_code == 404


@pytest.mark.once
def test_the_answer_page_leads_to_reprioritising_also_for_an_older_forecast(wearing, red):
    """Each that is unanswered may be answered, in either way, be it older than the latest (MR-19)."""
    older = next(each for each in own("msn") if each.answered_by_id is None)
    assert older != own("msn")[-1]
    for code, each in (("un", red), ("msn", older)):
        client, here = wearing("SE"), reverse("frames:answer_forecast", args=[code, each.pk])
        other = reverse("frames:reprioritise", args=[code, each.pk])
        assert other in client.get(here).content.decode()
        assert client.get(other).status_code == 200
