"""A goal and an action while the year runs: who judges, aims, coordinates, rewords and finishes, and who does not."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.goals.models import Action, Goal, GoalJudgement, Indicator, Plan, Target
from spelregler.apps.policy.models import Finding
from spelregler.platform.audit.models import AuditRow
from tests.conftest import TODAY

unread = pytest.mark.usefixtures("nothing_is_asked_again")

UNIT, COMMITTEE = "oxeloskolan", "un"
MINUTES = {"decided_on": "2026-10-28", "paragraph": "§ 77"}
JUDGED = {"level": "partly_met", "reason": "Två mått av tre är på väg."}


def text_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def goal_of(level: str) -> Goal:
    found = Goal.objects.on(TODAY).filter(level=level)
    if level == "unit":
        return found.filter(unit__code=UNIT).order_by("code")[0]
    return found.filter(decision__isnull=False, body__code={"municipal": "kf", "committee": COMMITTEE}[level])[0]


def page(name: str, goal: Goal | Action) -> str:
    return reverse(f"goals:{name}", args=[goal.code])


@unread
class TestJudging:
    @pytest.mark.parametrize(
        ("level", "role", "minutes"),
        [("municipal", "SE", MINUTES), ("committee", "SE", MINUTES), ("unit", "FC", {})],
    )
    @pytest.mark.both
    def test_whoever_owns_it_judges_in_the_year_that_runs(self, wearing, level, role, minutes):
        goal = goal_of(level)
        client = wearing(role, department="utbildningsforvaltningen" if role == "FC" else "")
        assert page("judge", goal) in text_of(client.get(reverse("goals:goal", args=[goal.code])))
        GoalJudgement.objects.filter(goal=goal, replaced_by__isnull=True).exclude(level="not_met").update(level="met")
        assert client.post(page("judge", goal), JUDGED | minutes).status_code == 302
        judged = GoalJudgement.objects.get(goal=goal, year=2026, replaced_by__isnull=True)
        assert (judged.level, judged.reason) == ("partly_met", JUDGED["reason"])
        assert (judged.decision is not None) == bool(minutes)
        assert JUDGED["reason"] in text_of(client.get(reverse("goals:goal", args=[goal.code])))

    def test_a_bodys_without_its_decision_is_refused_and_what_was_typed_stays(self, wearing):
        goal = goal_of("committee")
        response = wearing("SE").post(page("judge", goal), JUDGED)
        assert response.status_code == 400
        assert JUDGED["reason"] in text_of(response)
        assert not GoalJudgement.objects.filter(goal=goal, reason=JUDGED["reason"]).exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EM", "EC", "KC", "CT", "Np", "KF"])
    def test_nobody_else_does(self, wearing, role):
        for level in ("municipal", "committee", "unit"):
            assert wearing(role).post(page("judge", goal_of(level)), JUDGED | MINUTES).status_code in (403, 404)
        assert not GoalJudgement.objects.filter(reason=JUDGED["reason"]).exists()


@unread
class TestAiming:
    def new_measure(self, goal: Goal) -> str:
        return Indicator.objects.exclude(targets__goal=goal).order_by("code")[0].code

    def test_a_first_target_fills_a_gap_and_another_is_the_bodys_decision(self, wearing):
        goal, client = goal_of("committee"), wearing("SE")
        measure = self.new_measure(goal)
        form = {"indicator": measure, "value": "7,5", "decided_on": "", "paragraph": ""}
        assert client.post(page("aim", goal), form).status_code == 302
        assert client.post(page("aim", goal), form | {"value": "8"}).status_code == 400
        assert client.post(page("aim", goal), form | {"value": "8"} | MINUTES).status_code == 302
        target = Target.objects.get(goal=goal, indicator__code=measure, end=None)
        assert (target.value, target.decision.paragraph) == (8, "77")

    def test_a_unit_goal_is_aimed_by_whoever_decides_its_plan(self, wearing):
        goal = goal_of("unit")
        form = {"indicator": self.new_measure(goal), "value": "85"}
        assert wearing("EC", unit=UNIT).post(page("aim", goal), form).status_code == 302
        assert Target.objects.filter(goal=goal, value=85, end=None, start=TODAY).exists()

    @pytest.mark.both
    def test_a_word_is_no_figure(self, wearing):
        goal = goal_of("unit")
        form = {"indicator": self.new_measure(goal), "value": "många"}
        response = wearing("EC", unit=UNIT).post(page("aim", goal), form)
        assert response.status_code == 400
        assert "85 eller 7,5" in text_of(response)

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EM", "HR", "Np", "KF"])
    def test_nobody_else_does(self, wearing, role):
        for level in ("municipal", "committee", "unit"):
            goal = goal_of(level)
            form = {"indicator": self.new_measure(goal), "value": "85", **MINUTES}
            assert wearing(role).post(page("aim", goal), form).status_code in (403, 404)


class TestCoordinating:
    FORM = {"coordinator": "ks", "decider": "kf", **MINUTES}

    @pytest.mark.both
    def test_the_council_names_who_holds_a_shared_goal_together(self, wearing):
        Goal.objects.filter(level="municipal").update(coordinated_by=None)
        goal, client = goal_of("municipal"), wearing("SE")
        assert client.post(page("coordinate", goal), self.FORM).status_code == 302
        goal.refresh_from_db()
        assert (goal.coordinated_by.code, goal.coordination.paragraph) == ("ks", "77")
        assert "Samordnande organ" in text_of(client.get(reverse("goals:goal", args=[goal.code])))

    def test_the_rule_is_kept_when_every_shared_goal_has_one(self, wearing):
        Goal.objects.filter(level="municipal").update(coordinated_by=None)
        client = wearing("SE")
        for number, goal in enumerate(Goal.objects.on(TODAY).filter(level="municipal", decision__isnull=False)):
            client.post(page("coordinate", goal), self.FORM | {"paragraph": str(90 + number)})
        answer = Finding.objects.get(clause="MR-16", seen_to=None)
        assert (answer.status, answer.since) == ("kept", date(2026, 10, 28))

    @pytest.mark.parametrize("wrong", [{"paragraph": ""}, {"decided_on": "2026-11-03"}, {"decider": "un"}])
    def test_without_the_decision_it_is_refused(self, wearing, wrong):
        goal = goal_of("municipal")
        assert wearing("SE").post(page("coordinate", goal), self.FORM | wrong).status_code == 400
        assert not Goal.objects.filter(coordination__isnull=False).exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EM", "FC", "KC", "Np", "KF"])
    def test_nobody_else_does(self, wearing, role):
        assert wearing(role).post(page("coordinate", goal_of("municipal")), self.FORM).status_code == 403


@unread
class TestActions:
    FORM = {"done_on": "2026-10-30", "effect": "Alla lärare har provat."}

    def an_action(self) -> Action:
        return Action.objects.filter(unit__code=UNIT, done_on=None, start__lte=TODAY).order_by("code")[0]

    @pytest.mark.both
    def test_the_unit_says_that_it_is_done_and_what_it_led_to(self, wearing):
        action, client = self.an_action(), wearing("EC", unit=UNIT)
        plan = reverse("goals:owner_plan", args=[2026, "enhet", UNIT])
        address = reverse("goals:finish_action", args=[action.code])
        assert address in text_of(client.get(plan))
        assert client.post(address, self.FORM).status_code == 302
        action.refresh_from_db()
        assert (action.done_on, action.effect) == (date(2026, 10, 30), self.FORM["effect"])
        assert self.FORM["effect"] in text_of(client.get(plan))

    @pytest.mark.parametrize("wrong", [{"done_on": "2026-11-03"}, {"done_on": ""}, {"done_on": "2001-01-01"}])
    def test_a_day_that_cannot_be_is_refused(self, wearing, wrong):
        action = self.an_action()
        address = reverse("goals:finish_action", args=[action.code])
        response = wearing("EC", unit=UNIT).post(address, self.FORM | wrong)
        assert response.status_code == 400
        assert self.FORM["effect"] in text_of(response)
        action.refresh_from_db()
        assert action.done_on is None

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "CT", "UN", "Np", "KF", "SE"])
    def test_nobody_else_does(self, wearing, role):
        action = self.an_action()
        address = reverse("goals:finish_action", args=[action.code])
        assert wearing(role).post(address, self.FORM).status_code in (403, 404)

    @pytest.mark.once
    def test_another_unit_does_not(self, wearing):
        address = reverse("goals:finish_action", args=[self.an_action().code])
        assert wearing("EC", unit="bjorntorp").post(address, self.FORM).status_code in (403, 404)


@unread
class TestRewording:
    @pytest.fixture
    def proposal(self, db) -> Goal:
        parent = goal_of("municipal")
        body = goal_of("committee").body
        goal = Goal.objects.create(
            code="forslag", level="committee", title="Förslag", body=body, start=date(2027, 1, 1), end=date(2028, 1, 1)
        )
        goal.parents.add(parent)
        return goal

    @pytest.mark.both
    def test_whoever_prepares_rewords_a_proposal_and_its_threads(self, wearing, proposal):
        client = wearing("FC", department="utbildningsforvaltningen")
        said = {"title": "Bättre ord", "title_en": "Better words", "why": "Tydligt"}
        assert client.post(page("change_goal", proposal), said).status_code == 302
        proposal.refresh_from_db()
        assert proposal.title_en == "Better words"
        assert (proposal.title, proposal.why, proposal.parents.count()) == ("Bättre ord", "Tydligt", 0)

    def test_what_is_decided_stands(self, wearing):
        goal = goal_of("committee")
        client = wearing("FC", department="utbildningsforvaltningen")
        response = client.post(page("change_goal", goal), {"title": "Andra ord", "why": ""})
        assert response.status_code == 400
        assert "nytt beslut" in text_of(response)
        assert not Goal.objects.filter(title="Andra ord").exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EM", "UN", "KF", "SE"])
    def test_nobody_else_does(self, wearing, proposal, role):
        response = wearing(role).post(page("change_goal", proposal), {"title": "X", "why": ""})
        assert response.status_code in (403, 404)


class TestChangingADecidedPlan:
    FORM = {"title": "Läsning varje dag", "due_on": "2026-12-20", "reason": "Fler lärare behövde vara med."}

    def an_action(self) -> Action:
        return Action.objects.filter(unit__code=UNIT, done_on=None, start__lte=TODAY).order_by("code")[0]

    def of_action(self, action: Action) -> dict:
        return self.FORM | {"parents": list(action.goals.values_list("code", flat=True))}

    def test_an_action_is_changed_with_a_reason_and_the_plan_is_decided_anew(self, wearing):
        action, client = self.an_action(), wearing("EC", unit=UNIT)
        plan, address = reverse("goals:owner_plan", args=[2026, "enhet", UNIT]), page("change_action", action)
        before = Plan.objects.get(unit__code=UNIT, year=2026)
        assert address in text_of(client.get(plan))
        assert client.post(address, self.of_action(action)).status_code == 302
        action.refresh_from_db()
        assert (action.title, action.due_on) == ("Läsning varje dag", date(2026, 12, 20))
        earlier, later = Plan.objects.filter(unit__code=UNIT, year=2026).order_by("pk")
        assert (earlier.decided_on, earlier.reopened_on) == (before.decided_on, TODAY)
        assert (later.decided_on, later.reopened_on) == (TODAY, None)
        assert self.FORM["reason"] in text_of(client.get(plan))
        acts = AuditRow.objects.order_by("-id").values_list("act", flat=True)[:3]
        assert set(acts) >= {"reopen-plan", "change-action", "decide-plan"}

    @pytest.mark.both
    def test_the_clause_counts_the_first_day_that_the_plan_was_decided(self, wearing):
        before = Finding.objects.get(clause="MR-25", scope_kind="unit", scope=UNIT, seen_to=None).status
        wearing("EC", unit=UNIT).post(page("change_action", self.an_action()), self.of_action(self.an_action()))
        assert Finding.objects.get(clause="MR-25", scope_kind="unit", scope=UNIT, seen_to=None).status == before

    @pytest.mark.parametrize(
        "wrong", [{"reason": ""}, {"due_on": "2027-01-01"}, {"due_on": "0001-01-01"}, {"parents": []}, {"title": " "}]
    )
    def test_what_is_missing_is_told_at_the_field_and_nothing_is_stored(self, wearing, wrong):
        action = self.an_action()
        response = wearing("EC", unit=UNIT).post(page("change_action", action), self.of_action(action) | wrong)
        assert response.status_code == 400
        assert "Fler lärare" in text_of(response) or "reason" in wrong
        assert not Plan.objects.filter(unit__code=UNIT, reopened_on__isnull=False).exists()
        action.refresh_from_db()
        assert action.title != self.FORM["title"]

    def test_the_same_again_is_no_decision(self, wearing):
        action = self.an_action()
        said = {
            "title": action.title,
            "title_en": action.title_en,
            "due_on": f"{action.due_on}",
            "parents": self.of_action(action)["parents"],
        }
        response = wearing("EC", unit=UNIT).post(page("change_action", action), said | {"reason": "Inget"})
        assert response.status_code == 400
        assert not Plan.objects.filter(unit__code=UNIT, reopened_on__isnull=False).exists()

    @pytest.mark.both
    def test_a_units_goal_is_hung_in_another_of_its_committees(self, wearing):
        goal, client = goal_of("unit"), wearing("EC", unit=UNIT)
        others = Goal.objects.on(TODAY).filter(level="committee", body__code=COMMITTEE, decision__isnull=False)
        other = others.exclude(children=goal).order_by("code")[0]
        address = page("change_threads", goal)
        assert address in text_of(client.get(reverse("goals:goal", args=[goal.code])))
        assert client.post(address, {"parents": [other.code], "reason": ""}).status_code == 400
        foreign = Goal.objects.on(TODAY).filter(level="committee").exclude(body__code=COMMITTEE)[0]
        assert client.post(address, {"parents": [foreign.code], "reason": "Prov"}).status_code == 400
        assert client.post(address, {"parents": [other.code], "reason": "Närmare det vi gör."}).status_code == 302
        assert list(goal.parents.all()) == [other]
        plan = reverse("goals:owner_plan", args=[2026, "enhet", UNIT])
        assert "Närmare det vi gör." in text_of(client.get(plan))

    def test_a_bodys_goal_is_not_changed_here(self, wearing):
        assert wearing("EC", unit=UNIT).get(page("change_threads", goal_of("committee"))).status_code == 404

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "CT", "UN", "Np", "KF", "SE", "EM"])
    def test_nobody_else_does(self, wearing, role):
        action, goal = self.an_action(), goal_of("unit")
        client = wearing(role)
        assert client.post(page("change_action", action), self.of_action(action)).status_code in (403, 404)
        assert client.post(page("change_threads", goal), {"parents": [], "reason": "x"}).status_code in (403, 404)
        assert not Plan.objects.filter(unit__code=UNIT, reopened_on__isnull=False).exists()

    @pytest.mark.once
    def test_another_unit_does_not(self, wearing):
        action, other = self.an_action(), wearing("EC", unit="bjorntorp")
        assert other.post(page("change_action", action), self.of_action(action)).status_code in (403, 404)
        assert other.post(page("change_threads", goal_of("unit")), {"reason": "x"}).status_code in (403, 404)
