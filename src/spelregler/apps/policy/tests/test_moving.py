"""An occasion of the municipality's year is moved: year, clocks and calendars follow, and it stays itself."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Body, Municipality, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import START, WHO, holder, member, resident
from spelregler.apps.policy.models import MovedOccasion
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.operations.moving import MoveRefused, move_occasion
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.apps.policy.queries.moves import moves_known
from spelregler.apps.registry.queries.matters import body_occasions
from spelregler.domain.cycle import Occurrence, occurrences
from spelregler.exchange.package.year import TRACK, events_of

TODAY, PLANNED, NEW = date(2026, 9, 20), date(2026, 10, 31), date(2026, 10, 20)
COUNCIL, COUNCIL_NEW = date(2026, 11, 30), date(2026, 11, 23)


def proposal(*, as_of: date = TODAY) -> Occurrence:
    """The board's budget proposal, on the day that it has."""
    events = [each for each in events_of(load_package("oxelosund")) if each.id == "board-proposal"]
    (found,) = occurrences(events, year=2026, as_of=as_of, track=TRACK, moves=moves_known(as_of=as_of))
    return found


def move(to: date = NEW, reason: str = "Styrelsen möts tidigare.", **more) -> MovedOccasion:
    given = {"occasion": proposal(), "to": to, "reason": reason, "today": TODAY, "who": WHO} | more
    return move_occasion(**given)


def test_each_move_is_a_row_and_the_last_one_known_holds(db):
    move()
    assert (proposal().on, proposal().planned_on, proposal().revision) == (NEW, PLANNED, 1)
    assert proposal(as_of=date(2026, 9, 19)).on == PLANNED
    move(PLANNED, "Tillbaka.")
    assert (proposal().on, proposal().revision) == (PLANNED, 2)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("to", {"to": date(2026, 9, 19)}),
        ("to", {"to": date(2027, 1, 10)}),
        ("to", {"to": PLANNED}),
        ("reason", {"reason": " "}),
        ("", {"today": date(2026, 11, 1), "to": date(2026, 11, 5)}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(db, field, said):
    with pytest.raises(MoveRefused) as refused:
        move(**said)
    assert refused.value.field == field


def test_the_clock_of_a_decision_to_come_follows(db):
    Body.objects.create(code="ks", name="Kommunstyrelsen", kind=Body.Kind.EXECUTIVE_BOARD, start=START)
    move()
    events = events_of(load_package("oxelosund"))
    (found,) = body_occasions(events, as_of=TODAY, track=TRACK, moves=moves_known(as_of=TODAY))
    assert [each.on for each in found.occasions if each.event == "board-proposal" and each.on.year == 2026] == [NEW]


@pytest.mark.once
class TestPages:
    @pytest.fixture(autouse=True)
    def municipality(self, db):
        Municipality.objects.create(code="0481", name="Strandby")
        Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)
        adopt_package(name="oxelosund", start=START, who=WHO)

    @pytest.fixture
    def page(self) -> str:
        return reverse("policy:move_occasion", args=["council-budget", COUNCIL.isoformat()])

    def event(self, role: str = "kf") -> icalendar.Event:
        answer = resident().get(reverse("policy:year_calendar", args=[role]))
        assert answer["Content-Type"].startswith("text/calendar")
        found = icalendar.Calendar.from_ical(answer.content).events
        assert len({str(each["uid"]) for each in found}) == len(found)
        return next(each for each in found if str(each["uid"]).startswith(f"council-budget-{COUNCIL:%Y%m%d}"))

    def test_it_is_moved_by_the_secretary_and_keeps_its_id_in_the_calendar(self, page):
        secretary, before = holder(Post.Kind.COMMITTEE_SECRETARY), self.event()
        assert (before["sequence"], before.start) == (0, COUNCIL)
        assert page in words(secretary.get(reverse("policy:year")))
        said = {"to": "2026-11-23", "reason": "Fullmäktige möts tidigare."}
        assert secretary.post(page, said).status_code == 302
        after = self.event()
        assert (after["uid"], after["sequence"], after.start) == (before["uid"], 1, COUNCIL_NEW)
        assert self.event("alla").start == COUNCIL_NEW
        told = words(resident().get(reverse("policy:year")))
        assert "Fullmäktige möts tidigare." in told
        assert page not in told

    def test_what_is_wrong_stands_at_its_field_and_outsiders_move_nothing(self, page):
        text = words(holder(Post.Kind.COMMITTEE_SECRETARY).post(page, {"to": "2027-11-23", "reason": "x"}), 400)
        assert error_at(text, "id_to")
        for client in (resident(), holder(Post.Kind.UNIT_MANAGER), member(Body.objects.get())):
            assert client.post(page, {"to": "2026-11-23", "reason": "x"}).status_code == 403
        assert not MovedOccasion.objects.exists()
        secretary = holder(Post.Kind.COMMITTEE_SECRETARY)
        for wrong in ("2026-11-29", "i-morgon"):
            words(secretary.get(reverse("policy:move_occasion", args=["council-budget", wrong])), 404)
        words(resident().get(reverse("policy:year_calendar", args=["ci"])), 404)

    def test_three_wheels_stand_beside_each_other(self):
        page = reverse("policy:year")
        told = words(resident().get(page, {"bredvid": "ar"}))
        assert told.count('class="year-wheel"') == 3
        assert "2026, valår" in told
        assert "2030, valår" in told
        head = holder(Post.Kind.CHIEF_EXECUTIVE)
        assert words(head.get(page, {"bredvid": "vems"})).count('class="year-wheel"') == 2
