"""What the organisation is made of: changed from a day, ended when nothing rests on it, undone until something does."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.organisation.models import (
    AlsoServes,
    Body,
    Department,
    Instruction,
    Membership,
    Person,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.operations import also_serves, bodies, call_in, holdings, posts, refusals, tenure
from spelregler.apps.organisation.operations import departments as administering
from spelregler.apps.organisation.operations import undo as undoing
from spelregler.apps.organisation.operations.holdings import Decided, NotThen
from spelregler.apps.organisation.operations.refusals import ServesAlready
from spelregler.apps.organisation.queries import places, posts_now, seats
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.posts import leading_posts
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import NotVisible

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="SE")
START, TODAY = date(2024, 1, 1), date(2026, 6, 15)
DECIDED = Decided(by="Kommunfullmäktige", on=date(2026, 6, 1), paragraph="9", today=TODAY)


@pytest.fixture
def committee() -> Body:
    return bodies.make_body(
        code="un",
        name="Nämnden",
        kind=Body.Kind.COMMITTEE,
        first_day=START,
        members=3,
        substitutes=2,
        today=TODAY,
        who=WHO,
    )


@pytest.fixture
def department(committee: Body) -> Department:
    return administering.make_department(
        name="Skolförvaltningen", body=committee, first_day=START, head_title="Skolchef", who=WHO
    )


def sits(body: Body, number: int, *, substitute: bool = False, start: date = START, **more: date) -> Membership:
    seat = Seat.objects.get(body=body, number=number, is_substitute=substitute)
    person = Person.objects.create(code=f"p{number}{substitute}".lower(), name=f"Person {number}")
    function = "substitute" if substitute else "member"
    return tenure.seat_member(seat=seat, person=person, function=function, start=start, who=WHO, **more)


def undo(kind: str, key: object, *, today: date = TODAY) -> None:
    undoing.undo(thing=undoing.undoable(kind, str(key), today=today), reason="Fel", who=WHO)


class TestSeats:
    def test_one_that_somebody_sat_in_closes_and_opens_again(self, committee):
        held = sits(committee, 3, end=date(2025, 1, 1))
        bodies.set_seats(body=committee, members=2, substitutes=2, today=TODAY, who=WHO)
        assert [s.number for s in seats.seats_of(committee, as_of=TODAY) if not s.is_substitute] == [1, 2]
        assert [s.number for s in seats.seats_of(committee, as_of=START) if not s.is_substitute] == [1, 2, 3]
        bodies.set_seats(body=committee, members=3, substitutes=2, today=TODAY, who=WHO)
        held.seat.refresh_from_db()
        assert held.seat.closed_on is None

    def test_one_that_somebody_is_elected_to_is_kept(self, committee):
        sits(committee, 3, start=date(2027, 1, 1))
        with pytest.raises(bodies.SeatHeld):
            bodies.set_seats(body=committee, members=2, substitutes=2, today=TODAY, who=WHO)


class TestOrder:
    def test_the_next_is_the_first_in_order_who_is_free_all_the_days(self, committee):
        member = sits(committee, 1)
        first, second = sits(committee, 1, substitute=True, end=date(2026, 6, 20)), sits(committee, 2, substitute=True)

        def asked(first_day: int, end: int) -> Membership | None:
            days = {"first_day": date(2026, 6, first_day), "end": date(2026, 6, end)}
            return bodies.next_to_serve(committee, **days)

        assert asked(15, 16) == first
        assert asked(15, 25) == second
        call_in.call_in(
            seat=member.seat, substitute=first, first_day=date(2026, 6, 15), last_day=date(2026, 6, 15), who=WHO
        )
        assert asked(15, 16) == second
        bodies.order_substitutes(memberships=[second, first], who=WHO)
        assert asked(17, 18) == second

    def test_another_than_the_next_serves_with_a_reason(self, committee):
        member, _first = sits(committee, 1), sits(committee, 1, substitute=True)
        second = sits(committee, 2, substitute=True)
        days = {"first_day": date(2026, 6, 15), "last_day": date(2026, 6, 15)}
        with pytest.raises(call_in.OutOfOrder):
            call_in.call_in(seat=member.seat, substitute=second, who=WHO, **days)
        called = call_in.call_in(seat=member.seat, substitute=second, who=WHO, reason=" Sjuk ", **days)
        assert called.reason == "Sjuk"


class TestChair:
    def test_there_is_one_and_the_introduction_goes_along(self, committee):
        one, other = sits(committee, 1), sits(committee, 2)
        Membership.objects.filter(pk=one.pk).update(introduced_on=date(2024, 2, 1))
        one.refresh_from_db()

        def becomes(row: Membership, function: str, day: int) -> Membership:
            first_day = date(2026, 7, day)
            return bodies.change_function(
                membership=row, function=function, first_day=first_day, decided=DECIDED, who=WHO
            )

        chair = becomes(one, "chair", 1)
        assert (chair.introduced_on, str(chair.basis)) == (date(2024, 2, 1), "Kommunfullmäktige 2026-06-01 9")
        with pytest.raises(refusals.OneChair):
            becomes(other, "chair", 10)
        other.refresh_from_db()
        becomes(chair, "member", 10)
        assert becomes(other, "chair", 10).function == "chair"


class TestEnding:
    def test_a_body_ends_when_nothing_that_holds_rests_on_it(self, committee, department):
        with pytest.raises(bodies.StillRests, match="förvaltningar"):
            bodies.end_body(body=committee, last_day=date(2026, 12, 31), who=WHO)
        administering.end_department(department=department, last_day=date(2026, 12, 31), who=WHO)
        sits(committee, 1, end=date(2027, 2, 1))
        with pytest.raises(bodies.StillRests, match="uppdrag"):
            bodies.end_body(body=committee, last_day=date(2026, 12, 31), who=WHO)
        assert bodies.end_body(body=committee, last_day=date(2027, 1, 31), who=WHO).end == date(2027, 2, 1)

    def test_a_department_with_a_head_does_not_end_and_keeps_its_posts(self, department):
        head = Person.objects.create(code="chef", name="Chefen")
        tenure.appoint(post=department.posts.get(), person=head, start=START, who=WHO)
        with pytest.raises(bodies.StillRests, match="tjänster"):
            administering.end_department(department=department, last_day=date(2026, 12, 31), who=WHO)
        assert department.posts.get().closed_on is None

    def test_nobody_is_employed_in_a_unit_past_its_last_day(self, department):
        unit = Unit.objects.create(code="skolan", name="Skolan", start=START, end=date(2026, 8, 1))
        eva = Person.objects.create(code="eva", name="Eva")
        days = {"person": eva, "unit": unit, "first_day": START, "who": WHO}
        for last_day in (None, date(2026, 8, 1)):
            with pytest.raises(NotThen):
                posts.employ_in(last_day=last_day, **days)
        assert posts.employ_in(last_day=date(2026, 7, 31), **days).end == unit.end


class TestAnotherBody:
    def test_who_it_answered_to_is_a_matter_of_the_day(self, committee, department):
        other = Body.objects.create(code="vn", name="Vårdnämnden", kind=Body.Kind.COMMITTEE, start=START)
        unit = administering.make_unit(
            name="Skolan",
            purpose="",
            department=department,
            parent=None,
            first_day=START,
            manager_title="Rektor",
            who=WHO,
        )
        on = date(2026, 6, 1)
        administering.change_body(department=department, body=other, on=on, decided=DECIDED, today=TODAY, who=WHO)
        assert [each.body for each in departments(as_of=date(2026, 5, 31))] == ["un"]
        assert [each.body for each in departments(as_of=on)] == ["vn"]
        assert unit_place(code=unit.code, as_of=date(2026, 5, 31)).body == "un"
        assert unit_place(code=unit.code, as_of=on).body == "vn"
        with pytest.raises(holdings.NotThen):
            administering.change_body(
                department=department, body=committee, on=on, decided=DECIDED, today=TODAY, who=WHO
            )


class TestInstruction:
    def test_the_departments_day_follows_the_latest(self, committee, department):
        for day in (date(2025, 3, 1), date(2026, 3, 1)):
            administering.register_instruction(
                department=department, body=committee, decided_on=day, paragraph="7", today=TODAY, who=WHO
            )
        assert Department.objects.get().instruction_decided_on == date(2026, 3, 1)
        undo("instruktion", Instruction.objects.get(decided_on=date(2026, 3, 1)).pk)
        assert Department.objects.get().instruction_decided_on == date(2025, 3, 1)


class TestUndo:
    def test_what_was_entered_with_it_goes_along_and_the_trail_keeps_both(self, department):
        undo("forvaltning", department.code)
        assert not Department.objects.exists()
        assert not Post.objects.exists()
        acts = AuditRow.objects.filter(subject="Skolförvaltningen").order_by("id").values_list("act", flat=True)
        assert list(acts) == ["add-department", "undo-department"]
        assert AuditRow.objects.get(act="undo-department").details == {"reason": "Fel"}

    def test_not_when_something_rests_on_a_part_of_it(self, department):
        head = Person.objects.create(code="chef", name="Chefen")
        tenure.appoint(post=department.posts.get(), person=head, start=START, who=WHO)
        with pytest.raises(undoing.NotUndone, match="förordnanden"):
            undo("forvaltning", department.code)

    def test_a_seat_for_a_month_and_never_when_it_is_used(self, committee):
        fresh = sits(committee, 1, start=date(2026, 6, 1))
        substitute = sits(committee, 1, substitute=True, start=date(2026, 6, 1))
        call_in.call_in(seat=fresh.seat, substitute=substitute, first_day=TODAY, last_day=TODAY, who=WHO)
        with pytest.raises(undoing.NotUndone, match="inkallade"):
            undo("plats", substitute.pk)
        with pytest.raises(undoing.NotUndone, match="en tid som har gått"):
            undo("plats", fresh.pk, today=date(2026, 7, 15))
        undo("plats", fresh.pk)
        assert not Membership.objects.filter(pk=fresh.pk).exists()

    def test_a_unit_with_one_under_it_stays(self, department):
        made = {"purpose": "", "department": department, "first_day": START, "manager_title": "", "who": WHO}
        school = administering.make_unit(name="Skolan", parent=None, **made)
        administering.make_unit(name="Klassen", parent=school, **made)
        with pytest.raises(undoing.NotUndone):
            undo("enhet", school.code)
        undo("enhet", "klassen")
        undo("enhet", school.code)
        assert not Unit.objects.exists()


class TestWhatBeginsLater:
    AHEAD = date(2027, 1, 1)

    def test_a_seat_is_held_from_the_bodys_first_day_and_not_before(self):
        more = {"members": 1, "substitutes": 0, "today": TODAY, "who": WHO}
        body = bodies.make_body(code="vn", name="Valen", kind="committee", first_day=self.AHEAD, **more)
        assert seats.body_by_code("vn", as_of=TODAY, ahead=True) == body
        with pytest.raises(NotVisible):
            seats.body_by_code("vn", as_of=TODAY)
        said = {"seat": body.seats.get(), "person": Person.objects.create(code="eva", name="Eva"), "function": "member"}
        said |= {"last_day": None, "decided": DECIDED, "who": WHO}
        with pytest.raises(holdings.WrongDays):
            holdings.elect(first_day=date(2026, 12, 31), **said)
        assert holdings.elect(first_day=self.AHEAD, **said).start == self.AHEAD

    def test_a_unit_has_its_first_place_and_its_posts_are_nobodys_lack(self, department):
        said = {"name": "Nya skolan", "purpose": "", "department": department, "parent": None}
        administering.make_unit(first_day=self.AHEAD, manager_title="Rektor", who=WHO, **said)
        assert places.unit_place_by_code("nya-skolan", as_of=TODAY).department == department.code
        post = posts_now.post_now("chef-nya-skolan", as_of=TODAY)
        assert (post.department, post.begins) == (department.code, self.AHEAD)
        assert post.matter.department == department.code
        listed = {each.code for each in posts_now.posts(as_of=TODAY, department=department.code, ahead=True)}
        assert "chef-nya-skolan" in listed
        assert "chef-nya-skolan" not in {each.code for each in posts_now.vacancies(as_of=TODAY).posts}


class TestFurtherBodies:
    @pytest.fixture
    def other(self) -> Body:
        more = {"members": 3, "substitutes": 0, "today": TODAY, "who": WHO}
        return bodies.make_body(code="kn", name="Kulturen", kind="committee", first_day=START, **more)

    def serve(self, department: Department, body: Body, first_day: date = TODAY, **more: date) -> AlsoServes:
        return also_serves.serve_also(
            department=department, body=body, first_day=first_day, decided=DECIDED, who=WHO, **more
        )

    def test_a_department_works_for_another_from_a_day_to_a_day(self, department, other):
        head = department.posts.get()
        served = self.serve(department, other, date(2026, 7, 1))
        assert served.basis.paragraph == "9"
        assert [leading_posts(body=other, as_of=day) for day in (TODAY, date(2026, 7, 1))] == [[], [head]]
        also_serves.end_serving(serves=served, last_day=date(2026, 12, 31), who=WHO)
        assert leading_posts(body=other, as_of=date(2027, 1, 1)) == []
        with pytest.raises(NotThen):
            also_serves.end_serving(serves=served, last_day=date(2027, 6, 30), who=WHO)

    def test_not_twice_at_a_time_nor_for_its_own(self, department, other, committee):
        self.serve(department, other)
        for body in (other, committee):
            with pytest.raises(ServesAlready):
                self.serve(department, body, date(2026, 9, 1))

    @pytest.mark.parametrize("last", ["serving", "seat", "post"])
    def test_its_head_never_sits_in_it_whichever_is_entered_last(self, department, other, last):
        person = Person.objects.create(code="eva", name="Eva")
        seat = other.seats.get(number=1)
        acts = {
            "serving": lambda: self.serve(department, other),
            "seat": lambda: tenure.seat_member(seat=seat, person=person, function="member", start=TODAY, who=WHO),
            "post": lambda: tenure.appoint(post=department.posts.get(), person=person, start=TODAY, who=WHO),
        }
        final = acts.pop(last)
        for act in acts.values():
            act()
        with pytest.raises(refusals.MixedParties):
            final()
