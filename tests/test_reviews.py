"""Reviewing an intervention, and the register of limits in force: what follows, who may, and who is told what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from spelregler.apps.autonomy import operations
from spelregler.apps.autonomy.models import Intervention, Review
from spelregler.apps.autonomy.queries import interventions
from spelregler.apps.organisation.models import Unit
from spelregler.platform.audit.operations import Who
from tests.conftest import TODAY

UNIT, EDUCATION = "ramdalsskolan", "utbildningsforvaltningen"
BEGAN, END = date(2026, 9, 20), date(2026, 12, 20)
FC = Who(name="Chef", role="FC")
SEEN = "Prognosen är bättre men ännu inte inom ramen."


@pytest.fixture
def held(db) -> Intervention:
    """Since September the school may not move its money; it was to be reviewed by 20 October."""
    unit = Unit.objects.get(code=UNIT)
    signal = operations.open_signal(unit=unit, ground="MR-48", opened_on=date(2026, 9, 1), evidence="Prognos", who=FC)
    operations.give_statement(signal=signal, text="Vi sparar.", given_on=date(2026, 9, 5), who=FC)
    operations.take_stand(signal=signal, choice="intervene", reason="Stort", decided_on=date(2026, 9, 10), who=FC)
    return operations.start_intervention(
        signal=signal,
        limits="Inköp över 50 tkr stäms av",
        limits_money_moves=True,
        exit_criterion="Prognos inom ramen",
        start=BEGAN,
        end=END,
        who=FC,
    )


def head(wearing):
    return wearing("FC", department=EDUCATION)


def review(client, held: Intervention, outcome: str, **more: str):
    return client.post(reverse("autonomy:review", args=[held.pk]), {"outcome": outcome, "seen": SEEN} | more)


class TestReview:
    def test_an_overdue_review_is_told_and_leads_to_the_form(self, wearing, held):
        text = head(wearing).get(reverse("autonomy:unit", args=[UNIT])).content.decode().replace("\u00a0", " ")
        assert "omprövas senast 20 oktober 2026" in text
        assert reverse("autonomy:review", args=[held.pk]) in text

    def test_it_continues_and_the_next_review_is_within_the_packages_days(self, wearing, held):
        assert review(head(wearing), held, "continue").status_code == 302
        held.refresh_from_db()
        assert (held.next_review, held.end) == (TODAY + timedelta(days=30), END)
        assert SEEN in head(wearing).get(reverse("autonomy:unit", args=[UNIT])).content.decode()

    def test_it_is_eased_from_today_and_what_was_is_kept(self, wearing, held):
        assert interventions.limit_on_money_moves(unit=UNIT, as_of=TODAY)
        review(head(wearing), held, "ease", limits="Inköp över 200 tkr stäms av")
        old, new = Intervention.objects.filter(signal=held.signal).order_by("start")
        assert (old.end, new.start, new.end) == (TODAY, TODAY, END)
        assert new.limits == "Inköp över 200 tkr stäms av"
        assert not interventions.limit_on_money_moves(unit=UNIT, as_of=TODAY)
        assert interventions.limit_on_money_moves(unit=UNIT, as_of=TODAY - timedelta(days=1))

    def test_it_is_renewed_with_a_reason_within_the_longest_time(self, wearing, held):
        assert review(head(wearing), held, "renew", end="2027-03-31").status_code == 302
        held.refresh_from_db()
        assert held.end == date(2027, 4, 1)

    def test_it_ends_and_the_unit_is_free(self, wearing, held):
        review(head(wearing), held, "end")
        held.refresh_from_db()
        held.signal.refresh_from_db()
        assert (held.end, held.signal.closed_on) == (TODAY, TODAY)

    @pytest.mark.parametrize(
        ("outcome", "more", "told"),
        [
            ("renew", {"end": "2027-06-30"}, "inom 6 månader"),
            ("renew", {"end": "2026-11-10"}, "senare slutdatum"),
            ("renew", {}, "senare slutdatum"),
            ("ease", {}, "vad som fortfarande begränsas"),
            ("continue", {"seen": ""}, "måste fyllas i"),
        ],
    )
    @pytest.mark.both
    def test_what_does_not_hold_is_told_in_the_form_and_nothing_is_stored(self, wearing, held, outcome, more, told):
        answer = review(head(wearing), held, outcome, **more)
        assert answer.status_code == 400
        assert told in answer.content.decode()
        assert not Review.objects.exists()

    @pytest.mark.both
    def test_what_has_expired_is_not_reviewed(self, wearing, held):
        Intervention.objects.filter(pk=held.pk).update(end=TODAY)
        assert "gäller inte den dagen" in review(head(wearing), held, "continue").content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "KS", "EC", "CT", "HR", "UN"])
    def test_nobody_else_reviews(self, wearing, held, role):
        assert review(wearing(role), held, "end").status_code == 403
        assert not Review.objects.exists()


class TestLimits:
    def shown(self, client) -> str:
        return client.get(reverse("autonomy:limits")).content.decode()

    def test_the_head_sees_what_is_limited_and_its_review(self, wearing, held):
        assert reverse("autonomy:limits") in head(wearing).get(reverse("autonomy:field")).content.decode()
        text = self.shown(head(wearing))
        assert "Inköp över 50 tkr stäms av" in text
        assert "20 okt" in text.replace("\u00a0", " ")

    def test_the_committee_is_told_why_and_until_when_and_no_more(self, wearing, held):
        text = self.shown(wearing("Np", body="un")).replace("\u00a0", " ")
        assert "Inköp över 50 tkr stäms av" in text
        assert "19 dec" in text
        assert "20 okt" not in text

    def test_a_resident_is_not_told(self, wearing, held):
        assert "Inköp över 50 tkr" not in self.shown(wearing("CI"))

    @pytest.mark.once
    def test_none_says_what_will_stand_there(self, wearing):
        assert "Ingen enhets frihet är begränsad" in self.shown(head(wearing))
