"""Departments, units, posts and employments by page: made, changed from a day, ended, and undone."""

from __future__ import annotations

from datetime import date
from html import unescape

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import (
    AlsoServes,
    Answering,
    Appointment,
    Body,
    Department,
    Employment,
    Instruction,
    LaterChange,
    Person,
    Placement,
    Post,
    Unit,
)
from spelregler.apps.organisation.queries import unit_tree
from spelregler.domain.checks import Load, registry
from spelregler.platform.audit.models import AuditRow

TODAY = date(2026, 11, 2)
UTB, KFF = "utbildningsforvaltningen", "kultur-och-fritidsforvaltningen"
DECISION = {"decided_by": "Kommunfullmäktige", "decided_on": "2026-10-28", "paragraph": "112"}
OUTSIDERS = ["CI", "KF", "KFp", "Np", "KC", "FC", "EC", "EM", "SE", "RE"]
PAGES = [
    ("new_department", ()),
    ("rename_department", (UTB,)),
    ("change_body", (UTB,)),
    ("serve_also", (UTB,)),
    ("end_department", (UTB,)),
    ("instruction", (UTB,)),
    ("new_unit", (UTB,)),
    ("new_post", (UTB,)),
    ("rename_post", ("chef-oxeloskolan",)),
    ("close_post", ("chef-oxeloskolan",)),
    ("employ", ("oxeloskolan",)),
]


def at(name: str, *arguments: object) -> str:
    return reverse(f"organisation:{name}", args=arguments)


def text(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


@pytest.mark.once
@pytest.mark.parametrize(("name", "arguments"), PAGES)
def test_only_hr_reaches_what_is_entered_about_the_administration(wearing, name, arguments):
    address = at(name, *arguments)
    for role in OUTSIDERS:
        client = wearing(role)
        assert client.get(address).status_code == 403, role
        assert client.post(address, {}).status_code == 403, role
    client = wearing("HR")
    assert client.get(address).status_code == 200
    assert client.post(address, {"x": "y"}).status_code == 400


class TestDepartment:
    NEW = {"name": "Teknikförvaltningen", "body": "msn", "first_day": "2026-11-02", "head_title": "Teknisk chef"}

    def test_is_made_with_its_heads_post_shown_and_undone(self, wearing):
        client = wearing("HR")
        assert client.post(at("new_department"), self.NEW).status_code == 302
        made = Department.objects.get(name="Teknikförvaltningen")
        page = text(client.get(at("department", made.code)))
        assert "Tillsätt en chef, eller någon som är tillförordnad" in page
        assert at("post", made.posts.get().code) in page
        assert client.post(at("undo", "forvaltning", made.code), {"reason": "Fel namn"}).status_code == 302
        assert not Department.objects.filter(pk=made.pk).exists()
        assert AuditRow.objects.filter(act="undo-department", subject="Teknikförvaltningen").count() == 1

    def test_one_that_begins_later_has_its_page_its_units_and_their_people(self, wearing):
        client = wearing("HR")
        client.post(at("new_department"), {**self.NEW, "first_day": "2027-01-01"})
        made = Department.objects.get(name="Teknikförvaltningen")
        assert "Börjar 1 januari 2027" in text(wearing("CI").get(at("department", made.code)))
        client = wearing("HR")
        unit = {"name": "Parkenheten", "first_day": "2027-01-01", "manager_title": "Enhetschef"}
        assert client.post(at("new_unit", made.code), unit).status_code == 302
        page = text(client.get(at("department", made.code)))
        assert "Parkenheten" in page
        assert at("employees", "parkenheten") in page
        assert client.get(at("employ", "parkenheten")).status_code == 200
        said = {"person": Person.objects.order_by("pk")[0].code, "first_day": "2027-01-01"}
        assert client.post(at("employ", "parkenheten"), said).status_code == 302
        assert "1 januari 2027 tills vidare" in text(client.get(at("employees", "parkenheten")))

    def test_works_for_a_further_body_from_a_day_and_ends_after_one(self, wearing):
        client = wearing("HR")
        said = {"body": "kfn", "first_day": "2026-11-02", **DECISION}
        assert client.post(at("serve_also", UTB), said).status_code == 302
        served = AlsoServes.objects.get(department__code=UTB)
        page = text(client.get(at("department", UTB)))
        assert "Arbetar även åt" in page
        assert at("end_serving", served.pk) in page
        assert wearing("SE").post(at("end_serving", served.pk), {"last_day": "2026-12-31"}).status_code == 403
        assert at("end_serving", served.pk) not in text(wearing("CI").get(at("department", UTB)))
        assert wearing("HR").post(at("end_serving", served.pk), {"last_day": "2026-12-31"}).status_code == 302
        assert "till och med 31 december 2026" in text(wearing("CI").get(at("department", UTB)))

    def test_one_with_units_is_neither_ended_nor_undone(self, wearing):
        client = wearing("HR")
        ended = client.post(at("end_department", UTB), {"last_day": "2026-12-31"})
        assert ended.status_code == 400
        assert "enheters placeringar" in text(ended)
        assert Department.objects.get(code=UTB).end is None
        assert not Post.objects.filter(department__code=UTB, closed_on__isnull=False).exists()
        assert client.post(at("undo", "forvaltning", UTB), {"reason": "Fel"}).status_code == 400

    def test_an_empty_one_ends_and_its_posts_close(self, wearing):
        client = wearing("HR")
        client.post(at("new_department"), self.NEW)
        made = Department.objects.get(name="Teknikförvaltningen")
        assert client.post(at("end_department", made.code), {"last_day": "2026-12-31"}).status_code == 302
        made.refresh_from_db()
        assert (made.end, made.posts.get().closed_on) == (date(2027, 1, 1), date(2027, 1, 1))

    def test_answers_to_another_body_from_a_day_and_to_the_first_before_it(self, wearing):
        client, address = wearing("HR"), at("department", KFF)
        said = {"body": "un", "on": "2026-10-01", **DECISION}
        assert client.post(at("change_body", KFF), {**said, "body": "kfn"}).status_code == 400
        assert client.post(at("change_body", KFF), said).status_code == 302
        assert Department.objects.get(code=KFF).body.code == "un"
        assert Answering.objects.get().end == date(2026, 10, 1)
        assert client.get(address).context["body"].code == "un"
        assert client.get(f"{address}?per=2026-09-30").context["body"].code == "kfn"
        assert "tidigare: Kultur- och fritidsnämnden" in text(client.get(address))

    def test_waits_for_a_day_to_come_in_its_new_body_and_name(self, wearing):
        client, address = wearing("HR"), at("department", KFF)
        assert client.post(at("change_body", KFF), {"body": "un", "on": "2027-01-01", **DECISION}).status_code == 302
        assert client.post(at("rename_department", KFF), {"name": "Fritid", "on": "2027-01-01"}).status_code == 302
        assert (Department.objects.get(code=KFF).body.code, Department.objects.get(code=KFF).name[:6]) == (
            "kfn",
            "Kultur",
        )
        page = text(client.get(address))
        assert "Ändringen är införd och genomförs 1 januari 2027." in page
        assert "Svarar inför Utbildningsnämnden från 1 januari 2027." in page
        assert "Heter Fritid från 1 januari 2027." in page
        first = at("withdraw", LaterChange.objects.get(kind="change_body").pk)
        assert first not in text(wearing("CI").get(address))
        assert wearing("SE").post(first, {"reason": "Fel"}).status_code == 403
        assert wearing("HR").post(first, {"reason": "Fel"}).status_code == 302
        assert "Svarar inför Utbildningsnämnden från" not in text(wearing("CI").get(address))

    @pytest.mark.both
    def test_is_not_led_by_a_member_of_the_new_body(self, wearing):
        head = Appointment.objects.on(TODAY).get(post__kind="department_head", post__department__code=KFF)
        seat = Body.objects.get(code="un").seats.filter(is_substitute=False).order_by("number")[0]
        seat.memberships.update(person=head.person)
        response = wearing("HR").post(at("change_body", KFF), {"body": "un", "on": "2026-10-01", **DECISION})
        assert response.status_code == 400
        assert "MR-34" in text(response)

    @pytest.mark.both
    def test_an_instruction_is_entered_with_its_decision_and_answers_the_clause(self, wearing):
        client = wearing("HR")
        Department.objects.filter(code=UTB).update(instruction_decided_on=None)

        def status() -> str:
            found = registry.get("organisation.one_head_per_department").run(Load(as_of=TODAY))
            return next(each.status for each in found if each.scope.key == UTB)

        assert status() == "attention"
        said = {"body": "un", "decided_on": "2026-10-20", "paragraph": "77"}
        assert client.post(at("instruction", UTB), {**said, "decided_on": "2026-12-24"}).status_code == 400
        assert client.post(at("instruction", UTB), said).status_code == 302
        assert status() == "kept"
        assert "Utbildningsnämnden 20 oktober 2026, § 77" in text(client.get(at("department", UTB)))
        pk = Instruction.objects.get().pk
        assert client.post(at("undo", "instruktion", pk), {"reason": "Fel paragraf"}).status_code == 302
        assert status() == "attention"


class TestUnit:
    NEW = {"name": "Öppna förskolan", "purpose": "Möten", "first_day": "2026-11-02", "manager_title": "Föreståndare"}

    def test_is_made_in_its_place_of_any_depth_and_undone(self, wearing):
        client = wearing("HR")
        assert client.post(at("new_unit", UTB), self.NEW).status_code == 302
        first = Unit.objects.get(name="Öppna förskolan")
        under = {**self.NEW, "name": "Avdelning Blå", "parent": first.code, "manager_title": ""}
        assert client.post(at("new_unit", UTB), under).status_code == 302
        deeper = {**under, "name": "Grupp Myran", "parent": Unit.objects.get(name="Avdelning Blå").code}
        assert client.post(at("new_unit", UTB), deeper).status_code == 302
        depths = {each.unit.name: each.depth for each in unit_tree.tree_of(UTB, as_of=TODAY)}
        assert [depths[name] for name in ("Öppna förskolan", "Avdelning Blå", "Grupp Myran")] == [0, 1, 2]
        assert "2 enheter under den" in text(client.get(at("department", UTB)))
        assert client.post(at("undo", "enhet", first.code), {"reason": "Fel"}).status_code == 400
        for name in ("Grupp Myran", "Avdelning Blå", "Öppna förskolan"):
            code = Unit.objects.get(name=name).code
            assert client.post(at("undo", "enhet", code), {"reason": "Fel"}).status_code == 302
        assert not Post.objects.filter(title="Föreståndare").exists()

    def test_not_before_the_department_is_there(self, wearing):
        response = wearing("HR").post(at("new_unit", UTB), {**self.NEW, "first_day": "1990-01-01"})
        assert response.status_code == 400
        assert not Unit.objects.filter(name="Öppna förskolan").exists()

    @pytest.mark.once
    def test_a_large_tree_is_turned_by_pages_in_queries_that_do_not_grow(self, wearing, django_assert_max_num_queries):
        department = Department.objects.get(code=UTB)
        units = Unit.objects.bulk_create(
            Unit(code=f"stor-{n}", name=f"Ö {n:04}", start=date(2026, 1, 1)) for n in range(250)
        )
        Placement.objects.bulk_create(
            Placement(unit=unit, department=department, start=date(2026, 1, 1), parent=units[n - 1] if n % 5 else None)
            for n, unit in enumerate(units)
        )
        client = wearing("HR")
        with django_assert_max_num_queries(60):
            response = client.get(at("department", UTB))
        assert len(response.context["tree"]) == 100
        assert max(each.depth for each in unit_tree.tree_of(UTB, as_of=TODAY)) == 4
        assert "Sida 1 av" in text(response)


class TestPost:
    @pytest.mark.both
    def test_is_made_named_closed_when_nobody_holds_it_and_undone(self, wearing):
        client = wearing("HR")
        said = {"title": "Skolsköterska", "title_en": "School nurse", "kind": "employee", "unit": "oxeloskolan"}
        assert client.post(at("new_post", UTB), said).status_code == 302
        post = Post.objects.get(title="Skolsköterska")
        assert post.unit.code == "oxeloskolan"
        assert client.post(at("rename_post", post.code), {"title": "Skolsyster"}).status_code == 302
        assert client.post(at("close_post", post.code), {"last_day": "2026-12-31"}).status_code == 302
        who = Person.objects.create(code="sara-prov", name="Sara Prov")
        days = {"how": "takes_over", "person": who.code, "first_day": "2026-11-03"}
        refused = client.post(at("appoint", post.code), {**days, **DECISION})
        assert "är stängd från 1 januari 2027" in text(refused)
        assert client.post(at("undo", "tjanst", post.code), {"reason": "Fel enhet"}).status_code == 302
        assert not Post.objects.filter(pk=post.pk).exists()

    def test_one_that_somebody_holds_is_not_closed(self, wearing):
        response = wearing("HR").post(at("close_post", "chef-oxeloskolan"), {"last_day": "2026-12-31"})
        assert response.status_code == 400
        assert "Någon innehar" in text(response)

    def test_a_department_has_one_head(self, wearing):
        said = {"title": "Andra chefen", "kind": "department_head"}
        assert "CP-6" in text(wearing("HR").post(at("new_post", UTB), said))

    def test_nobody_enters_whoever_runs_the_system_here(self, wearing):
        said = {"title": "Driften", "kind": "administrator"}
        assert wearing("HR").post(at("new_post", UTB), said).status_code == 400


class TestEmployed:
    def test_hr_enters_and_ends_and_a_person_of_two_units_works(self, wearing):
        client = wearing("HR")
        sara = Person.objects.create(code="sara-prov", name="Sara Prov")
        said = {"person": sara.code, "first_day": "2026-10-26"}
        for unit in ("oxeloskolan", "ramdalsskolan"):
            assert client.post(at("employ", unit), said).status_code == 302
        assert "är redan anställd i" in text(client.post(at("employ", "oxeloskolan"), said))
        row = Employment.objects.get(person=sara, unit__code="oxeloskolan")
        assert client.post(at("end_employment", row.pk), {"last_day": "2026-12-31"}).status_code == 302
        assert wearing("EC", unit="oxeloskolan").post(at("end_employment", row.pk), {}).status_code == 403
        other = Employment.objects.get(person=sara, unit__code="ramdalsskolan")
        assert client.post(at("undo", "anstallning", other.pk), {"reason": "Fel skola"}).status_code == 302

    def test_the_manager_sees_the_own_unit_and_records_who_is_introduced(self, wearing):
        sara = Person.objects.create(code="sara-prov", name="Sara Prov")
        unit = Unit.objects.get(code="oxeloskolan")
        row = Employment.objects.create(person=sara, unit=unit, start=date(2026, 10, 12))
        address = at("employees", "oxeloskolan")
        manager = wearing("EC", unit="oxeloskolan")
        assert "Sara Prov" in text(manager.get(address))
        said = {"took_part": [str(row.pk)], "held_on": "2026-10-20"}
        head = wearing("FC", department=UTB)
        assert head.get(address).status_code == 200
        assert head.post(address, said).status_code == 403
        assert manager.post(address, {**said, "held_on": "2026-10-01"}).status_code == 400
        assert manager.post(address, said).status_code == 302
        row.refresh_from_db()
        assert row.introduced_on == date(2026, 10, 20)
        for role in ("CI", "N", "KC", "EM", "SE", "RE"):
            assert wearing(role).get(address).status_code == 403, role
        assert manager.get(at("employees", "ramdalsskolan")).status_code == 403

    @pytest.mark.once
    def test_it_is_reached_from_the_department(self, wearing):
        page = wearing("EC", unit="oxeloskolan").get(at("department", UTB)).content.decode()
        assert at("employees", "oxeloskolan") in page
        assert at("employees", "ramdalsskolan") not in page
