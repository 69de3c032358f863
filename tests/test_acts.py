"""What a role does changes the facts, and what it may not do is refused with the rule and the right way."""

from __future__ import annotations

from datetime import date

import pytest
from django.conf import settings
from django.urls import reverse

from spelregler.apps.autonomy.models import Intervention, Signal, Statement
from spelregler.apps.frames.models import BudgetLine, LineMove
from spelregler.apps.goals.models import Action
from spelregler.apps.organisation.models import Appointment
from spelregler.apps.organisation.operations.tenure import end_appointment
from spelregler.apps.policy.findings.engine import evaluate
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM
from tests.conftest import TODAY

UNIT = "oxeloskolan"


@pytest.fixture(autouse=True)
def the_picture_stays_true(db):
    """After any act the stored answers are what a full evaluation says: no check was left out that the act touches."""
    yield
    stored = Finding.objects.filter(seen_to=None)
    fresh = evaluate(package=package_on(TODAY), as_of=TODAY)
    said = {(each.clause, each.scope_kind, each.scope): (each.status, each.reason_sv) for each in stored}
    assert said == {each.key: (str(each.judgement.status), each.judgement.reason.sv) for each in fresh}


def lines() -> list[BudgetLine]:
    return list(BudgetLine.objects.on(TODAY).filter(unit_frame__unit__code=UNIT).order_by("number"))


def move(client, tkr="100"):
    first, second = lines()[:2]
    form = {"from_line": first.number, "to_line": second.number, "amount": tkr, "reason": "prov"}
    return client.post(reverse("autonomy:move_money", args=[UNIT]), form)


class TestMovingMoneyInsideAUnit:
    @pytest.mark.both
    def test_the_unit_manager_moves_at_once_with_nobody_s_approval(self, wearing):
        before = [line.amount_ore for line in lines()[:2]]
        response = move(wearing("EC", unit=UNIT), "1 200")
        assert response.status_code == 302
        assert [line.amount_ore for line in lines()[:2]] == [before[0] - 120_000_000, before[1] + 120_000_000]
        assert AuditRow.objects.order_by("-id").filter(act__contains="move").exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["Np", "KF"])
    def test_an_elected_role_is_refused_with_clause_and_way(self, wearing, role):
        response = move(wearing(role))
        text = response.content.decode()
        assert response.status_code == 403
        assert "MR-" in text
        assert "örvaltningschef" in text
        assert not LineMove.objects.filter(reason="prov").exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "EM", "RE", "UN", "CT"])
    def test_so_is_everyone_else(self, wearing, role):
        assert move(wearing(role)).status_code == 403
        assert not LineMove.objects.filter(reason="prov").exists()

    @pytest.mark.parametrize("tkr", ["", "mycket", "-5", "0", "99999999999"])
    def test_an_amount_that_makes_no_sense_is_refused_and_nothing_is_stored(self, wearing, tkr):
        before = [line.amount_ore for line in lines()]
        assert move(wearing("EC", unit=UNIT), tkr).status_code == 400
        assert [line.amount_ore for line in lines()] == before


class TestSignals:
    def test_department_management_takes_a_stand_and_the_finding_changes(self, wearing):
        signal = Signal.objects.get(unit__code="bjorntorp", ground="MR-47")
        client = wearing("FC", department="aldreomsorgsforvaltningen")
        before = Finding.objects.get(clause="MR-47", scope="bjorntorp", seen_to=None)
        form = {"choice": "dialogue", "reason": "Vi går igenom larmrutinen med enheten."}
        response = client.post(reverse("autonomy:stand", args=[signal.pk]), form)
        assert response.status_code == 302
        after = Finding.objects.get(clause="MR-47", scope="bjorntorp", seen_to=None)
        assert (before.status, after.status) == ("attention", "kept")

    def test_an_intervention_is_begun_and_ended_on_the_unit_s_page(self, wearing):
        signal = Signal.objects.get(unit__code="bjorntorp", ground="MR-47")
        client = wearing("FC", department="aldreomsorgsforvaltningen")
        page = reverse("autonomy:unit", args=["bjorntorp"])
        ends = {"exit_criterion": "Larm besvaras inom två minuter", "end": "2027-02-01"}
        form = {"limits": "Bemanningen stäms av", **ends}
        begin = reverse("autonomy:intervene", args=[signal.pk])
        assert begin not in client.get(page).content.decode(), "only after management chose to intervene"
        assert client.post(begin, form).status_code == 400, "the unit has not been heard"
        Statement.objects.create(signal=signal, text="Vi saknar två", given_on=date(2026, 11, 1), given_by="Enheten")
        client.post(reverse("autonomy:stand", args=[signal.pk]), {"choice": "intervene", "reason": "Larm utan svar."})
        assert begin in client.get(page).content.decode()
        assert client.post(begin, form | {"end": "i vår"}).status_code == 400
        assert client.post(begin, form).status_code == 302
        assert Intervention.objects.on(date(2027, 2, 1)).exists(), "the last day that is named is a day of it"
        assert not Intervention.objects.on(date(2027, 2, 2)).exists()
        assert "ingripande" in client.get(page).content.decode()
        assert client.post(reverse("autonomy:close", args=[signal.pk])).status_code == 302
        assert not Intervention.objects.on(date(2026, 11, 3)).exists()

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["Np", "KF", "EC", "CI"])
    @pytest.mark.parametrize("act", ["intervene", "close"])
    def test_nobody_else_begins_or_ends_one(self, wearing, role, act):
        signal = Signal.objects.get(unit__code="bjorntorp", ground="MR-47")
        assert wearing(role).post(reverse(f"autonomy:{act}", args=[signal.pk])).status_code == 403

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["Np", "KF", "CI", "EM", "CT", "RE"])
    def test_nobody_else_does(self, wearing, role):
        signal = Signal.objects.get(unit__code="bjorntorp", ground="MR-47")
        response = wearing(role).post(
            reverse("autonomy:stand", args=[signal.pk]), {"choice": "intervene", "reason": "x"}
        )
        assert response.status_code == 403
        assert not signal.stands.exists()

    def test_a_stand_without_a_reason_is_refused(self, wearing):
        signal = Signal.objects.get(unit__code="bjorntorp", ground="MR-47")
        client = wearing("FC", department="aldreomsorgsforvaltningen")
        response = client.post(reverse("autonomy:stand", args=[signal.pk]), {"choice": "dialogue", "reason": " "})
        assert response.status_code == 400
        assert not signal.stands.exists()

    @pytest.mark.once
    def test_elected_representatives_do_not_read_what_is_said_in_the_dialogue(self, wearing):
        url = reverse("autonomy:unit", args=[UNIT])
        statement = Signal.objects.filter(unit__code=UNIT).first().statements.first().text[:40]
        assert statement in wearing("EC", unit=UNIT).get(url).content.decode()
        assert statement not in wearing("Np").get(url).content.decode()
        assert statement not in wearing("CI").get(url).content.decode()


class TestRoles:
    def test_only_an_own_role_can_be_worn(self, wearing):
        client = wearing("EM")
        assert client.post(reverse("home:wear"), {"hat": "post-999999"}).status_code == 404
        assert client.post(reverse("home:wear"), {"hat": "resident"}).status_code == 302
        assert "invånare" in client.get(reverse("home:home")).content.decode().lower()

    @pytest.mark.parametrize("said", [{}, {"language": "de"}, {"language": ["sv", "'"]}])
    def test_no_other_language_than_ours_is_worn(self, wearing, said):
        answer = wearing("CI").post(reverse("home:language"), said)
        assert answer.status_code == 404
        assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies

    @pytest.mark.parametrize("said", [{}, {"cast": "ingen-sadan"}, {"cast": "en person"}, {"cast": "a" * 500}])
    def test_nobody_outside_the_cast_is_become(self, db, client, said):
        assert client.post(reverse("home:log_in"), said).status_code == 404

    def test_no_one_is_sent_to_a_foreign_page(self, wearing):
        response = wearing("CI").post(reverse("home:language"), {"language": "en", "next": "https://example.org/"})
        assert response.headers["Location"] == reverse("home:home")


class TestHandingOn:
    def test_what_a_leaver_owned_is_listed_and_handed_on(self, wearing):
        head = wearing("FC", department="utbildningsforvaltningen")
        page = reverse("goals:owners")
        before = head.get(page, {"visa": "utan"}).content.decode()
        manager = Appointment.objects.on(TODAY).get(post__unit__code=UNIT, post__kind="unit_manager")
        action = Action.objects.filter(unit__code=UNIT, done_on=None).order_by("pk")[0]
        form = {"kind": "atgard", "code": action.code, "to": "post-utan-innehavare"}
        assert action.responsible_id == manager.post_id
        assert head.post(reverse("goals:hand_on"), form).status_code == 403, "the unit's own while it has a manager"
        end_appointment(appointment=manager, end=TODAY, who=SYSTEM)
        after = head.get(page, {"visa": "utan"}).content.decode()
        assert action.title not in before
        assert action.title in after
        assert head.post(reverse("goals:hand_on"), form).status_code == 400, "nobody is there to take it"
        taker = Appointment.objects.on(TODAY).get(
            post__kind="department_head", post__department__code="utbildningsforvaltningen"
        )
        assert head.post(reverse("goals:hand_on"), form | {"to": taker.post.code}).status_code == 302
        assert action.title not in head.get(page, {"visa": "utan"}).content.decode()
        row = AuditRow.objects.order_by("-id").filter(act="hand-on")[0]
        assert (row.before, row.after) == ({"responsible_id": manager.post_id}, {"responsible_id": taker.post_id})

    @pytest.mark.once
    def test_each_sees_what_is_their_own(self, wearing):
        text = wearing("EC", unit=UNIT).get(reverse("goals:owners"), {"visa": "mina"}).content.decode()
        assert "Lämna vidare" in text

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "Np", "EM"])
    def test_nobody_else_hands_on(self, wearing, role):
        assert "<select" not in wearing(role).get(reverse("goals:owners")).content.decode()
