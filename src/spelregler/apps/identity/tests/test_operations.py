"""Groups give posts by decision, and only those; what they gave they end."""

from datetime import date

import pytest

from spelregler.apps.identity.models import GivenPost, GroupMapping
from spelregler.apps.identity.operations.groups import (
    DecisionMissing,
    NotTheEmployersPost,
    apply_groups,
    decide_mapping,
    end_mapping,
)
from spelregler.apps.organisation.models import Appointment, Body, Department, Membership, Person, Post, Seat
from spelregler.apps.organisation.operations.appointments import stand_in
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.operations.tenure import appoint, seat_member
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db
JAN, MAR, MAY = date(2026, 1, 1), date(2026, 3, 1), date(2026, 5, 1)


@pytest.fixture
def board():
    return Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=JAN)


@pytest.fixture
def department(board):
    return Department.objects.create(code="ub", name="Utbildning", body=board, start=JAN)


@pytest.fixture
def controller(department):
    return Post.objects.create(code="ctrl", title="Controller", kind=Post.Kind.CONTROLLER, department=department)


@pytest.fixture
def head(department):
    return Post.objects.create(
        code="fc", title="Förvaltningschef", kind=Post.Kind.DEPARTMENT_HEAD, department=department
    )


@pytest.fixture
def eva():
    return Account.objects.create_account(email="eva@kommun.example", name="Eva Ek")


def decide(board, post, group="controllers", source="kommunen", start=JAN):
    return decide_mapping(
        source=source, group=group, post=post, body=board, decided_on=JAN, paragraph="12", start=start, who=SYSTEM
    )


def told(account, *groups, on=MAR, source="kommunen"):
    apply_groups(account=account, source=source, groups=groups, today=on, who=SYSTEM)


def roles(account, on):
    person = Person.objects.filter(account=account).first()
    return [role_assignment.role for role_assignment in role_assignments_of(person=person, as_of=on)] if person else []


class TestDecideMapping:
    def test_leaves_a_row_with_the_decision(self, board, controller):
        decide(board, controller)
        row = AuditRow.objects.latest("id")
        assert row.act == "decide-group-mapping"
        assert (row.details["body"], row.details["decided_on"], row.details["paragraph"]) == ("un", "2026-01-01", "12")

    @pytest.mark.parametrize("paragraph", ["", "  "])
    def test_without_a_paragraph_there_is_no_decision(self, board, controller, paragraph):
        with pytest.raises(DecisionMissing):
            decide_mapping(
                source="k", group="g", post=controller, body=board, decided_on=JAN, paragraph=paragraph, start=JAN,
                who=SYSTEM,
            )  # fmt: skip

    def test_a_decision_comes_before_what_it_decides(self, board, controller):
        with pytest.raises(DecisionMissing):
            decide_mapping(
                source="k", group="g", post=controller, body=board, decided_on=MAR, paragraph="1", start=JAN, who=SYSTEM
            )

    @pytest.mark.parametrize("kind", [Post.Kind.UNION_REPRESENTATIVE, Post.Kind.SAFETY_REPRESENTATIVE])
    def test_what_the_employees_choose_themselves_is_not_given(self, board, kind):
        with pytest.raises(NotTheEmployersPost):
            decide(board, Post.objects.create(code="ombud", title="Ombud", kind=kind))


class TestApplyGroups:
    def test_a_group_gives_its_post_from_today(self, board, controller, eva):
        decide(board, controller)
        told(eva, "controllers")
        assert roles(eva, MAR) == ["CT"]
        assert roles(eva, JAN) == []

    def test_a_group_without_a_mapping_gives_nothing_and_no_person(self, board, controller, eva):
        told(eva, "controllers")
        assert not Person.objects.exists()

    def test_telling_it_again_changes_nothing(self, board, controller, eva):
        decide(board, controller)
        told(eva, "controllers")
        rows = AuditRow.objects.count()
        told(eva, "controllers", on=MAY)
        assert AuditRow.objects.count() == rows

    def test_leaving_the_group_ends_it_that_day_and_history_stays(self, board, controller, eva):
        decide(board, controller)
        told(eva, "controllers")
        told(eva, on=MAY)
        assert roles(eva, MAY) == []
        assert roles(eva, date(2026, 4, 30)) == ["CT"]

    def test_leaving_on_the_day_one_came_takes_it_at_once(self, board, controller, eva):
        decide(board, controller)
        told(eva, "controllers")
        told(eva)
        assert roles(eva, MAR) == []
        assert not GivenPost.objects.exists()
        assert AuditRow.objects.latest("id").act == "withdraw-appointment"

    def test_what_was_given_by_hand_is_left_alone(self, board, controller, eva):
        decide(board, controller)
        person = Person.objects.create(code="eva", name="Eva", account=eva)
        appoint(post=controller, person=person, start=JAN, who=SYSTEM)
        told(eva, "controllers")
        told(eva, on=MAY)
        assert roles(eva, MAY) == ["CT"]
        assert Appointment.objects.count() == 1

    def test_what_another_source_gave_is_left_alone(self, board, controller, eva):
        decide(board, controller, source="scim")
        told(eva, "controllers", source="scim")
        told(eva, source="kommunen", on=MAY)
        assert roles(eva, MAY) == ["CT"]

    def test_a_leading_post_that_is_held_is_not_given_and_that_is_said(self, board, head, eva):
        decide(board, head, group="chefer")
        other = Person.objects.create(code="bo", name="Bo")
        appoint(post=head, person=other, start=JAN, who=SYSTEM)
        told(eva, "chefer")
        assert roles(eva, MAR) == []
        row = AuditRow.objects.latest("id")
        assert (row.act, row.details["why"]) == ("group-gave-no-post", "post-taken")

    def test_the_last_who_runs_the_system_signs_in_and_keeps_that_post_without_the_group(self, board, eva):
        decide(board, Post.objects.create(code="sys", title="System", kind=Post.Kind.ADMINISTRATOR), group="drift")
        told(eva, "drift")
        told(eva, on=MAY)
        assert roles(eva, MAY) == ["SYS"]
        row = AuditRow.objects.latest("id")
        assert (row.act, row.details["why"]) == ("group-took-no-post", "last-administrator")

    def test_a_member_of_the_committee_is_never_made_its_official_by_a_group(self, board, head, eva):
        decide(board, head, group="chefer")
        person = Person.objects.create(code="eva", name="Eva", account=eva)
        seat = Seat.objects.create(body=board, number=1)
        seat_member(seat=seat, person=person, function=Membership.Function.MEMBER, start=JAN, who=SYSTEM)
        told(eva, "chefer")
        assert roles(eva, MAR) == ["N"]
        assert AuditRow.objects.latest("id").details["why"] == "mixed-parties"

    def test_no_group_ever_touches_a_seat(self, board, controller, eva):
        decide(board, controller)
        person = Person.objects.create(code="eva", name="Eva", account=eva)
        seat = Seat.objects.create(body=board, number=1)
        seat_member(seat=seat, person=person, function=Membership.Function.MEMBER, start=JAN, who=SYSTEM)
        told(eva, "controllers")
        told(eva, on=MAY)
        assert roles(eva, MAY) == ["N"]

    def test_a_mapping_that_has_not_begun_gives_nothing(self, board, controller, eva):
        decide(board, controller, start=MAY)
        told(eva, "controllers")
        assert roles(eva, MAR) == []


class TestEndMapping:
    def test_ends_every_post_that_it_gave(self, board, controller, eva):
        mapping = decide(board, controller)
        told(eva, "controllers")
        end_mapping(mapping=mapping, on=MAY, who=SYSTEM)
        assert roles(eva, MAY) == []
        told(eva, "controllers", on=MAY)
        assert roles(eva, MAY) == []

    def test_ended_on_its_first_day_it_is_withdrawn(self, board, controller):
        end_mapping(mapping=decide(board, controller), on=JAN, who=SYSTEM)
        assert not GroupMapping.objects.exists()
        assert AuditRow.objects.latest("id").act == "withdraw-group-mapping"


class TestActingMeanwhile:
    def test_the_group_takes_the_post_also_from_whoever_is_back_after_somebody_acted(self):
        """A right that a group gave must not outlive the group, however often somebody has acted in between."""
        start = date(2026, 1, 1)
        body = Body.objects.create(code="xks", name="Kommunstyrelsen", kind=Body.Kind.EXECUTIVE_BOARD, start=start)
        department = Department.objects.create(code="xf", name="Förvaltningen", body=body, start=start)
        post = Post.objects.create(code="xfc", title="Chef", kind="department_head", department=department)
        account = Account.objects.create_account(email="bo.grupp@example.org", name="Bo Grupp")
        decide_mapping(
            source="scim",
            group="chefer",
            post=post,
            body=body,
            decided_on=start,
            paragraph="1",
            start=start,
            who=SYSTEM,
        )
        apply_groups(account=account, source="scim", groups=["chefer"], today=start, who=SYSTEM)
        anna = Person.objects.create(code="anna-tf", name="Anna")
        for month in (3, 4):
            stand_in(
                post=post,
                person=anna,
                first_day=date(2026, month, 1),
                last_day=date(2026, month, 14),
                decided=Decided(by="KC", on=start, paragraph="", today=start),
                who=SYSTEM,
            )
        apply_groups(account=account, source="scim", groups=[], today=date(2026, 6, 1), who=SYSTEM)
        assert not Appointment.objects.on(date(2026, 6, 1)).filter(person__account=account).exists()
