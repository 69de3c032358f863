"""A new term after an election: names as minutes have them, every body at once, all of it or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.organisation.files import names_in_minutes
from spelregler.apps.organisation.models import Body, Department, Membership, Person, Post, Seat, Term
from spelregler.apps.organisation.operations import new_term, structure, tenure
from spelregler.apps.organisation.operations.holdings import BasisMissing, Decided
from spelregler.apps.organisation.operations.new_term import Elected, Sits, WrongElection
from spelregler.apps.organisation.queries import introductions
from spelregler.platform.audit.operations import Who

WHO = Who(name="Test", role="SE")
OLD, NEW, LAST = date(2023, 1, 1), date(2027, 1, 1), date(2030, 12, 31)
TODAY = date(2026, 11, 30)
DECIDED = Decided(by="Kommunfullmäktige", on=date(2026, 11, 25), paragraph="101", today=TODAY)


class TestNames:
    @pytest.mark.parametrize(
        ("line", "name", "mark", "function"),
        [
            ("Anna Lind", "Anna Lind", "", "member"),
            ("1. Anna Lind (S), ordförande", "Anna Lind", "S", "chair"),
            ("Bo  Ek; andre vice ordförande", "Bo Ek", "", "vice_chair"),
            ("Bo Ek\tvice ordförande", "Bo Ek", "", "vice_chair"),
            ("Karin Öst (karin-ost-2)", "Karin Öst", "karin-ost-2", "member"),
            ("Per Å (ny), ledamot", "Per Å", "ny", "member"),
        ],
    )
    def test_a_line_as_minutes_have_it(self, line, name, mark, function):
        ((found,), unread) = names_in_minutes.read_names(line, default="member")
        assert (found.name, found.mark, found.function, unread) == (name, mark, function, [])

    def test_what_is_not_understood_is_told_with_its_line(self):
        named, unread = names_in_minutes.read_names("Anna Lind\n\nBo Ek, kassör\n", default="member")
        assert [each.name for each in named] == ["Anna Lind"]
        assert [(each.line, each.text) for each in unread] == [(3, "Bo Ek, kassör")]

    def test_a_party_is_no_code(self):
        assert names_in_minutes.Named(1, "Anna Lind", "SD").code == ""
        assert names_in_minutes.Named(1, "Anna Lind", "anna-2").code == "anna-2"


@pytest.fixture
def bodies(db) -> list[Body]:
    """Two committees with three seats and two for substitutes, each with a chair, a member and a substitute."""
    found = []
    for number, code in enumerate(("un", "vn")):
        body = Body.objects.create(code=code, name=code.upper(), kind=Body.Kind.COMMITTEE, start=OLD)
        structure.add_term(body=body, start=OLD, end=NEW, who=WHO)
        for place, is_substitute in ((1, False), (2, False), (3, False), (1, True), (2, True)):
            Seat.objects.create(body=body, number=place, is_substitute=is_substitute)
        for place, function in ((1, "chair"), (2, "member")):
            person = Person.objects.create(code=f"{code}-{place}", name=f"Person {number}{place}")
            seat = Seat.objects.get(body=body, number=place, is_substitute=False)
            tenure.seat_member(seat=seat, person=person, function=function, start=OLD, end=NEW, who=WHO)
        found.append(body)
    return found


def person(code: str) -> Person:
    return Person.objects.get(code=code)


def again(code: str, function: str = "member") -> Sits:
    return Sits(person(code).name, function, person(code))


def begin(*elected: Elected, **more: date) -> int:
    days = {"first_day": NEW, "last_day": LAST} | more
    return new_term.begin_terms(elected=elected, decided=DECIDED, today=TODAY, who=WHO, **days)


class TestBegin:
    def test_every_body_at_once_with_the_decision(self, bodies):
        un, vn = bodies
        seated = begin(
            Elected(un, (again("un-2", "chair"), Sits("Ny Namn", "member")), (Sits("Ersa Ett", "substitute"),)),
            Elected(vn, (again("vn-1", "chair"), Sits("Ny Namn", "member"))),
        )
        assert seated == 5
        assert {(term.body.code, term.end) for term in Term.objects.filter(start=NEW)} == {
            ("un", date(2031, 1, 1)),
            ("vn", date(2031, 1, 1)),
        }
        rows = Membership.objects.filter(start=NEW)
        assert {str(each.basis) for each in rows} == {"Kommunfullmäktige 2026-11-25 101"}
        assert Person.objects.filter(name="Ny Namn").count() == 1
        assert rows.get(person__code="un-2").function == "chair"

    def test_whoever_is_elected_again_is_not_new_and_the_others_are(self, bodies):
        for each in Membership.objects.all():
            Membership.objects.filter(pk=each.pk).update(introduced_on=date(2023, 2, 1))
        begin(Elected(bodies[0], (again("un-1"), again("vn-2"), Sits("Ny Namn", "member"))))
        (waiting,) = introductions.members_waiting(as_of=NEW)
        assert waiting.membership.person.name == "Ny Namn"

    def test_a_membership_without_a_last_day_ends_the_day_before(self, bodies):
        Membership.objects.filter(person__code="un-1").update(end=None)
        begin(Elected(bodies[0], (again("un-2"),)))
        assert Membership.objects.get(person__code="un-1").end == NEW

    def test_a_term_that_is_entered_already_is_used(self, bodies):
        structure.add_term(body=bodies[0], start=NEW, end=date(2031, 1, 1), who=WHO)
        begin(Elected(bodies[0], (again("un-2"),)))
        assert Term.objects.filter(body=bodies[0]).count() == 2

    @pytest.mark.parametrize(
        ("rule", "members"),
        [
            ("more names than seats", "member member member member"),
            ("two chairs", "chair chair"),
        ],
    )
    def test_what_does_not_fit_is_refused_and_nothing_is_stored(self, bodies, rule, members):
        sits = tuple(
            Sits(each.rpartition(":")[2], each.partition(":")[0] if ":" in each else "member") for each in members
        )
        with pytest.raises(WrongElection):
            begin(Elected(bodies[1], (again("vn-1"),)), Elected(bodies[0], sits))
        assert not Membership.objects.filter(start=NEW).exists(), rule
        assert not Term.objects.filter(start=NEW).exists()

    def test_nobody_sits_twice_in_a_body(self, bodies):
        with pytest.raises(WrongElection):
            begin(Elected(bodies[0], (again("un-1"), again("un-1"))))

    def test_a_leading_official_is_refused_by_name(self, bodies):
        department = Department.objects.create(code="uf", name="Förvaltningen", body=bodies[0], start=OLD)
        post = Post.objects.create(code="fc", title="Chef", kind="department_head", department=department)
        head = Person.objects.create(code="chef", name="Chefen Själv")
        tenure.appoint(post=post, person=head, start=OLD, who=WHO)
        with pytest.raises(WrongElection, match="Chefen Själv") as refused:
            begin(Elected(bodies[0], (Sits("Chefen Själv", "member", head),)))
        assert refused.value.clause == "MR-34"
        assert not Term.objects.filter(start=NEW).exists()

    def test_a_decision_to_come_carries_nothing(self, bodies):
        later = Decided(by="KF", on=date(2026, 12, 24), paragraph="1", today=TODAY)
        with pytest.raises(BasisMissing):
            new_term.begin_terms(
                elected=[Elected(bodies[0], (again("un-1"),))],
                first_day=NEW,
                last_day=LAST,
                decided=later,
                today=TODAY,
                who=WHO,
            )
