"""The organisation's pages: open to all about those who lead, closed about the rest, and changed only by the rules."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from spelregler.apps.goals.models import Goal
from spelregler.apps.identity.models import GroupMapping
from spelregler.apps.organisation.models import Appointment, CallIn, Leaving, Membership, Person, Post, Seat
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

DECISION = {"decided_by": "Kommunchefen", "decided_on": "2026-10-20", "paragraph": "KS 2026/12"}
TODAY = date(2026, 11, 2)


@pytest.fixture
def head(db) -> Post:
    return Post.objects.get(kind="department_head", department__code="utbildningsforvaltningen")


@pytest.fixture
def anna(db) -> Person:
    """Somebody who holds nothing."""
    return Person.objects.create(code="anna-prov", name="Anna Prov")


def text(response) -> str:
    return unescape(response.content.decode())


def acting(client: Client, head: Post, anna: Person, **more: str):
    form = {"how": "acting", "person": anna.code, "first_day": "2027-07-01", "last_day": "2027-07-14", **DECISION}
    return client.post(reverse("organisation:appoint", args=[head.code]), {**form, **more})


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "Np", "KC", "FC", "EC", "EM", "HR", "SE", "RE"])
@pytest.mark.parametrize(
    ("name", "code"), [("overview", ""), ("body", "un"), ("department", "utbildningsforvaltningen")]
)
def test_who_leads_is_open_to_all(wearing, django_assert_max_num_queries, role, name, code):
    client = wearing(role)
    with django_assert_max_num_queries(60):
        response = client.get(reverse(f"organisation:{name}", args=[code] if code else []))
    assert response.status_code == 200


@pytest.mark.once
@pytest.mark.parametrize("name", ["body", "department", "post", "person", "leaving"])
def test_what_does_not_exist_is_not_here(wearing, name):
    assert wearing("HR").get(reverse(f"organisation:{name}", args=["finns-inte"])).status_code == 404


class TestWhatIsSeen:
    @pytest.mark.once
    def test_a_leading_post_is_open_and_an_employees_is_not(self, wearing, head):
        employee = Post.objects.filter(kind="employee").first()
        assert wearing("CI").get(reverse("organisation:post", args=[head.code])).status_code == 200
        assert wearing("CI").get(reverse("organisation:post", args=[employee.code])).status_code == 404
        assert wearing("HR").get(reverse("organisation:post", args=[employee.code])).status_code == 200

    @pytest.mark.once
    def test_a_union_post_is_nobodys_to_see_but_hr_and_the_holder(self, wearing):
        union = Post.objects.get(kind="union_representative")
        holder = Appointment.objects.on(TODAY).get(post=union).person
        address = reverse("organisation:person", args=[holder.code])
        statuses = {role: wearing(role).get(address).status_code for role in ("CI", "Np", "KC", "EC", "HR", "UN")}
        assert statuses == {"CI": 404, "Np": 404, "KC": 404, "EC": 404, "HR": 200, "UN": 200}

    @pytest.mark.once
    def test_an_earlier_day_shows_who_held_it_then(self, wearing):
        address = reverse("organisation:department", args=["kultur-och-fritidsforvaltningen"])
        post = Post.objects.get(kind="department_head", department__code="kultur-och-fritidsforvaltningen")
        first, second = Appointment.objects.filter(post=post).order_by("start").select_related("person")
        page = text(wearing("CI").get(f"{address}?per={first.start}"))
        assert first.person.name in page
        assert second.is_acting
        assert second.person.name in text(wearing("CI").get(address))


class TestActing:
    def test_the_chief_executive_lets_anna_act_to_and_with_the_14th(self, wearing, head, anna):
        assert acting(wearing("KC"), head, anna).status_code == 302
        assert [
            role_assignment.role for role_assignment in role_assignments_of(person=anna, as_of=date(2027, 7, 1))
        ] == ["FC"]
        assert [
            role_assignment.role for role_assignment in role_assignments_of(person=anna, as_of=date(2027, 7, 14))
        ] == ["FC"]
        assert role_assignments_of(person=anna, as_of=date(2027, 7, 15)) == []
        page = text(wearing("CI").get(reverse("organisation:post", args=[head.code]))).replace("\u00a0", " ")
        assert "från och med 1 juli 2027 till och med 14 juli 2027" in page
        assert "Kommunchefen 20 oktober 2026 KS 2026/12" in page

    def test_hr_enters_it_too(self, wearing, head, anna):
        assert acting(wearing("HR"), head, anna).status_code == 302

    @pytest.mark.once
    @pytest.mark.parametrize("role", ["CI", "KF", "KS", "N", "Np", "EC", "EM", "CT", "SE", "UN", "SO", "RE", "FC"])
    def test_nobody_else_does_and_is_told_the_rule(self, wearing, head, anna, role):
        response = acting(wearing(role), head, anna)
        assert response.status_code == 403
        assert not Appointment.objects.filter(person=anna).exists()

    def test_a_chair_is_told_whose_matter_it_is(self, wearing, head, anna):
        page = text(acting(wearing("Np", body="un"), head, anna))
        assert "MR-24" in page
        assert "Förtroendevalda tillsätter inte tjänster i förvaltningen." in page

    def test_nobody_appoints_themselves(self, wearing, head):
        client = wearing("HR")
        me = Person.objects.get(account_id=client.session["_auth_user_id"])
        assert acting(client, head, me).status_code == 403

    def test_a_head_fills_the_own_departments_posts_and_no_others(self, wearing, anna):
        manager = Post.objects.get(kind="unit_manager", unit__code="oxeloskolan")
        assert acting(wearing("FC", department="utbildningsforvaltningen"), manager, anna).status_code == 302
        other = Post.objects.get(kind="unit_manager", unit__code="bjorntorp")
        assert acting(wearing("FC", department="utbildningsforvaltningen"), other, anna).status_code == 403

    def test_a_member_of_the_committee_is_refused_as_its_head(self, wearing, head, anna):
        member = Membership.objects.on(TODAY).filter(seat__body__code="un")[0].person
        days = {"first_day": "2026-11-03", "last_day": "2026-11-10"}
        response = acting(wearing("KC"), head, member, **days)
        assert response.status_code == 400
        assert "MR-34" in text(response)

    def test_an_appointment_is_ended_by_whoever_may_fill_the_post(self, wearing, head):
        held = Appointment.objects.on(TODAY).get(post=head)
        address = reverse("organisation:end_appointment", args=[held.pk])
        assert wearing("EC").post(address, {"last_day": "2026-12-31"}).status_code == 403
        assert wearing("KC").post(address, {"last_day": "2026-12-31"}).status_code == 302
        held.refresh_from_db()
        assert held.end == date(2027, 1, 1)

    def test_one_entered_by_mistake_is_undone_by_whoever_may_fill_the_post(self, wearing, head, anna):
        assert acting(wearing("KC"), head, anna).status_code == 302
        held = Appointment.objects.get(post=head, person=anna)
        address = reverse("organisation:undo_appointment", args=[held.pk])
        assert address in text(wearing("KC").get(reverse("organisation:post", args=[head.code])))
        assert wearing("EC").post(address, {"reason": "Fel"}).status_code == 403
        assert wearing("KC").post(address, {"reason": " "}).status_code == 400
        assert wearing("KC").post(address, {"reason": "Fel person"}).status_code == 302
        assert not Appointment.objects.filter(person=anna).exists()
        assert Appointment.objects.on(TODAY).get(post=head).end is None


class TestSeats:
    def form(self, person: str) -> dict[str, str]:
        seat = Seat.objects.filter(body__code="un", is_substitute=False).order_by("number").last()
        Membership.objects.filter(seat=seat).update(end=date(2026, 11, 10))
        days = {"first_day": "2026-11-10", "last_day": "2026-12-31"}
        return {"seat": str(seat.pk), "person": person, "function": "member", **days, **DECISION}

    def test_the_secretary_enters_an_election_and_nobody_else(self, wearing, anna):
        form, address = self.form(anna.code), reverse("organisation:give_seat", args=["un"])
        for role in ("CI", "KF", "Np", "KC", "FC", "HR"):
            assert wearing(role).post(address, form).status_code == 403
        assert wearing("SE").post(address, form).status_code == 302
        assert Membership.objects.get(person=anna).end == date(2027, 1, 1)

    def test_the_head_under_the_committee_is_refused_a_seat_in_it(self, wearing, head):
        form = self.form(Appointment.objects.on(TODAY).get(post=head).person.code)
        response = wearing("SE").post(reverse("organisation:give_seat", args=["un"]), form)
        assert response.status_code == 400
        assert "MR-34" in text(response)

    def test_a_substitute_is_called_in_and_a_seat_ended_by_the_secretary(self, wearing):
        seated = Membership.objects.on(TODAY).filter(seat__body__code="un")
        member, substitute = (
            seated.filter(seat__is_substitute=which).order_by("seat__number")[0] for which in (False, True)
        )
        form = {"seat": str(member.seat_id), "substitute": str(substitute.pk), "first_day": "2026-11-10"}
        address = reverse("organisation:call_in", args=["un"])
        assert wearing("Np").post(address, form).status_code == 403
        assert wearing("SE").post(address, form).status_code == 302
        assert CallIn.objects.get().end == date(2026, 11, 11)
        ending, form = reverse("organisation:end_seat", args=["un"]), {"last_day": "2026-11-30"}
        form["membership"] = str(member.pk)
        assert wearing("Np").post(ending, form).status_code == 403
        assert wearing("SE").post(reverse("organisation:end_seat", args=["ks"]), form).status_code == 400
        assert wearing("SE").post(ending, form).status_code == 302
        member.refresh_from_db()
        assert member.end == date(2026, 12, 1)


class TestLeaving:
    @pytest.fixture
    def manager(self, db) -> Person:
        post = Post.objects.get(kind="unit_manager", unit__code="oxeloskolan")
        return Appointment.objects.on(TODAY).get(post=post).person

    @pytest.mark.once
    def test_only_whoever_fills_the_posts_sees_it(self, wearing, manager):
        address = reverse("organisation:leaving", args=[manager.code])
        statuses = {role: wearing(role).get(address).status_code for role in ("CI", "Np", "EM", "HR")}
        assert statuses == {"CI": 404, "Np": 403, "EM": 403, "HR": 200}

    def test_it_is_closed_when_nothing_is_without_an_owner(self, wearing, manager, anna):
        client, account = wearing("HR"), manager.account
        pages = {
            name: reverse(f"organisation:{name}", args=[manager.code])
            for name in ("leaving", "begin_leaving", "hand_on", "close_leaving")
        }
        assert client.post(pages["begin_leaving"], {"last_day": "2026-11-01"}).status_code == 302
        account.refresh_from_db()
        assert not account.is_active
        shown = client.get(pages["leaving"]).context["shown"]
        assert {each.what for each in shown.things} >= {"åtgärd", "ram och prognos"}
        assert shown.ownerless == len(shown.things) + 1
        assert client.post(pages["close_leaving"]).status_code == 400
        thing = next(each for each in shown.things if each.can_be_handed_on)
        form = {"thing": thing.key, "to": shown.takers[0][0]}
        assert client.post(pages["hand_on"], form).status_code == 302
        assert client.get(pages["leaving"]).context["shown"].ownerless == shown.ownerless - 1
        post = Post.objects.get(kind="unit_manager", unit__code="oxeloskolan")
        taking = {"how": "takes_over", "person": anna.code, "first_day": "2026-11-02", **DECISION}
        assert client.post(reverse("organisation:appoint", args=[post.code]), taking).status_code == 302
        assert client.get(pages["leaving"]).context["shown"].ownerless == 0
        assert client.post(pages["close_leaving"]).status_code == 302
        assert Leaving.objects.get().closed_on == TODAY

    def test_hr_hands_on_what_is_being_left_and_nothing_else_on_either_page(self, wearing, manager):
        client, owners = wearing("HR"), reverse("goals:hand_on")
        here = {name: reverse(f"organisation:{name}", args=[manager.code]) for name in ("leaving", "hand_on")}
        first, second = (f"{goal.code}" for goal in Goal.objects.filter(owner__code="chef-oxeloskolan")[:2])
        to = "larare-oxeloskolan"
        assert not any(each.can_be_handed_on for each in client.get(here["leaving"]).context["shown"].things)
        assert client.post(here["hand_on"], {"thing": f"goals/mal/{first}", "to": to}).status_code == 403
        assert client.post(owners, {"kind": "mal", "code": first, "to": to}).status_code == 403
        begun = reverse("organisation:begin_leaving", args=[manager.code])
        assert client.post(begun, {"last_day": "2026-11-30"}).status_code == 302
        assert client.post(here["hand_on"], {"thing": f"goals/mal/{first}", "to": to}).status_code == 302
        assert client.post(owners, {"kind": "mal", "code": second, "to": to}).status_code == 302
        others = Goal.objects.filter(owner__code="chef-peterslundsskolan").first()
        assert client.post(owners, {"kind": "mal", "code": others.code, "to": to}).status_code == 403

    def test_what_is_wrong_stands_at_its_field_and_nothing_is_done(self, wearing, manager):
        client = wearing("HR")
        here = {name: reverse(f"organisation:{name}", args=[manager.code]) for name in ("begin_leaving", "hand_on")}
        Appointment.objects.on(TODAY).filter(person=manager).update(end=date(2026, 12, 1))
        for typed, told in (("", "måste fyllas i"), ("2026-13-01", "dag"), ("2027-01-31", "ingen tjänst att lämna")):
            answer = client.post(here["begin_leaving"], {"last_day": typed})
            assert answer.status_code == 400
            assert told in answer.content.decode().split('id="id_last_day_error">')[1].split("</ul>")[0]
        assert not Leaving.objects.exists()
        client.post(here["begin_leaving"], {"last_day": "2026-11-20"})
        goal = Goal.objects.filter(owner__code="chef-oxeloskolan").first()
        answer = client.post(here["hand_on"], {"thing": f"goals/mal/{goal.code}", "to": "ingen-sadan"})
        assert answer.status_code == 400
        at_field = answer.content.decode().split(f'id="goals-mal-{goal.code}-to_error">')[1].split("</p>")[0]
        assert "ingen-sadan" in at_field
        goal.refresh_from_db()
        assert goal.owner.code == "chef-oxeloskolan"

    def test_it_is_not_closed_while_somebody_has_days_left(self, wearing, manager):
        client = wearing("HR")
        client.post(reverse("organisation:begin_leaving", args=[manager.code]), {"last_day": "2026-11-30"})
        answer = client.post(reverse("organisation:close_leaving", args=[manager.code]))
        assert answer.status_code == 400
        assert "saker skulle bli utan ägare" in answer.content.decode()
        assert Leaving.objects.get().closed_on is None

    @pytest.mark.once
    @pytest.mark.parametrize("name", ["begin_leaving", "hand_on", "close_leaving"])
    def test_whoever_reads_the_address_that_a_form_is_sent_to_comes_to_the_page(self, wearing, manager, name):
        answer = wearing("HR").get(reverse(f"organisation:{name}", args=[manager.code]))
        assert (answer.status_code, answer.headers["Location"]) == (302, "../")

    @pytest.mark.once
    @pytest.mark.parametrize("name", ["begin_leaving", "hand_on", "close_leaving"])
    def test_an_outsider_changes_nothing(self, wearing, manager, name):
        address = reverse(f"organisation:{name}", args=[manager.code])
        assert wearing("CI").post(address, {"last_day": "2026-11-01"}).status_code == 404
        assert wearing("EM").post(address, {"last_day": "2026-11-01"}).status_code == 403
        assert not Leaving.objects.exists()


class TestTableOfGroups:
    FORM = {
        "source": "scim",
        "group": "rektorer",
        "post": "controller",
        "start": "2026-11-02",
        "body": "ks",
        "decided_on": "2026-10-20",
        "paragraph": "44",
    }

    @pytest.mark.once
    def test_it_is_seen_by_those_who_keep_answer_and_review(self, wearing):
        address = reverse("identity_groups")
        statuses = {role: wearing(role).get(address).status_code for role in ("CI", "Np", "FC", "HR", "KC", "RE")}
        assert statuses == {"CI": 404, "Np": 403, "FC": 403, "HR": 200, "KC": 200, "RE": 200}

    def test_central_hr_enters_a_decision_and_ends_the_row(self, wearing):
        give, client = reverse("identity_group_give"), wearing("HR")
        for role in ("CI", "KC", "RE"):
            assert wearing(role).post(give, self.FORM).status_code == 403
        assert client.post(give, {**self.FORM, "paragraph": " "}).status_code == 400
        assert client.post(give, self.FORM).status_code == 302
        row = GroupMapping.objects.get()
        assert "ks 20\xa0oktober 2026 § 44" in text(client.get(reverse("identity_groups")))
        stop = reverse("identity_group_stop", args=[row.pk])
        assert wearing("KC").post(stop).status_code == 403
        assert client.post(stop).status_code == 302
        assert not GroupMapping.objects.exists()
