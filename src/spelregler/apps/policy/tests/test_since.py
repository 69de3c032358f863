"""What has changed in a body's field since it last decided: from stored answers, and nothing is judged anew."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.queries import last_decided
from spelregler.apps.evaluation.models import Assessment
from spelregler.apps.organisation.models import Body, Department, Municipality, Placement, Unit
from spelregler.apps.organisation.tests.seen import words
from spelregler.apps.organisation.tests.signing_in import member, resident
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.queries.rule_changes import ChangedAnswer, changes_between
from spelregler.platform.audit.operations import SYSTEM
from spelregler.platform.findings import Wanted

pytestmark = pytest.mark.django_db
JAN, MEETING, TODAY = date(2026, 1, 1), date(2026, 9, 30), date(2026, 11, 2)
PAGE = reverse("policy:since")


def store(clause: str, place: tuple[str, str], *said: tuple[str, date]) -> None:
    """An answer, and those that took its place."""
    kind, code = place
    about = {"scope_kind": kind, "scope": code, "scope_name": code.title() or "Kommunen"}
    for number, (status, start) in enumerate(said):
        end = said[number + 1][1] if number + 1 < len(said) else None
        Finding.objects.create(
            clause=clause, status=status, seen_from=start, seen_to=end, reason_sv="-", reason_en="-", **about
        )


def told(found: list[ChangedAnswer]) -> list[tuple[str, str, str, int]]:
    return [(each.clause, each.before, each.status, each.count) for each in found]


class TestChangesBetween:
    def test_tells_what_is_otherwise_on_the_last_day_than_on_the_first_and_gathers_what_is_alike(self):
        later = MEETING + timedelta(days=5)
        for unit in ("b", "a", "c"):
            store("MR-42", ("unit", unit), ("kept", JAN), ("breach", later))
        store("MR-42", ("unit", "there-and-back"), ("kept", JAN), ("breach", later), ("kept", TODAY))
        store("MR-42", ("unit", "on-the-day"), ("kept", JAN), ("breach", MEETING))
        store("MR-42", ("unit", "another-reason"), ("kept", JAN), ("kept", later))
        store("MR-43", ("unit", "new"), ("breach", later))
        store("MR-44", ("unit", "tomorrow"), ("kept", JAN), ("breach", TODAY + timedelta(days=1)))
        found = changes_between(Wanted(), start=MEETING, as_of=TODAY)
        assert told(found) == [("MR-42", "kept", "breach", 3), ("MR-43", "", "breach", 1)]
        assert (found[0].first, found[0].place, found[0].on) == ("A", ("unit", "a"), later)

    def test_tells_what_going_through_the_answers_one_by_one_tells(self):
        chance, begun = random.Random(15), JAN + timedelta(days=90)
        expected: dict[tuple[str, str, str], list[str]] = {}
        for clause in ("MR-42", "MR-43", "MR-44"):
            for number in range(15):
                days = sorted(chance.sample(range(300), chance.randint(1, 5)))
                said = [(chance.choice(["kept", "breach", "attention"]), JAN + timedelta(days=day)) for day in days]
                store(clause, ("unit", f"u{number:02}"), *said)
                then, now = ([status for status, start in said if start <= day][-1:] for day in (begun, TODAY))
                if now and then != now and said[len([s for s in said if s[1] <= TODAY]) - 1][1] > begun:
                    expected.setdefault((clause, "".join(then), now[0]), []).append(f"U{number:02}")
        found = changes_between(Wanted(), start=begun, as_of=TODAY)
        told = {(each.clause, each.before, each.status): (each.count, each.first) for each in found}
        assert told == {about: (len(names), min(names)) for about, names in expected.items()}
        assert len(told) > 8
        assert any(before == "" for _clause, before, _status in told)

    def test_takes_two_queries_however_many_there_are(self, django_assert_num_queries):
        for number in range(30):
            store("MR-42", ("unit", f"u{number}"), ("kept", JAN), ("breach", TODAY))
        with django_assert_num_queries(2):
            assert told(changes_between(Wanted(clauses=["MR-42"]), start=MEETING, as_of=TODAY)) == [
                ("MR-42", "kept", "breach", 30)
            ]


@pytest.fixture
def town() -> Body:
    Municipality.objects.create(code="0481", name="Strandby")
    adopt_package(name="oxelosund", start=JAN, who=SYSTEM)
    Body.objects.create(code="kf", name="Kommunfullmäktige", kind="council", start=JAN)
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    other = Body.objects.create(code="vn", name="Vårdnämnden", kind="committee", start=JAN)
    for code, its in (("skola", body), ("vard", other)):
        department = Department.objects.create(code=code, name=code.title(), body=its, start=JAN)
        unit = Unit.objects.create(code=f"{code}-1", name=f"{code.title()} 1", start=JAN)
        Placement.objects.create(unit=unit, department=department, start=JAN)
    for day in (date(2026, 3, 4), MEETING):
        Decision.objects.create(body=body, decided_on=day, paragraph="1", title="x", text="x", kind="other")
    turned = date(2026, 10, 10)
    store("MR-5", ("unit", "skola-1"), ("kept", JAN), ("breach", turned))
    store("MR-5", ("unit", "vard-1"), ("kept", JAN), ("attention", turned))
    store("MR-2", ("municipality", ""), ("not_assessed", JAN), ("kept", turned))
    store("MR-3", ("committee", "un"), ("breach", JAN), ("kept", turned))
    store("CP-5", ("department", "skola"), ("kept", JAN), ("not_assessed", turned))
    store("MR-6", ("committee", "un"), ("breach", JAN), ("kept", date(2026, 5, 1)))
    return body


def text_of(client, **asked: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", words(client.get(PAGE, asked))))


def test_the_last_day_of_decision_is_the_latest_before_the_day(town):
    assert last_decided(body="un", before=TODAY) == MEETING
    assert last_decided(body="un", before=MEETING) == date(2026, 3, 4)
    assert last_decided(body="kf", before=TODAY) is None


@pytest.mark.once
class TestPage:
    def test_a_member_reads_what_has_changed_in_the_own_field_since_the_body_decided(self, town):
        text = text_of(member(town))
        assert "Ändrat sedan förra mötet: Utbildningsnämnden" in text
        assert "Organet fattade senast beslut 30 september 2026" in text
        worse, rest = text.split("Försämrat", 1)[1].split("Inte längre bedömt", 1)
        lost, better = rest.split("Förbättrat", 1)
        assert "MR-5" in worse
        assert "CP-5" in lost
        assert "MR-3" in better
        assert not {"vard-1", "Vard-1", "MR-6"} & set(text.split("Försämrat", 1)[1].split())

    def test_anybody_reads_about_any_body_and_the_council_s_field_is_the_whole(self, town):
        for client in (resident(), member(town)):
            text = text_of(client, organ="kf", fran="2026-04-01")
            for clause in ("MR-5", "MR-2", "MR-3", "CP-5", "MR-6"):
                assert clause in text
            assert "bedömd" in text.split("MR-2 ", 1)[1].split("MR-3", 1)[0]
        assert "MR-6" not in text_of(resident(), organ="kf", fran="2026-09-30").split("Jämfört med", 1)[1]

    @pytest.mark.parametrize("asked", [{"organ": "nej"}, {"fran": "i går"}, {"fran": "2030-01-01"}, {"organ": "vn"}])
    def test_what_cannot_be_read_in_the_address_is_no_error(self, town, asked):
        assert resident().get(PAGE, asked).status_code == 200

    def test_what_was_overruled_since_then_is_told_with_what_was_computed(self, town):
        for day in (date(2026, 10, 20), date(2026, 5, 5)):
            Assessment.objects.create(
                clause="MR-3",
                body=town,
                status="attention",
                overruled="kept",
                about_from=JAN,
                about_to=day,
                reason="Två saknas.",
                role="N",
                assessed_on=day,
                holds_to=date(2026, 12, 31),
                ended_on=None if day.month == 10 else date(2026, 6, 1),
            )
        text = text_of(resident(), organ="un").split("Överprövat sedan dess", 1)[1]
        assert text.count("MR-3") == 1

    def test_without_a_package_there_is_nothing_to_compare(self):
        assert "innan ett paket är antaget" in text_of(resident())
