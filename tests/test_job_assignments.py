"""Job assignments: the manager gives, the employee reads, and nobody else does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.goals.models import Goal, JobAssignment
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

UNIT = "oxeloskolan"
WORDS, OTHERS = "leder ämneslaget", "håller i skolans arbete med läsning"


@pytest.fixture
def given(db):
    return JobAssignment.objects.get(unit__code=UNIT)


def page(given) -> str:
    return reverse("goals:assignment", args=[UNIT, given.person.code])


class TestJobAssignments:
    @pytest.mark.once
    def test_the_employee_reads_the_own_one_with_its_goals(self, wearing, given):
        text = wearing("EM", unit="ramdalsskolan").get(reverse("goals:my_assignment")).content.decode()
        assert OTHERS in text
        assert JobAssignment.objects.get(unit__code="ramdalsskolan").goals.all()[0].title in text
        assert WORDS not in text

    @pytest.mark.once
    def test_whoever_has_none_sees_an_empty_page(self, wearing):
        text = wearing("EC", unit=UNIT).get(reverse("goals:my_assignment")).content.decode()
        assert WORDS not in text
        assert "Ingen uppdragsbeskrivning än" in text

    @pytest.mark.once
    def test_a_resident_is_told_to_log_in(self, wearing):
        assert wearing("CI").get(reverse("goals:my_assignment")).status_code == 404

    @pytest.mark.both
    def test_the_manager_gives_it_anew_and_talks_it_through(self, wearing, given):
        manager = wearing("EC", unit=UNIT)
        goal = Goal.objects.filter(unit__code=UNIT, end="2027-01-01").order_by("pk")[0]
        assert given.person.name in manager.get(reverse("goals:unit_assignments", args=[UNIT])).content.decode()
        assert manager.post(page(given), {"text": "Nytt uppdrag", "goals": goal.code}).status_code == 302
        manager.post(reverse("goals:follow_up_assignment", args=[UNIT, given.person.code]))
        given.refresh_from_db()
        assert (given.text, str(given.followed_up_on)) == ("Nytt uppdrag", "2026-11-02")
        assert list(given.goals.all()) == [goal]

    def test_that_it_was_read_stands_in_the_persons_own_trail(self, wearing, given):
        wearing("EC", unit=UNIT).get(page(given))
        assert AuditRow.objects.filter(act="read-record", concerns=given.person.code).exists()

    @pytest.mark.parametrize("said", [{"text": ""}, {"goals": ""}, {"goals": "finns-inte"}])
    def test_without_words_or_a_goal_of_the_unit_it_is_refused(self, wearing, given, said):
        goal = Goal.objects.filter(unit__code=UNIT, end="2027-01-01").order_by("pk")[0]
        response = wearing("EC", unit=UNIT).post(page(given), {"text": "Ord", "goals": goal.code, **said})
        assert response.status_code == 400
        given.refresh_from_db()
        assert WORDS in given.text

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KF", "KS", "N", "Np", "KC", "CT", "HR", "UN", "RE", "EM"])
    def test_an_outsider_is_refused_the_units_and_the_persons_page(self, wearing, given, role):
        client = wearing(role)
        assert client.get(reverse("goals:unit_assignments", args=[UNIT])).status_code == 403
        assert client.get(page(given)).status_code == 403
        assert client.post(page(given), {"text": "x"}).status_code == 403

    @pytest.mark.once
    def test_another_units_manager_is_refused(self, wearing, given):
        theirs = JobAssignment.objects.get(unit__code="ramdalsskolan").person.code
        url = reverse("goals:assignment", args=["ramdalsskolan", theirs])
        assert wearing("EC", unit=UNIT).get(url).status_code == 403

    @pytest.mark.once
    def test_nobody_by_that_name_works_there(self, wearing):
        assert wearing("EC", unit=UNIT).get(reverse("goals:assignment", args=[UNIT, "ingen"])).status_code == 404
