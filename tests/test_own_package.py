"""The secretary writes the municipality's own package in pages; nothing is judged by it until the council decides."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.urls import reverse

from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.operations import editing
from spelregler.apps.policy.packages.in_force import digest_in, folder_of, package_on
from spelregler.exchange.package import read_package
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("own", "nothing_is_asked_again")]
WHO = Who(name="Test", role="system")
ALL, OURS = reverse("policy:own_packages"), reverse("policy:own_package", args=["strandby"])
LIMIT = reverse("policy:own_limit", args=["strandby", "P01"])
RULE = reverse("policy:own_rule", args=["strandby", "MR-5"])
OUTSIDERS = ["CI", "EM", "EC", "FC", "KC", "CT", "HR", "UN", "RE", "Np", "KF"]
DECISION = {"body": "kf", "decided_on": "2026-10-28", "paragraph": "§ 88", "start": "2026-11-02"}


@pytest.fixture
def own(settings, tmp_path, client):
    settings.SPELREGLER_PACKAGES = [tmp_path / "policies", settings.SPELREGLER_PACKAGES[1]]


@pytest.fixture
def secretary(wearing):
    client = wearing("SE")
    assert client.post(ALL, {"name": "oxelosund", "new_name": "strandby"}).headers["Location"] == OURS
    return client


def text_of(response) -> str:
    return re.sub(r"<[^>]+>", " ", response.content.decode())


def sent(client, address: str, **typed):
    """The form as it stands, with what was typed."""
    form = client.get(address).context["form"]
    stands = {name: form[name].value() for name in form.fields}
    return client.post(address, {**stands, **typed})


def test_a_limit_is_changed_seen_against_what_is_in_force_and_decided(secretary):
    assert "Inget: regler och gränser är desamma." in text_of(secretary.get(OURS))
    answer = sent(secretary, LIMIT, value_value="45", source_sv="KF § 88", source_en="Council § 88")
    assert answer.headers["Location"] == f"{OURS}#P01"
    assert package_on(TODAY).parameters["P01"].values == {"value": 30}
    made = read_package(folder_of("strandby")).parameters["P01"]
    assert (made.values, made.source.sv, made.invented) == ({"value": 45}, "KF § 88", False)
    for page in (OURS, f"{reverse('policy:adopt')}?paket=strandby"):
        text = re.sub(r"\s+", " ", text_of(secretary.get(page)))
        assert "Introduktion av nyanställd P01 – 30 dagar 45 dagar" in text
    assert secretary.post(f"{reverse('policy:adopt')}?paket=strandby", DECISION).status_code == 302
    assert Adoption.objects.on(TODAY).get().package == "strandby"
    assert package_on(TODAY).parameters["P01"].values == {"value": 45}


def test_what_is_decided_stays_when_the_package_is_changed_again(secretary):
    secretary.post(f"{reverse('policy:adopt')}?paket=strandby", DECISION)
    assert sent(secretary, LIMIT, value_value="60").status_code == 302
    assert package_on(TODAY).parameters["P01"].values == {"value": 30}
    assert "60" in text_of(secretary.get(OURS)).split("Gränser")[0]


def test_a_rule_is_changed_in_its_texts_and_by_whom_it_obliges(secretary):
    answer = sent(secretary, RULE, text_sv="Den som är ny ska få tid att läsa policyn.", who=["EC", "HR"])
    assert answer.headers["Location"] == f"{OURS}#MR-5"
    made = next(each for each in read_package(folder_of("strandby")).clauses if each.id == "MR-5")
    assert (made.text.sv, made.who) == ("Den som är ny ska få tid att läsa policyn.", ("EC", "HR"))
    row = AuditRow.objects.get(act="change-package")
    assert row.details["places"] == ["clauses/MR-5/text", "clauses/MR-5/who"]


def test_what_would_be_a_fault_is_refused_in_the_form_and_nothing_is_stored(secretary):
    before = digest_in(folder_of("strandby"))
    for typed in ({"value_value": "många"}, {"value_value": "-5"}, {"value_value": ""}):
        answer = sent(secretary, LIMIT, **typed)
        assert answer.status_code == 400
        assert answer.context["form"].errors
        assert answer.context["form"]["value_value"].value() == typed["value_value"]
    assert digest_in(folder_of("strandby")) == before
    assert not AuditRow.objects.filter(act="change-package").exists()


def test_whoever_saw_an_older_package_writes_over_nobody(secretary):
    was = secretary.get(LIMIT).context["form"]["was"].value()
    assert sent(secretary, LIMIT, value_value="45").status_code == 302
    answer = sent(secretary, LIMIT, value_value="50", was=was)
    assert answer.status_code == 400
    assert "Någon annan har ändrat paketet" in text_of(answer)
    assert read_package(folder_of("strandby")).parameters["P01"].values == {"value": 45}


def test_what_ships_is_not_changed(secretary):
    with pytest.raises(editing.ChangeRefused):
        editing.change_package(name="oxelosund", file="parameters.yaml", changes={}, was="", who=WHO)
    answer = secretary.get(reverse("policy:own_limit", args=["oxelosund", "P01"]))
    assert answer.status_code >= 400
    assert "följer med produkten" in text_of(answer)


def test_the_files_are_those_that_lie_in_the_folder(secretary):
    packed = zipfile.ZipFile(io.BytesIO(secretary.get(reverse("policy:own_files", args=["strandby"])).content))
    folder = folder_of("strandby")
    assert {name: packed.read(name) for name in packed.namelist()} == {
        f"strandby/{file.name}": file.read_bytes() for file in folder.iterdir()
    }


def test_a_package_that_cannot_be_read_tells_its_faults_and_can_be_put_right(secretary):
    path = folder_of("strandby") / "policy.yaml"
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole.replace("documents:", "dokument:", 1), encoding="utf-8")
    assert "policy.yaml:" in text_of(secretary.get(OURS))
    assert secretary.get(RULE).status_code == 404
    path.write_text(whole, encoding="utf-8")
    assert secretary.get(RULE).status_code == 200


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nobody_else_writes_or_reads_a_package_that_is_not_decided(secretary, wearing, role):
    client = wearing(role)
    pages = (ALL, OURS, LIMIT, RULE, reverse("policy:own_files", args=["strandby"]))
    assert {client.get(page).status_code for page in pages} <= {403, 404}
    assert client.post(LIMIT, {"value_value": "1"}).status_code in {403, 404}


def test_a_decided_change_of_a_limit_is_told_with_its_decision(secretary, client):
    sent(secretary, LIMIT, value_value="45")
    secretary.post(f"{reverse('policy:adopt')}?paket=strandby", DECISION)
    limits = reverse("policy:limits")
    assert ALL in secretary.get(limits).content.decode()
    assert ALL not in client.get(limits).content.decode()
    text = re.sub(r"\s+", " ", text_of(client.get(limits)))
    assert "Ändrat från 2 november 2026" in text.replace("\xa0", " ")
    assert "Kommunfullmäktige 2026-10-28 § 88" in text
    assert "Introduktion av nyanställd P01 : 30 dagar → blev 45 dagar" in text


def test_a_draft_has_no_rule_asked_anew(secretary, monkeypatch):
    asked = []
    monkeypatch.setattr("spelregler.config.middleware.ask_again", lambda rooms, **_said: asked.extend(rooms))
    sent(secretary, LIMIT, value_value="45")
    assert not set(asked) & {"", "policy"}


def test_how_often_a_rule_is_asked_about_is_said_in_words(secretary):
    choices = secretary.get(RULE).context["form"].fields["frequency"].choices
    assert [words for value, words in choices if words == value] == []
    assert ("per_term", "varje mandatperiod") in choices
