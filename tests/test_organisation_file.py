"""The organisation by file on its page: each role its part, shown before it is stored, and all of it or nothing."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from spelregler.apps.organisation.models import (
    AlsoServes,
    Appointment,
    Body,
    Department,
    Membership,
    Person,
    Post,
    Seat,
    Unit,
)
from spelregler.domain.period import ONE_DAY
from spelregler.platform.audit.models import AuditRow
from tests.conftest import TODAY

START = reverse("organisation:file")
HEADING = "what;code;name;type;belongs_to;number;person;email;first_day;last_day"


@pytest.fixture
def home(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def secretary(wearing, home):
    return wearing("SE")


@pytest.fixture
def hr(wearing, home):
    return wearing("HR")


@pytest.fixture
def administrator(wearing, home):
    """A manager of the cast who also runs the system, wearing that role."""
    client = wearing("EC", unit="oxeloskolan")
    person = Person.objects.get(account=client.session["_auth_user_id"])
    post = Post.objects.create(code="systemforvaltare", title="Systemförvaltare", kind="administrator")
    held = Appointment.objects.create(post=post, person=person, start=TODAY)
    session = client.session
    session["worn-hat"] = f"post-{held.pk}"
    session.save()
    return client


def sent(client, *rows, on="2026-11-02", **more):
    """The address of the work that a file with the rows began."""
    file = SimpleUploadedFile("organisation.csv", "\n".join([HEADING, *rows]).encode())
    answer = client.post(START, {"file": file, "on": on, **more})
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"]


def text_at(client, address):
    return " ".join(client.get(address).content.decode().split())


def fetched(client):
    data = client.get(reverse("organisation:file_download", args=["csv"])).content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(data), delimiter=";"))


def test_the_whole_is_fetched_and_brought_back_unchanged(administrator, the_worker_works):
    rows = fetched(administrator)
    assert {row["Slag"] for row in rows} >= {"kommun", "organ", "förvaltning", "enhet", "person", "plats"}
    data = administrator.get(reverse("organisation:file_download", args=["xlsx"])).content
    answer = administrator.post(START, {"file": SimpleUploadedFile("o.xlsx", data), "on": "2026-11-02"})
    the_worker_works()
    assert "Allt är redan som filen säger" in text_at(administrator, answer.headers["Location"])
    assert AuditRow.objects.filter(act="read-record", subject="Organisationen som fil").count() == 2


@pytest.mark.both
def test_what_changes_is_shown_before_and_after_and_then_stored(administrator, home, the_worker_works):
    unit = Unit.objects.get(code="oxeloskolan")
    seat = f"seat;;;member;un;90;{Person.objects.order_by('pk').last().code};;2026-11-02;"
    placed = unit.placements.get().department.code
    row = f"unit;oxeloskolan;Oxelöskolan norra;;{placed};;;;{unit.start};"
    address = sent(administrator, row, seat)
    assert "väntar på sin tur" in text_at(administrator, address)
    the_worker_works()
    shown = text_at(administrator, address)
    assert f"<del>{unit.name}</del> → <ins>Oxelöskolan norra</ins>" in shown
    assert Unit.objects.get(code="oxeloskolan").name == unit.name
    answer = administrator.post(f"{address}lagra/")
    the_worker_works()
    assert "Organisationen är lagrad" in text_at(administrator, answer.headers["Location"])
    assert Unit.objects.get(code="oxeloskolan").name == "Oxelöskolan norra"
    assert Membership.objects.get(seat__number=90).person.code in seat
    assert list((home / "uploads").iterdir()) == []


def test_a_fault_is_told_by_row_and_column_and_nothing_can_be_stored(administrator, the_worker_works):
    address = sent(administrator, "unit;ny;Ny enhet;;finns-inte;;;;2026-11-02;")
    the_worker_works()
    shown = text_at(administrator, address)
    assert "rad 2, kolumn E" in shown
    assert "Lagra ändringarna" not in shown
    administrator.post(f"{address}lagra/")
    the_worker_works()
    assert not Unit.objects.filter(code="ny").exists()


def test_what_would_end_is_listed_with_its_day(administrator, the_worker_works):
    sitting = Membership.objects.on(TODAY).filter(start__lt=TODAY).select_related("seat__body", "person").order_by("pk")
    kept, other = sitting[0], sitting[1]
    number, body, person = kept.seat.number, kept.seat.body.code, kept.person.code
    last = kept.end - ONE_DAY if kept.end else ""
    row = f"seat;;;{kept.function};{body};{number};{person};;{kept.start};{last}"
    address = sent(administrator, row, end_missing="on")
    the_worker_works()
    shown = text_at(administrator, address)
    assert "1 nov" in shown
    assert str(other.person) in shown
    assert Membership.objects.get(pk=other.pk).end == other.end


@pytest.mark.once
def test_the_empty_table_explains_itself(secretary):
    data = secretary.get(reverse("organisation:file_template")).content
    assert load_workbook(BytesIO(data)).sheetnames == ["Fyll i", "Exempel", "Kolumner"]


def test_the_secretary_has_the_bodies_and_their_people_alone(secretary, the_worker_works):
    rows = fetched(secretary)
    assert {row["Slag"] for row in rows} <= {"organ", "mandatperiod", "plats", "person"}
    seated = set(Membership.objects.values_list("person__code", flat=True))
    assert {row["Kod"] for row in rows if row["Slag"] == "person"} == seated
    address = sent(secretary, "seat;;;substitute;un;91;;;;", "unit;ny;Ny enhet;;uf;;;;2026-11-02;")
    the_worker_works()
    assert "hör inte till din del" in text_at(secretary, address)
    address = sent(secretary, "seat;;;substitute;un;91;;;;")
    the_worker_works()
    secretary.post(f"{address}lagra/")
    the_worker_works()
    assert Seat.objects.filter(body__code="un", number=91, is_substitute=True).exists()


def test_a_part_does_not_change_the_address_of_the_other_parts_people(secretary, the_worker_works):
    working = Person.objects.filter(appointments__isnull=False, memberships__isnull=True).first()
    address = sent(secretary, f"person;{working.code};{working.name};;;;;annan@exempel.se;;")
    the_worker_works()
    assert "hör till den andra delen" in text_at(secretary, address)


def test_hr_never_enters_who_runs_the_system(hr, the_worker_works):
    anyone = Person.objects.filter(appointments__isnull=False).first()
    Post.objects.create(code="systemforvaltare", title="Systemförvaltare", kind="administrator")
    address = sent(hr, f"appointment;;;ordinary;systemforvaltare;;{anyone.code};;2026-11-02;")
    the_worker_works()
    assert "förs in av en systemförvaltare" in text_at(hr, address)


def test_nobody_appoints_themselves_by_file(administrator, the_worker_works):
    own = Person.objects.get(account=administrator.session["_auth_user_id"])
    Post.objects.create(code="controller-ny", title="Controller", kind="controller")
    address = sent(administrator, f"appointment;;;ordinary;controller-ny;;{own.code};;2026-11-02;")
    the_worker_works()
    assert "MR-49" in text_at(administrator, address)


def test_a_further_body_that_a_department_works_for_stands_on_its_page(administrator):
    department = Department.objects.get(body__code="un")
    other = Body.objects.exclude(code="un").filter(kind="committee")[0]
    address = reverse("organisation:department", args=[department.code])
    assert "<dt>Arbetar även åt</dt>" not in text_at(administrator, address)
    AlsoServes.objects.create(department=department, body=other, start=TODAY)
    assert f"<dt>Arbetar även åt</dt><dd>{other.name} <small>från" in text_at(administrator, address)


def test_without_a_file_the_form_says_so(secretary):
    answer = secretary.post(START, {"on": "2026-11-02"})
    assert answer.status_code == 400
    assert "Välj en fil" in answer.content.decode()


@pytest.mark.once
@pytest.mark.parametrize("role", ["EC", "FC", "KF", "N", "CT"])
def test_other_roles_are_told_the_rule(wearing, home, role):
    client = wearing(role)
    for name, more in (("file", []), ("file_template", []), ("file_download", ["csv"])):
        answer = client.get(reverse(f"organisation:{name}", args=more))
        assert answer.status_code == 403, name
    assert START not in client.get(reverse("organisation:overview")).content.decode()


def test_the_page_is_reached_from_the_organisation_and_a_work_by_whoever_began_it(secretary, hr):
    assert START in secretary.get(reverse("organisation:overview")).content.decode()
    address = sent(secretary, "seat;;;substitute;un;91;;;;")
    assert hr.get(address).status_code == 404
