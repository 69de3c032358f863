"""A municipality's organisation comes in by one table, as a whole or not at all, and once."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.organisation.importing import Report, export_organisation, import_organisation
from spelregler.apps.organisation.models import Appointment, Body, Membership, Person, Unit
from spelregler.apps.organisation.queries import hats_of, unit_place
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="system")
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


def importing(rows: str = TOWN, *, store: bool = True) -> Report:
    return import_organisation(data=f"{HEADING}\n{rows}\n".encode(), file_name="k.csv", store=store, who=WHO)


def test_the_whole_organisation_comes_in():
    report = importing()
    assert report.faults == []
    assert (report.stored, report.new.total()) == (True, 14)
    assert unit_place(code="skolan", as_of=date(2026, 1, 1)).body == "un"
    assert [hat.role for hat in hats_of(person=Person.objects.get(code="anna"), as_of=date(2026, 7, 14))] == ["EC"]
    assert hats_of(person=Person.objects.get(code="anna"), as_of=date(2026, 7, 15)) == []
    assert Membership.objects.get().end == date(2027, 1, 1)


def test_a_dry_run_counts_the_same_and_stores_nothing():
    report = importing(store=False)
    assert (report.stored, report.new.total()) == (False, 14)
    assert not Body.objects.exists()


def test_the_same_file_again_changes_nothing_and_says_so():
    importing()
    report = importing()
    assert (report.faults, report.new.total(), report.same.total()) == ([], 0, 14)
    assert (Unit.objects.count(), Appointment.objects.count()) == (1, 2)


def test_each_fault_has_its_row_and_column_and_nothing_is_stored():
    rows = TOWN.replace("enhet;skolan;Skolan;;uf", "enhet;skolan;Skolan;;finns-inte").replace(
        "person;bo;Bo Ek", "person;bo;"
    )
    report = importing(rows)
    assert [(each.row, each.column) for each in report.faults] == [(6, "E"), (10, "C")]
    assert "finns-inte" in report.faults[0].text("sv")
    assert not Body.objects.exists()


def test_a_type_that_is_not_of_the_kind_is_told_with_those_that_are():
    [fault] = importing(TOWN.replace("Rektor;enhetschef", "Rektor;nämnd")).faults
    assert (fault.row, fault.column) == (8, "D")
    assert "enhetschef" in fault.text("sv")


def test_a_head_who_sits_in_the_own_committee_is_refused_in_the_dry_run_too():
    [fault] = importing(TOWN.replace("un;1;eva", "un;1;bo"), store=False).faults
    assert fault.row == 14
    assert "ledamot i den nämnd" in fault.text("sv")


def test_another_name_under_a_code_is_told_and_never_written_over():
    importing()
    [fault] = importing("person;anna;Anna Berg;;;;;;").faults
    assert "Anna Lind" in fault.text("sv")
    assert Person.objects.get(code="anna").name == "Anna Lind"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_in_again_as_the_same(form):
    importing()
    data = export_organisation(form=form, language="sv")
    report = import_organisation(data=data, file_name=f"k.{form}", store=True, who=WHO)
    assert (report.faults, report.new.total(), report.same.total()) == ([], 0, 14)


def test_the_template_of_an_empty_installation_is_the_headings():
    assert export_organisation(form="csv", language="sv").decode("utf-8-sig").startswith("Slag;Kod;Namn;")
