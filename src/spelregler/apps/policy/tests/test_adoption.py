"""The council's decision puts a faultless package in force from its day, once."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import DecisionRefused
from spelregler.apps.organisation.models import Body
from spelregler.apps.policy.models import Adoption, DocumentVersion
from spelregler.apps.policy.operations.adoption import AdoptionRefused, PackageFaulty, adopt
from spelregler.apps.policy.operations.governing_documents import Adopted, register_document
from spelregler.apps.policy.packages.in_force import adoption_on, folder_of
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="system")
DECIDED, FROM = date(2026, 12, 14), date(2027, 1, 1)


@pytest.fixture(autouse=True)
def council() -> Body:
    Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=date(2020, 1, 1))
    return Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=date(2020, 1, 1))


def adopting(source: str, *, body: str = "kf", start: date = FROM) -> Adoption:
    return adopt(source=source, body=body, decided_on=DECIDED, paragraph="§ 112", start=start, who=WHO)


def test_it_judges_from_its_day_by_the_councils_decision():
    adopted = adopting("liten")
    assert adoption_on(DECIDED) is None
    assert adoption_on(FROM) == adopted
    assert adopted.decision == Decision.objects.get(body__code="kf", decided_on=DECIDED, paragraph="112")


def test_the_next_package_ends_the_one_before():
    adopting("liten")
    adopting("oxelosund", start=date(2028, 1, 1))
    assert Adoption.objects.get(package="liten").end == date(2028, 1, 1)


def test_only_the_council_adopts():
    with pytest.raises(AdoptionRefused, match="un är inte fullmäktige"):
        adopting("liten", body="un")


def test_not_before_it_was_decided():
    with pytest.raises(AdoptionRefused, match="före beslutet"):
        adopting("liten", start=date(2026, 12, 1))


def test_the_same_package_again_is_said_and_changes_nothing():
    adopting("liten")
    with pytest.raises(AdoptionRefused, match="inget är ändrat"):
        adopting("liten", start=date(2027, 2, 1))
    assert Adoption.objects.count() == 1


def test_a_faulty_package_is_refused_and_leaves_nothing(tmp_path, settings):
    settings.SPELREGLER_PACKAGES = [tmp_path / "own", *settings.SPELREGLER_PACKAGES]
    folder = Path(shutil.copytree(folder_of("liten"), tmp_path / "ekby"))
    (folder / "roles.cedar").write_text("permit (", encoding="utf-8")
    with pytest.raises(PackageFaulty, match=r"roles\.cedar:1"):
        adopting(str(folder))
    assert not (tmp_path / "own").exists()
    assert not Adoption.objects.exists()


def test_a_folder_outside_is_taken_into_the_installation(tmp_path, settings):
    settings.SPELREGLER_PACKAGES = [tmp_path / "own", *settings.SPELREGLER_PACKAGES]
    folder = shutil.copytree(folder_of("liten"), tmp_path / "ekby")
    assert adopting(str(folder)).package == "ekby"
    assert (tmp_path / "own" / "ekby" / "policy.yaml").is_file()


def test_what_is_refused_takes_no_folder_in(tmp_path, settings):
    settings.SPELREGLER_PACKAGES = [tmp_path / "own", *settings.SPELREGLER_PACKAGES]
    folder = shutil.copytree(folder_of("liten"), tmp_path / "ekby")
    adopting("liten", start=date(2028, 1, 1))
    with pytest.raises(AdoptionRefused, match="antaget från 2028-01-01"):
        adopting(str(folder))
    with pytest.raises(DecisionRefused):
        adopt(source=str(folder), body="kf", decided_on=DECIDED, paragraph="", start=date(2029, 1, 1), who=WHO)
    assert not (tmp_path / "own" / "ekby").exists()


def test_a_package_is_never_exchanged_under_its_decision(tmp_path):
    folder = Path(shutil.copytree(folder_of("liten"), tmp_path / "liten"))
    (folder / "policy.yaml").write_text(
        (folder / "policy.yaml").read_text(encoding="utf-8") + "\n# ändrad\n", encoding="utf-8"
    )
    with pytest.raises(AdoptionRefused, match="heter redan liten"):
        adopting(str(folder))


def test_the_documents_that_the_package_names_are_registered_with_their_own_decisions():
    adopting("liten")
    (document,) = DocumentVersion.objects.all()
    assert (document.document, document.adopted_by, document.paragraph) == ("GR", "Kommunfullmäktige", "27")
    assert (document.adopted_on, document.start, document.end) == (date(2024, 3, 18), date(2024, 3, 18), None)


def test_a_document_whose_decision_is_not_known_waits_for_whoever_knows_it():
    adopting("oxelosund")
    assert [each.document for each in DocumentVersion.objects.all()] == ["CP"]


def test_a_document_that_is_registered_already_stands():
    register_document(
        document="GR",
        title="Våra spelregler",
        adopted=Adopted("2", "Kommunfullmäktige", date(2026, 2, 1), "9", date(2026, 3, 1)),
        on=DECIDED,
        who=WHO,
    )
    adopting("liten")
    assert [each.title for each in DocumentVersion.objects.all()] == ["Våra spelregler"]
