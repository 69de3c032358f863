"""Each page of the organisation: open to whom, a form sent with nothing in it, and who may not.

The secretary keeps the bodies, central HR the administration, and whoever runs the system both but who sits where.
"""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Membership,
    Municipality,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.tests.seen import words
from spelregler.apps.organisation.tests.signing_in import START, holder, member, resident
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import REFUSED

pytestmark = [pytest.mark.once, pytest.mark.django_db]
SE, HR, SYS = "committee_secretary", "hr", "administrator"
NOTHING = {"sending": "x"}
OPEN = [("overview", ()), ("body", ("un",)), ("department", ("uf",))]
SEATS = ["give_seat", "call_in", "end_seat", "set_seats", "order_substitutes", "change_function"]
BODIES = ["rename_body", "end_body", "add_term"]
DEPARTMENTS = [
    "rename_department",
    "change_body",
    "serve_also",
    "end_department",
    "instruction",
    "new_unit",
    "new_post",
]
KEPT = [
    *((name, ("un",), {SE}) for name in SEATS),
    *((name, ("un",), {SE, SYS}) for name in BODIES),
    *((name, ("uf",), {HR, SYS}) for name in DEPARTMENTS),
    ("new_term", (), {SE}),
    ("introductions", (), {SE}),
    ("new_body", (), {SE, SYS}),
    ("new_department", (), {HR, SYS}),
    ("new_person", (), {SE, HR, SYS}),
    ("appoint", ("hr",), {HR}),
    ("rename_post", ("hr",), {HR, SYS}),
    ("close_post", ("hr",), {HR, SYS}),
    ("employ", ("skolan",), {HR, SYS}),
]
"""Each page with a form, and who keeps what it changes."""
ASKED_OF_ALL = {"end_body", "end_department", "order_substitutes", "introductions", "set_seats", "close_post"}
"""Forms in which something stands already, so that one with nothing filled in can be read."""


@pytest.fixture(autouse=True)
def town() -> Body:
    Municipality.objects.create(code="0481", name="Strandby")
    Body.objects.create(code="kf", name="Kommunfullmäktige", kind="council", start=START)
    committee = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=START)
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=committee, start=START)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=START)
    Placement.objects.create(unit=unit, department=department, start=START)
    holder(HR)
    return committee


@pytest.fixture
def outsiders(town):
    """A unit's manager, a department's head, an elected member, and somebody who has not signed in."""
    unit, department = Unit.objects.get(), Department.objects.get()
    manager, head = holder(Post.Kind.UNIT_MANAGER, unit=unit), holder(Post.Kind.DEPARTMENT_HEAD, department=department)
    return [manager, head, member(town), resident()]


def at(name: str, *args: object) -> str:
    return reverse(f"organisation:{name}", args=args)


def changes() -> int:
    """How much has been stored: everything but that somebody was refused leaves a row."""
    return AuditRow.objects.exclude(act=REFUSED).count()


@pytest.mark.parametrize(("name", "args"), OPEN)
def test_who_decides_what_is_open_to_all(outsiders, name, args):
    for client in outsiders:
        assert "Utbildning" in words(client.get(at(name, *args)))
        if args:
            words(client.get(at(name, "finns-inte")), 404)


@pytest.mark.parametrize(("name", "args", "keepers"), KEPT, ids=[name for name, _args, _keepers in KEPT])
def test_each_form_is_for_those_who_keep_what_it_changes(outsiders, name, args, keepers):
    page = at(name, *args)
    for kind in keepers:
        assert '<form method="post"' in words(holder(kind).get(page))
    others = [*(holder(kind) for kind in {SE, HR, SYS} - keepers), *outsiders]
    before = changes()
    for client in others:
        words(client.get(page), 403)
        words(client.post(page, NOTHING), 403)
    assert changes() == before


@pytest.mark.parametrize(
    ("name", "args", "keepers"),
    [each for each in KEPT if each[0] not in ASKED_OF_ALL],
    ids=[each[0] for each in KEPT if each[0] not in ASKED_OF_ALL],
)
def test_a_form_with_nothing_in_it_comes_again_and_says_what_is_missing(name, args, keepers):
    text = words(holder(sorted(keepers)[0]).post(at(name, *args), NOTHING), 400)
    assert 'class="ds-alert errors"' in text


@pytest.mark.parametrize(("name", "status"), [("post", 404), ("person", 404), ("leavers", 403), ("file", 403)])
def test_people_and_files_are_not_for_outsiders(outsiders, name, status):
    args = {"post": ["hr"], "person": ["p-hr"]}.get(name, [])
    assert holder(HR).get(at(name, *args)).status_code == 200
    for client in outsiders:
        words(client.get(at(name, *args)), status)


class TestWhatIsDone:
    DECIDED = {"decided_by": "Kommunstyrelsen", "decided_on": "2026-10-20", "paragraph": "44"}

    def test_a_unit_is_entered_with_its_manager_s_post(self):
        said = {"name": "Strandskolan", "short_name": "", "first_day": "2026-11-02", "head_title": "Rektor"}
        assert holder(HR).post(at("new_unit", "uf"), said).status_code == 302
        assert Unit.objects.filter(name="Strandskolan", start=date(2026, 11, 2)).exists()

    def test_a_slip_in_the_day_keeps_the_unit_s_name(self):
        said = {"name": "Strandskolan", "first_day": "i höst", "head_title": "Rektor"}
        text = words(holder(HR).post(at("new_unit", "uf"), said), 400)
        assert "i höst" in text
        assert 'value="Strandskolan"' in text
        assert not Unit.objects.filter(name="Strandskolan").exists()

    def test_a_body_is_renamed_and_a_name_that_is_left_out_is_told(self):
        client = holder(SE)
        assert client.post(at("rename_body", "un"), {"name": "Bildningsnämnden", "on": "2026-11-02"}).status_code == 302
        assert Body.objects.get(code="un").name == "Bildningsnämnden"
        text = words(client.post(at("rename_body", "un"), {"name": " ", "name_en": "Board of education"}), 400)
        assert 'value="Board of education"' in text

    def test_an_appointment_ends_only_by_those_who_fill_posts(self, outsiders):
        held = Appointment.objects.get(post__code="hr")
        page = at("end_appointment", held.pk)
        for client in (*outsiders, holder(SE), holder(SYS)):
            words(client.get(page), 403)
            words(client.post(page, {"last_day": "2026-11-30", **self.DECIDED}), 403)
        held.refresh_from_db()
        assert held.end is None

    def test_nobody_gives_a_seat_but_the_secretary(self, outsiders):
        seats, sitting = Seat.objects.count(), Membership.objects.count()
        for client in (*outsiders, holder(HR), holder(SYS)):
            words(client.post(at("give_seat", "un"), {"person": "p-hr", "first_day": "2026-11-02"}), 403)
        assert (Seat.objects.count(), Membership.objects.count()) == (seats, sitting)
