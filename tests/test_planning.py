"""The chain of plans through its pages: proposed, decided by whoever owns the level, and linked upward."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Action, Goal, Indicator, Plan, Target

COMMITTEE, HEADED, UNIT = "un", "utbildningsforvaltningen", "oxeloskolan"


def plan_url(kind: str, code: str, *, year: int = 2027, name: str = "goals:owner_plan") -> str:
    return reverse(name, args=[year, kind, code])


def propose(client, kind: str, code: str, **said: str):
    return client.post(plan_url(kind, code), said)


@pytest.fixture
def municipal(wearing):
    """The council's goal for the year to come, decided."""
    propose(wearing("KSp"), "organ", "kf", title="Trygg kommun", owner="kommunchef")
    goal = Goal.objects.get(title="Trygg kommun")
    enter(wearing("SE"), "kf", goal.code)
    goal.refresh_from_db()
    return goal


def enter(client, body: str, *goals: str, on: str = "2026-10-28", paragraph: str = "311"):
    said = {"goals": list(goals), "decided_on": on, "paragraph": paragraph}
    return client.post(plan_url("organ", body, name="goals:decide_plan"), said)


def committee_goal(wearing, municipal: Goal, title: str = "Lugna skolor") -> Goal:
    head = wearing("FC", department=HEADED)
    said = {"title": title, "parents": municipal.code, "owner": f"chef-{HEADED}"}
    response = propose(head, "organ", COMMITTEE, **said)
    assert response.status_code == 302, response.content.decode()[:2000]
    return Goal.objects.get(title=title)


class TestTheChain:
    @pytest.mark.once
    def test_anyone_reads_the_overview(self, wearing):
        text = wearing("CI").get(reverse("goals:chain")).content.decode()
        assert "Utbildningsnämnden" in text
        assert "Oxelöskolan" in text

    @pytest.mark.once
    def test_a_plan_that_does_not_exist_is_not_found(self, wearing):
        assert wearing("CI").get(plan_url("organ", "finns-inte")).status_code == 404

    @pytest.mark.both
    def test_the_council_decides_with_date_and_paragraph(self, municipal):
        assert str(municipal.decision) == "Kommunfullmäktige 2026-10-28 § 311"

    def test_a_committees_goal_is_a_proposal_until_the_committee_has_decided_it(self, wearing, municipal):
        goal = committee_goal(wearing, municipal)
        assert goal.decision is None
        assert list(goal.parents.all()) == [municipal]
        assert goal.owner.code == f"chef-{HEADED}"
        assert f'value="{goal.code}"' in wearing("SE").get(plan_url("organ", COMMITTEE)).content.decode()
        assert enter(wearing("SE"), COMMITTEE, goal.code, paragraph="77").status_code == 302
        goal.refresh_from_db()
        assert goal.decision.body.code == COMMITTEE
        assert "beslutad" in wearing("CI").get(plan_url("organ", COMMITTEE)).content.decode()

    def test_a_resident_sees_no_proposal(self, wearing, municipal):
        committee_goal(wearing, municipal)
        assert "Lugna skolor" not in wearing("CI").get(plan_url("organ", COMMITTEE)).content.decode()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "N", "Np", "FC", "EC", "KC", "RE"])
    def test_only_the_secretary_enters_what_a_body_decided(self, wearing, municipal, role):
        goal = committee_goal(wearing, municipal)
        assert enter(wearing(role), COMMITTEE, goal.code).status_code == 403
        goal.refresh_from_db()
        assert goal.decision is None

    def test_a_decision_to_come_is_refused(self, wearing, municipal):
        goal = committee_goal(wearing, municipal)
        assert enter(wearing("SE"), COMMITTEE, goal.code, on="2026-12-24").status_code == 400
        assert not Decision.objects.filter(decided_on="2026-12-24").exists()

    def test_another_bodys_goal_is_not_decided_along(self, wearing, municipal):
        goal = committee_goal(wearing, municipal)
        assert enter(wearing("SE"), "von", goal.code).status_code in (400, 404)
        goal.refresh_from_db()
        assert goal.decision is None


class TestTheUnitsPlan:
    @pytest.fixture
    def above(self, wearing, municipal):
        goal = committee_goal(wearing, municipal)
        enter(wearing("SE"), COMMITTEE, goal.code, paragraph="77")
        return goal

    def unit_goal(self, client, above, title: str = "Lugna raster", **more: str):
        said = {"title": title, "parents": above.code, "owner": f"chef-{UNIT}", **more}
        return propose(client, "enhet", UNIT, **said)

    def test_the_manager_proposes_and_decides(self, wearing, above):
        manager = wearing("EC", unit=UNIT)
        measured = Indicator.objects.get(code="trygghet-elever")
        assert self.unit_goal(manager, above, indicator=measured.code, target="92,5").status_code == 302
        goal = Goal.objects.get(title="Lugna raster")
        assert str(Target.objects.get(goal=goal).value) == "92.5000"
        assert "Lugna raster" not in wearing("CI").get(plan_url("enhet", UNIT)).content.decode()
        manager.post(plan_url("enhet", UNIT, name="goals:decide_plan"))
        assert Plan.objects.get(year=2027, unit__code=UNIT).decided_on.isoformat() == "2026-11-02"
        assert "Lugna raster" in wearing("CI").get(plan_url("enhet", UNIT)).content.decode()

    def test_an_action_serves_the_goal(self, wearing, above):
        manager = wearing("EC", unit=UNIT)
        self.unit_goal(manager, above)
        goal = Goal.objects.get(title="Lugna raster")
        said = {"what": "action", "title": "Rastvärdar", "parents": goal.code, "owner": f"chef-{UNIT}"}
        late = propose(manager, "enhet", UNIT, **said, due_on="2026-12-01")
        assert late.status_code == 400
        at_field = late.content.decode().split('id="action-due_on_error">')[1].split("</ul>")[0]
        assert "Dagen ligger inte i 2027, planens år." in at_field
        assert propose(manager, "enhet", UNIT, **said, due_on="2027-05-31").status_code == 302
        assert list(Action.objects.get(title="Rastvärdar").goals.all()) == [goal]

    @pytest.mark.parametrize("missing", ["title", "parents", "owner"])
    def test_a_goal_without_words_thread_or_owner_is_refused_and_what_was_typed_stands(self, wearing, above, missing):
        response = self.unit_goal(wearing("EC", unit=UNIT), above, **{"why": "Vi ser mer oro", missing: ""})
        assert response.status_code == 400
        assert "Vi ser mer oro" in response.content.decode()

    def test_the_eleventh_goal_is_refused_with_the_clause(self, wearing, above, nothing_is_asked_again):
        manager = wearing("EC", unit=UNIT)
        for number in range(10):
            assert self.unit_goal(manager, above, f"Mål {number}").status_code == 302
        response = self.unit_goal(manager, above, "Mål elva")
        assert response.status_code == 400
        assert "CP-22" in response.content.decode()
        assert not Goal.objects.filter(title="Mål elva").exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KF", "N", "Np", "KC", "RE", "CT"])
    def test_nobody_above_writes_in_the_units_plan(self, wearing, above, role):
        assert self.unit_goal(wearing(role), above).status_code == 403

    def test_the_department_decides_its_action_plan(self, wearing, above):
        head = wearing("FC", department=HEADED)
        url = plan_url("forvaltning", HEADED, name="goals:decide_plan")
        assert wearing("EC", unit=UNIT).post(url).status_code == 403
        empty = head.post(url)
        assert (empty.status_code, "är tom: inget mål och ingen åtgärd" in empty.content.decode()) == (400, True)
        assert not Plan.objects.filter(year=2027).exists()
        said = {"what": "action", "title": "Lönekartläggning", "owner": f"chef-{HEADED}", "parents": above.code}
        assert propose(head, "forvaltning", HEADED, **said, due_on="2027-05-31").status_code == 302
        assert head.post(url).status_code == 302
        assert Plan.objects.filter(year=2027, department__code=HEADED, unit__isnull=True).exists()
