"""The forms of goals: a fault stands at its field on the page of the form, what was typed stays, nothing is stored."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.urls import reverse

from spelregler.apps.goals.models import Goal, JobAssignment, ReportedValue
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

UNIT, HEADED, COMMITTEE = "oxeloskolan", "utbildningsforvaltningen", "un"
PLAN = [2027, "enhet", UNIT]
WORDS = "Det som skrevs <här>"


@dataclass(frozen=True)
class Faulty:
    """What is typed wrong by a role in a form, the box where the fault stands, and what an outsider is answered."""

    role: str
    name: str
    args: list[object]
    typed: dict[str, str]
    at: str
    outsider: str = "EM"
    where: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return reverse(f"goals:{self.name}", args=self.args)


FAULTY = {
    "a month": Faulty(
        "CT",
        "set_period",
        [],
        {"period_start": "2026-01", "period_end": "2026-13", "reason": WORDS, "act": "open"},
        "id_period_end",
    ),
    "a period that is not over": Faulty(
        "CT",
        "set_period",
        [],
        {"period_start": "2026-01", "period_end": "2026-12", "reason": WORDS, "act": "open"},
        "id_period_end",
    ),
    "a month of a year that is over": Faulty(
        "CT",
        "correct_period",
        [],
        {"period_start": "2025-01", "period_end": "abc", "reason": WORDS, "act": "open"},
        "id_period_end",
    ),
    "a figure of a goal": Faulty(
        "KSp",
        "owner_plan",
        [2027, "organ", "kf"],
        {"title": WORDS, "why": "Därför", "target": "två"},
        "goal-target",
    ),
    "the day of an action": Faulty(
        "EC",
        "owner_plan",
        [2026, "enhet", UNIT],
        {"what": "action", "title": WORDS, "due_on": "2026-02-30"},
        "action-due_on",
        outsider="RE",
        where={"unit": UNIT},
    ),
    "why a plan is taken up again": Faulty(
        "EC", "reopen_plan", [2026, "enhet", UNIT], {"reason": " "}, "again-reason", where={"unit": UNIT}
    ),
    "nothing to carry over": Faulty(
        "EC", "roll_over", PLAN, {"row": "g-0"}, "id_row", outsider="RE", where={"unit": UNIT}
    ),
    "an indicator without its unit": Faulty(
        "CT", "new_indicator", [], {"title": WORDS, "minutes": "många", "noise": "0"}, "id_minutes"
    ),
}


def shown(answer) -> str:
    return re.sub(r"\s+", " ", html.unescape(answer.content.decode()))


@pytest.mark.parametrize("case", FAULTY)
def test_the_fault_stands_at_its_field_and_nothing_typed_is_lost(wearing, case):
    each = FAULTY[case]
    client, before = wearing(each.role, **each.where), AuditRow.objects.count()
    answer = client.post(each.address, each.typed)
    page = shown(answer)
    assert answer.status_code == 400, page
    assert f'id="{each.at}_error"' in page
    assert 'class="ds-alert errors"' in page
    for name, typed in each.typed.items():
        assert name in {"act", "what", "row"} or typed.strip() in page, name
    assert AuditRow.objects.count() == before


@pytest.mark.once
@pytest.mark.parametrize("case", FAULTY)
def test_an_outsider_is_refused_whatever_is_typed(wearing, case):
    each = FAULTY[case]
    assert wearing(each.outsider).post(each.address, each.typed).status_code == 403
    assert wearing("CI").post(each.address, each.typed).status_code in (403, 404)


@pytest.mark.once
@pytest.mark.parametrize(
    ("name", "args", "page", "up"),
    [
        ("set_period", [], "periods", []),
        ("correct_target", [], "corrections", []),
        ("hand_on", [], "owners", []),
        ("decide_plan", PLAN, "owner_plan", PLAN),
        ("decide_value", [], "approve", []),
    ],
)
def test_whoever_reads_the_address_of_a_form_comes_to_its_page(wearing, name, args, page, up):
    answer = wearing("FC", department=HEADED).get(reverse(f"goals:{name}", args=args), follow=True)
    assert answer.redirect_chain
    assert answer.request["PATH_INFO"] == reverse(f"goals:{page}", args=up)


def test_a_decision_that_is_yet_to_be_taken_stands_at_its_day_and_the_proposals_stay_chosen(wearing):
    council = [2027, "organ", "kf"]
    proposed = {"title": "Trygg kommun", "owner": "kommunchef"}
    assert wearing("KSp").post(reverse("goals:owner_plan", args=council), proposed).status_code == 302
    goal = Goal.objects.get(title="Trygg kommun")
    said = {"goals": goal.code, "decided_on": "2099-01-01", "paragraph": "9 a"}
    answer = wearing("SE").post(reverse("goals:decide_plan", args=council), said)
    assert answer.status_code == 400
    assert 'id="enter-decided_on_error"' in shown(answer)
    assert 'value="9 a"' in shown(answer)
    goal.refresh_from_db()
    assert goal.decision is None


class TestApproving:
    """One page with a row for each value: chosen, or returned with a reason of its own."""

    @pytest.fixture
    def value(self, wearing) -> ReportedValue:
        client, address = wearing("EC", unit=UNIT), reverse("goals:report")
        name = re.findall(r'name="([\w-]+:oxeloskolan:T):value"', client.get(address).content.decode())[0]
        client.post(address, {f"{name}:value": "71", "act": "submit"})
        return ReportedValue.objects.get(state="submitted", unit__code=UNIT)

    def post(self, wearing: Callable, said: dict[str, object]):
        return wearing("FC", department=HEADED).post(reverse("goals:decide_value"), said)

    def test_without_a_reason_the_fault_stands_at_the_row(self, wearing, value):
        page = shown(self.post(wearing, {"return": value.pk, "value": value.pk}))
        assert f'id="id_reason:{value.pk}_error"' in page
        assert re.search(rf'<input[^>]* value="{value.pk}"[^>]* checked', page), "what was chosen stays chosen"
        assert not ReportedValue.objects.filter(replaces=value).exists()

    def test_nothing_chosen_is_said(self, wearing, value):
        answer = self.post(wearing, {f"reason:{value.pk}": WORDS})
        assert answer.status_code == 400
        assert "Välj minst ett värde" in shown(answer)
        assert WORDS in shown(answer)

    def test_one_that_no_longer_waits_is_said(self, wearing, value):
        answer = self.post(wearing, {"value": [value.pk, 999_999]})
        assert answer.status_code == 400
        assert "väntar inte längre" in shown(answer)
        assert not ReportedValue.objects.filter(replaces=value).exists()


class TestOneEmployee:
    @pytest.fixture
    def address(self, db) -> str:
        person = JobAssignment.objects.get(unit__code=UNIT).person.code
        return reverse("goals:assignment", args=[UNIT, person])

    def test_without_a_goal_the_words_stay_and_the_fault_stands_at_the_goals(self, wearing, address):
        answer = wearing("EC", unit=UNIT).post(address, {"text": WORDS})
        assert answer.status_code == 400
        assert WORDS in shown(answer)
        assert 'id="id_goals_error"' in shown(answer)

    @pytest.mark.once
    def test_an_outsider_does_not_follow_it_up(self, wearing, address):
        assert wearing("EC", unit="bjorntorp").post(f"{address}genomgang/").status_code == 403
        assert wearing("CI").post(f"{address}genomgang/").status_code == 403


class TestHandingOn:
    @pytest.fixture
    def goal(self, db) -> Goal:
        return Goal.objects.filter(unit__code=UNIT, end="2027-01-01").order_by("title")[0]

    def test_a_post_that_is_not_near_is_refused_in_its_row(self, wearing, goal):
        client = wearing("EC", unit=UNIT)
        answer = client.post(reverse("goals:hand_on"), {"kind": "mal", "code": goal.code, "to": "kommunchef"})
        assert answer.status_code == 400
        assert 'class="ds-alert errors"' in shown(answer)
        assert Goal.objects.get(pk=goal.pk).owner_id == goal.owner_id

    @pytest.mark.once
    def test_an_outsider_hands_nothing_on(self, wearing, goal):
        said = {"kind": "mal", "code": goal.code, "to": f"chef-{UNIT}"}
        assert wearing("EM").post(reverse("goals:hand_on"), said).status_code == 403
