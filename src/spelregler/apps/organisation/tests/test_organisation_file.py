"""A municipality's organisation comes in by one table, as a whole or not at all, and what differs is changed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.organisation.files.organisation_import import (
    Plan,
    State,
    export_organisation,
    import_organisation,
    template,
)
from spelregler.apps.organisation.models import (
    AlsoServes,
    Appointment,
    Body,
    Department,
    Employment,
    Membership,
    Municipality,
    Person,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.queries.posts import leading_posts
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.exchange.organisation import What
from spelregler.exchange.sheets import read_table
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.audit.verification import verify

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="system")
DAY = date(2026, 11, 2)
HEADING = "Slag;Kod;Namn;Typ;Hör till;Plats nr;Person;Från och med;Till och med"
TOWN = """
kommun;9999;Granvik;;;;;;
organ;kf;Kommunfullmäktige;fullmäktige;;;;2023-01-01;
organ;un;Utbildningsnämnden;nämnd;;;;2023-01-01;
förvaltning;uf;Utbildningsförvaltningen;;un;;;2023-01-01;
enhet;skolan;Skolan;;uf;;;2023-01-01;
tjänst;chef-uf;Förvaltningschef;förvaltningschef;uf;;;;
tjänst;rektor;Rektor;enhetschef;skolan;;;;
person;anna;Anna Lind;;;;;;
person;bo;Bo Ek;;;;;;
person;eva;Eva Hav;;;;;;
plats;;;ordförande;un;1;eva;2023-01-01;2026-12-31
plats;;;ersättare;un;1;;;
förordnande;;;ordinarie;chef-uf;;bo;2023-01-01;
förordnande;;;tillförordnad;rektor;;anna;2026-07-01;2026-07-14
""".strip()
FULL = (
    "what;code;name;name_en;type;belongs_to;parent;also_serves;number;person;email;first_day;last_day;"
    "purpose;merged_into;instruction_on;order;introduced_on;decided_by;decided_on;paragraph"
)


def importing(rows: str = TOWN, *, store: bool = True, heading: str = HEADING, on: date = DAY, **more: bool) -> Plan:
    data = f"{heading}\n{rows}\n".encode()
    return import_organisation(data=data, file_name="k.csv", store=store, who=WHO, on=on, today=DAY, **more)


def row(what: str, **cells: object) -> str:
    """A row under the full heading."""
    told = {"what": what, **cells}
    assert not set(told) - set(FULL.split(";"))
    return ";".join(str(told.get(name, "")) for name in FULL.split(";"))


def full(*rows: str, **more: object) -> Plan:
    return importing("\n".join(rows), heading=FULL, **more)  # type: ignore[arg-type]


def told(plan: Plan) -> list[tuple[int, str, str, dict[str, tuple[object, object]]]]:
    return [
        (each.row, each.what, each.state, {one.name: (one.before, one.after) for one in each.fields})
        for each in plan.changes
    ]


class TestAWholeTown:
    def test_the_whole_organisation_comes_in(self):
        plan = importing()
        assert plan.faults == ()
        assert (plan.stored, plan.count(State.NEW)) == (True, 14)
        assert unit_place(code="skolan", as_of=date(2026, 1, 1)).body == "un"
        anna = Person.objects.get(code="anna")
        assert [
            role_assignment.role for role_assignment in role_assignments_of(person=anna, as_of=date(2026, 7, 14))
        ] == ["EC"]
        assert role_assignments_of(person=anna, as_of=date(2026, 7, 15)) == []
        assert Membership.objects.get().end == date(2027, 1, 1)

    def test_every_row_leaves_its_own_trace_with_its_place(self, settings, tmp_path):
        settings.HOME = tmp_path
        importing()
        assert verify().is_whole
        told = {each.subject_key.partition(":")[0]: each for each in AuditRow.objects.order_by("id")}
        assert {"organisation.placement", "organisation.membership", "organisation.appointment"} <= set(told)
        assert told["organisation.unit"].department == "uf"
        assert told["organisation.membership"].body == "un"
        assert told["organisation.person"].concerns == "eva"

    def test_a_dry_run_counts_the_same_and_stores_nothing(self):
        plan = importing(store=False)
        assert (plan.stored, plan.count(State.NEW)) == (False, 14)
        assert not Body.objects.exists()
        assert not AuditRow.objects.exists()

    def test_the_same_file_again_changes_nothing_and_says_so(self):
        importing()
        before = AuditRow.objects.count()
        plan = importing()
        assert (plan.changes_nothing, plan.count(State.SAME)) == (True, 14)
        assert (Unit.objects.count(), Appointment.objects.count(), AuditRow.objects.count()) == (1, 2, before)

    def test_the_number_of_queries_of_a_plan_does_not_grow_with_the_rows(self):
        importing()
        more = "\n".join(f"person;p{n};Person {n};;;;;;" for n in range(200))
        with CaptureQueriesContext(connection) as few:
            importing(store=False)
        with CaptureQueriesContext(connection) as many:
            importing(f"{TOWN}\n{more}", store=False)
        assert len(many) == len(few) < 20

    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_what_goes_out_comes_in_again_as_the_same(self, form):
        importing()
        data = export_organisation(form=form, language="sv")
        plan = import_organisation(data=data, file_name=f"k.{form}", store=True, who=WHO, on=DAY, today=DAY)
        assert (plan.faults, plan.changes, plan.count(State.SAME)) == ((), (), 14)

    def test_an_empty_installation_gives_the_headings(self):
        assert export_organisation(form="csv", language="sv").decode("utf-8-sig").startswith("Slag;Kod;Namn;")


class TestFaults:
    def test_each_fault_has_its_row_and_column_and_nothing_is_stored(self):
        rows = TOWN.replace("enhet;skolan;Skolan;;uf", "enhet;skolan;Skolan;;finns-inte").replace(
            "person;bo;Bo Ek", "person;bo;"
        )
        plan = importing(rows)
        assert [(each.row, each.column) for each in plan.faults] == [(6, "E"), (10, "C")]
        assert "finns-inte" in plan.faults[0].text("sv")
        assert not Body.objects.exists()

    def test_a_type_that_is_not_of_the_kind_is_told_with_those_that_are(self):
        [fault] = importing(TOWN.replace("Rektor;enhetschef", "Rektor;nämnd")).faults
        assert (fault.row, fault.column) == (8, "D")
        assert "enhetschef" in fault.text("sv")

    def test_a_head_who_sits_in_the_own_committee_is_refused_in_the_dry_run_too(self):
        [fault] = importing(TOWN.replace("un;1;eva", "un;1;bo"), store=False).faults
        assert (fault.row, fault.column) == (12, "G")
        assert "ledamot i den nämnd" in fault.text("sv")

    @pytest.mark.parametrize(
        ("rows", "where", "words"),
        [
            ([row("municipality", code="8888", name="Annanby")], (2, "B"), "redan Granvik"),
            ([row("term", belongs_to="un", first_day="2026-01-01", last_day="2029-12-31")] * 1
             + [row("term", belongs_to="un", first_day="2027-01-01", last_day="2030-12-31")], (3, "L"), "mandatperiod"),
            ([row("unit", code="a", name="A", belongs_to="uf", parent="b", first_day="2024-01-01"),
              row("unit", code="b", name="B", belongs_to="uf", parent="a", first_day="2024-01-01")],
             (2, "G"), "under sig själv"),
            ([row("unit", code="a", name="A", belongs_to="uf", parent="finns-inte", first_day="2024-01-01")],
             (2, "G"), "finns-inte"),
            ([row("unit", code="a", name="A", belongs_to="uf", first_day="2024-01-01", last_day="2024-06-30",
                  merged_into="finns-inte")], (2, "O"), "finns-inte"),
            ([row("unit", code="a", name="A", belongs_to="uf", first_day="2024-01-01", last_day="2024-06-30",
                  merged_into="a")], (2, "O"), "sig själv"),
            ([row("unit", code="a", name="A", belongs_to="uf", first_day="2024-06-30", last_day="2024-01-01")],
             (2, "M"), "före den första"),
            ([row("person", code="anna", name="Anna Lind"), row("person", code="anna", name="Anna Berg")],
             (3, "B"), "redan på rad 2"),
            ([row("person", code="x", name="X", email="a@granvik.se"),
              row("person", code="y", name="Y", email="A@granvik.se")], (3, "K"), "också adressen"),
            ([row("person", code="x", name="X", email="ingen adress")], (2, "K"), "ingen e-postadress"),
            ([row("seat", type="chair", belongs_to="un", number=2, person="anna", first_day="2025-01-01")],
             (2, "E"), "två ordförande"),
            ([row("person", code="x", name="X", purpose="Något")], (2, "N"), "hör inte till"),
            ([row("body", code="råd", name="Rådet", type="committee", first_day="2024-01-01")], (2, "B"), "tecken"),
            ([row("post", code="chef2", name="Chef", type="department_head", belongs_to="uf")],
             (2, "F"), "redan tjänsten chef-uf"),
            ([row("unit", code="a", name="A", belongs_to="uf", first_day="2023-01-01", last_day="2026-06-30"),
              row("employment", belongs_to="a", person="anna", first_day="2024-01-01")], (3, "M"), "A upphör"),
            ([row("unit", code="skolan", name="Skolan", belongs_to="uf", first_day="2023-01-01",
                  last_day="2026-12-31")], (2, "S"), "på enhetens sida, /organisationen/enhet/skolan/"),
            ([row("body", code="un", name="Utbildningsnämnden", type="executive_board", first_day="2023-01-01")],
             (2, "E"), "redan i bruk"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_told_with_row_column_and_next_step(self, rows, where, words):
        importing()
        before = AuditRow.objects.count()
        plan = full(*rows)
        assert [(each.row, each.column) for each in plan.faults][:1] == [where], [
            each.text("sv") for each in plan.faults
        ]
        fault = plan.faults[0]
        assert words in fault.text("sv")
        assert all((fault.todo.sv, fault.todo.en, fault.text("en")))
        assert AuditRow.objects.count() == before

    def test_two_municipalities_in_one_file(self):
        [fault] = importing(f"{TOWN}\nkommun;8888;Annanby;;;;;;").faults
        assert (fault.row, fault.column) == (16, "B")
        assert "två kommuner" in fault.text("sv")

    def test_a_head_of_two_departments_is_refused_unless_one_is_acting(self):
        importing()
        more = [
            row("department", code="kf2", name="Kulturförvaltningen", belongs_to="un", first_day="2023-01-01"),
            row("post", code="chef-kf", name="Kulturchef", type="department_head", belongs_to="kf2"),
        ]
        head = {"belongs_to": "chef-kf", "person": "bo", "first_day": "2026-01-01"}
        [fault] = full(*more, row("appointment", type="ordinary", **head)).faults
        assert (fault.row, fault.column) == (4, "J")
        assert "två förvaltningar" in fault.text("sv")
        assert full(*more, row("appointment", type="acting", **head)).stored

    def test_two_holders_of_a_seat_at_once(self):
        importing()
        [fault] = full(
            row("seat", type="member", belongs_to="un", number=1, person="anna", first_day="2025-01-01",
                last_day="2025-06-30")
        ).faults  # fmt: skip
        assert "platsen har redan eva" in fault.text("sv")


class TestWhatDiffers:
    def test_a_changed_name_changes_exactly_that(self):
        importing()
        plan = importing(TOWN.replace("Anna Lind", "Anna Berg"))
        assert told(plan) == [(9, "person", "changed", {"name": ("Anna Lind", "Anna Berg")})]
        assert (plan.stored, plan.count(State.SAME)) == (True, 13)
        assert Person.objects.get(code="anna").name == "Anna Berg"
        changed = AuditRow.objects.order_by("-id")[0]
        assert (changed.before, changed.after) == ({"name": "Anna Lind"}, {"name": "Anna Berg"})

    def test_a_column_that_the_file_does_not_have_leaves_what_is_stored(self):
        importing()
        Person.objects.filter(code="anna").update(email="anna@granvik.se")
        assert importing().changes_nothing
        plan = full(row("person", code="anna", name="Anna Lind"))
        assert told(plan) == [(2, "person", "changed", {"email": ("anna@granvik.se", "")})]

    def test_departments_and_units_are_named_in_english_by_file(self):
        importing()
        unit = {"code": "skolan", "name": "Skolan", "belongs_to": "uf", "first_day": "2023-01-01"}
        plan = full(row("unit", **unit, name_en="The School"))
        assert told(plan) == [(2, "unit", "changed", {"name_en": ("", "The School")})]
        assert unit_place(code="skolan", as_of=DAY).name_en == "The School"
        changed = AuditRow.objects.order_by("-id")[0]
        assert (changed.act, changed.after) == ("change-unit", {"name_en": "The School"})
        new = {"code": "kf2", "name": "Kulturförvaltningen", "belongs_to": "un", "first_day": "2026-01-01"}
        full(row("department", **new, name_en="Culture department"))
        assert Department.objects.get(code="kf2").name_en == "Culture department"
        assert full(row("department", **new, name_en="Culture department")).changes_nothing
        assert importing().changes_nothing

    def test_an_address_in_other_letters_is_the_same(self):
        importing()
        Person.objects.filter(code="anna").update(email="anna@granvik.se")
        assert full(row("person", code="anna", name="Anna Lind", email="Anna@Granvik.se")).changes_nothing

    def test_a_unit_under_another_ends_its_place_and_begins_anew(self):
        importing()
        full(row("unit", code="omr", name="Området", belongs_to="uf", first_day="2024-01-01"))
        moved = row("unit", code="skolan", name="Skolan", belongs_to="uf", parent="omr", first_day="2023-01-01")
        plan = full(moved, on=date(2026, 7, 1))
        assert told(plan) == [(2, "unit", "changed", {"parent": ("", "omr")})]
        first, second = Placement.objects.filter(unit__code="skolan").order_by("start")
        assert (first.end, second.start, second.parent.code) == (date(2026, 7, 1), date(2026, 7, 1), "omr")
        assert full(moved, on=DAY).changes_nothing

    def test_a_unit_does_not_leave_its_committee_by_file(self):
        importing()
        more = row("department", code="kf2", name="Kulturförvaltningen", belongs_to="kf", first_day="2023-01-01")
        [fault] = full(more, row("unit", code="skolan", name="Skolan", belongs_to="kf2", first_day="2023-01-01")).faults
        assert "annan nämnds" in fault.text("sv")

    def test_an_employment_in_another_unit_becomes_history(self):
        importing()
        start = {"person": "anna", "first_day": "2024-01-01"}
        full(
            row("unit", code="koket", name="Köket", belongs_to="uf", first_day="2023-01-01"),
            row("employment", belongs_to="skolan", **start),
        )
        plan = full(row("employment", belongs_to="koket", **start), on=date(2026, 8, 1))
        assert told(plan) == [(2, "employment", "changed", {"belongs_to": ("skolan", "koket")})]
        rows = Employment.objects.order_by("start").values_list("unit__code", "start", "end")
        assert list(rows) == [
            ("skolan", date(2024, 1, 1), date(2026, 8, 1)),
            ("koket", date(2026, 8, 1), None),
        ]
        assert full(row("employment", belongs_to="koket", **start)).changes_nothing

    def test_a_member_who_becomes_chair_and_keeps_the_introduction(self):
        importing()
        seat = {"belongs_to": "un", "number": 2, "person": "anna", "first_day": "2023-01-01"}
        full(row("seat", type="member", introduced_on="2023-02-01", **seat))
        ended = row("seat", type="chair", belongs_to="un", number=1, person="eva", first_day="2023-01-01",
                    last_day="2026-05-31")  # fmt: skip
        plan = full(ended, row("seat", type="chair", introduced_on="2023-02-01", **seat), on=date(2026, 6, 1))
        assert plan.faults == ()
        assert told(plan)[1] == (3, "seat", "changed", {"type": ("member", "chair")})
        held = Membership.objects.filter(person__code="anna").order_by("start")
        assert [(each.function, each.introduced_on) for each in held] == [
            ("member", date(2023, 2, 1)),
            ("chair", date(2023, 2, 1)),
        ]

    def test_a_successor_ends_the_one_before_and_is_told(self):
        importing()
        head = {"belongs_to": "chef-uf", "type": "ordinary", "person": "anna", "first_day": "2026-09-01"}
        plan = full(row("appointment", decided_by="Nämnden", decided_on="2026-08-20", paragraph="§ 7", **head))
        assert [(each.state, each.on) for each in plan.changes] == [
            ("new", date(2026, 9, 1)),
            ("ended", date(2026, 8, 31)),
        ]
        assert Appointment.objects.get(person__code="bo").end == date(2026, 9, 1)
        assert str(Appointment.objects.get(person__code="anna", post__code="chef-uf").basis) == "Nämnden 2026-08-20 § 7"

    def test_a_seat_that_is_there_is_no_news_and_a_new_one_is(self):
        importing()
        plan = full(row("seat", type="substitute", belongs_to="un", number=2))
        assert plan.count(State.NEW) == 1
        assert Seat.objects.filter(is_substitute=True).count() == 2


class TestEndMissing:
    def test_nothing_ends_by_absence(self):
        importing()
        assert importing(TOWN.rpartition("\n")[0].rpartition("\n")[0]).changes_nothing

    def test_what_is_missing_ends_when_that_is_asked_for_and_each_is_told(self):
        importing()
        rest = TOWN.replace("förordnande;;;ordinarie;chef-uf;;bo;2023-01-01;\n", "")
        plan = importing(rest, store=False, end_missing=True)
        assert [(each.what, each.state, each.on) for each in plan.changes] == [
            ("appointment", "ended", date(2026, 11, 1))
        ]
        assert importing(rest, end_missing=True).stored
        assert Appointment.objects.get(person__code="bo").end == DAY

    def test_kinds_that_the_file_does_not_have_are_left(self):
        importing()
        assert importing("kommun;9999;Granvik;;;;;;", end_missing=True).changes_nothing

    def test_a_unit_that_is_missing_is_named_and_ended_on_its_page(self):
        importing()
        plan = importing("enhet;annan;Annan;;uf;;;2023-01-01;", store=False, end_missing=True)
        assert plan.missing == ("Skolan",)


class TestADepartmentOfSeveralBodies:
    def test_a_department_also_serves_another_committee(self):
        importing()
        served = {"code": "uf", "name": "Utbildningsförvaltningen", "belongs_to": "un", "first_day": "2023-01-01"}
        more = row("body", code="kn", name="Kulturnämnden", type="committee", first_day="2023-01-01")
        plan = full(more, row("department", also_serves="kn", **served))
        assert told(plan)[1] == (3, "department", "changed", {"also_serves": ((), ("kn",))})
        assert [post.code for post in leading_posts(body=Body.objects.get(code="kn"), as_of=date(2026, 12, 1))] == [
            "chef-uf"
        ]
        assert full(row("department", also_serves="kn", **served)).changes_nothing
        full(row("department", **served), on=date(2027, 1, 1))
        assert AlsoServes.objects.get().end == date(2027, 1, 1)

    def test_its_head_sits_in_neither_of_them(self):
        importing()
        served = {"code": "uf", "name": "Utbildningsförvaltningen", "belongs_to": "un", "first_day": "2023-01-01"}
        full(
            row("body", code="kn", name="Kulturnämnden", type="committee", first_day="2023-01-01"),
            row("department", also_serves="kn", **served),
        )
        [fault] = full(
            row("seat", type="member", belongs_to="kn", number=1, person="bo", first_day="2025-01-01")
        ).faults
        assert (fault.row, fault.column) == (2, "J")


def test_the_example_of_the_template_can_be_imported():
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(template(language="sv")))
    assert book.sheetnames == ["Fyll i", "Exempel", "Kolumner"]
    assert read_table(template(language="en"), file_name="m.xlsx", columns=()).rows == ()
    book.move_sheet("Exempel", offset=-1)
    out = io.BytesIO()
    book.save(out)
    plan = import_organisation(data=out.getvalue(), file_name="m.xlsx", store=True, who=WHO, on=DAY, today=DAY)
    assert plan.faults == ()
    assert plan.stored
    assert {each.what for each in plan.changes} == set(What) - {What.PLACEMENT}


def test_places_one_after_another_and_a_merge_go_out_and_come_in_again():
    importing()
    omr = row("unit", code="omr", name="Området", belongs_to="uf", first_day="2024-01-01")
    full(
        omr,
        row("unit", code="gamla", name="Gamla skolan", belongs_to="uf", parent="omr", first_day="2024-01-01",
            last_day="2025-06-30", merged_into="skolan"),
    )  # fmt: skip
    full(
        row("unit", code="skolan", name="Skolan", belongs_to="uf", parent="omr", first_day="2023-01-01"),
        on=date(2025, 7, 1),
    )
    first = export_organisation(form="csv", language="sv")
    assert first.decode().count("placering;") == 2
    for model in (Appointment, Membership, Seat, Person, Placement):
        model.objects.all().delete()
    Post.objects.all().delete()
    Unit.objects.update(succeeded_by=None)
    for model in (Unit, Department, Body, Municipality):
        model.objects.all().delete()
    plan = import_organisation(data=first, file_name="k.csv", store=True, who=WHO, on=DAY, today=DAY)
    assert plan.faults == ()
    assert export_organisation(form="csv", language="sv") == first
