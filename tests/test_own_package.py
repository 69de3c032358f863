"""The secretary writes the municipality's own package in pages; nothing is judged by it until the council decides."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.policy.findings.engine import evaluate
from spelregler.apps.policy.models import Adoption
from spelregler.apps.policy.operations import editing
from spelregler.apps.policy.packages.in_force import NoPackageInForce, digest_in, folder_of, package_on
from spelregler.exchange.package import read_package
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.usefixtures("own", "nothing_is_asked_again")]
WHO = Who(name="Test", role="system")
ALL, OURS = reverse("policy:own_packages"), reverse("policy:own_package", args=["strandby"])
LIMIT = reverse("policy:own_limit", args=["strandby", "P01"])
RULE = reverse("policy:own_rule", args=["strandby", "MR-5"])
WAYS = (
    reverse("policy:own_from_files"),
    reverse("policy:own_bring", args=["strandby"]),
    reverse("policy:own_file", args=["strandby", "roles.cedar"]),
    reverse("policy:own_answer", args=["strandby", "MR-5"]),
    reverse("policy:own_take_out", args=["strandby", "MR-5"]),
    reverse("policy:own_tried", args=["strandby"]),
)
OUTSIDERS = ["CI", "EM", "EC", "FC", "KC", "CT", "HR", "UN", "RE", "Np", "KF"]
DECISION = {"body": "kf", "decided_on": "2026-10-28", "paragraph": "§ 88", "start": "2026-11-02"}


NEW_RULE = reverse("policy:own_new_rule", args=["strandby"])
OWN = {
    "id": "EGEN-1",
    "title_sv": "Barnens röst hörs",
    "title_en": "Children are heard",
    "text_sv": "Varje enhet frågar barnen.",
    "text_en": "Every unit asks the children.",
    "evidence_sv": "anteckning från samtal",
    "evidence_en": "a note of talks",
    "breach_sv": "Ingen har frågat.",
    "breach_en": "Nobody has asked.",
    "who": ["EC"],
    "frequency": "yearly",
    "chapter": "MR-56",
    "check": "assessed.unit",
}


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
    stands = {name: form[name].value() or "" for name in form.fields}
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
    assert "60" in text_of(secretary.get(OURS)).partition("Filer")[2].split("Gränser")[0]


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
    pages = (ALL, OURS, LIMIT, RULE, NEW_RULE, reverse("policy:own_files", args=["strandby"]), *WAYS)
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


def test_what_each_role_may_do_otherwise_is_told_where_the_package_is_adopted_as_where_it_is_written(secretary):
    rules = folder_of("strandby") / "roles.cedar"
    own = (
        '@id("prov")\n@clause("MR-24")\n@reason_sv("Sekreteraren får hämta arkivet.")\n'
        '@reason_en("The secretary may take the archive out.")\n'
        'permit (principal in Role::"SE", action in Action::"policy_archive:read", resource);\n'
    )
    rules.write_text(f"{rules.read_text(encoding='utf-8')}\n{own}", encoding="utf-8")
    for page in (OURS, f"{reverse('policy:adopt')}?paket=strandby"):
        assert "MR-24 ny regel: Sekreteraren får hämta arkivet." in text_of(secretary.get(page)).replace("\xa0", " ")


def test_a_draft_has_no_rule_asked_anew(secretary, monkeypatch):
    asked = []
    monkeypatch.setattr("spelregler.config.middleware.ask_again", lambda rooms, **_said: asked.extend(rooms))
    sent(secretary, LIMIT, value_value="45")
    assert not set(asked) & {"", "policy"}


def test_how_often_a_rule_is_asked_about_is_said_in_words(secretary):
    choices = secretary.get(RULE).context["form"].fields["frequency"].choices
    assert [words for value, words in choices if words == value] == []
    assert ("per_term", "varje mandatperiod") in choices


def rules_in(name: str = "strandby"):
    return {each.id: each for each in read_package(folder_of(name)).clauses}


def test_a_rule_of_ones_own_is_written_judged_by_a_check_and_decided(secretary):
    before = rules_in()
    answer = sent(secretary, NEW_RULE, **OWN)
    way = reverse("policy:own_answer", args=["strandby", "EGEN-1"])
    assert answer.headers["Location"] == way
    assert sent(secretary, way, parameter_holds_months="24").status_code == 302
    made = rules_in()
    rule = made.pop("EGEN-1")
    assert (rule.check, rule.kind, rule.parameters, rule.who) == ("assessed.unit", "M", {"holds_months": 24}, ("EC",))
    assert (rule.document, rule.section) == ("MR", before["MR-56"].section)
    told = {key: (each.text, each.check, each.parameters) for key, each in made.items()}
    assert told == {key: (each.text, each.check, each.parameters) for key, each in before.items()}
    assert "en ny regel" in text_of(secretary.get(OURS))
    assert secretary.post(f"{reverse('policy:adopt')}?paket=strandby", DECISION).status_code == 302
    found = evaluate(package=package_on(TODAY), as_of=TODAY, only={"EGEN-1"})
    assert {(each.judgement.scope.kind, each.judgement.status) for each in found} == {("unit", "not_assessed")}


def test_what_answers_is_exchanged_and_set_by_a_limit_of_the_package(secretary):
    way = reverse("policy:own_answer", args=["strandby", "MR-5"])
    page = secretary.get(f"{way}?kontroll=organisation.members_introduced")
    form = page.context["form"]
    stands = {name: form[name].value() for name in form.fields}
    typed = {**stands, "parameter_days": "P02", "parameter_reelected": "ja"}
    address = f"{way}?kontroll=organisation.members_introduced"
    assert secretary.post(address, {**typed, "parameter_days": "P99"}).status_code == 400
    assert secretary.post(address, {**typed, "parameter_days": "-4"}).status_code == 400
    assert secretary.post(address, typed).status_code == 302
    rule = rules_in()["MR-5"]
    assert (rule.check, rule.parameters) == (
        "organisation.members_introduced",
        {"days": "P02", "reelected": True},
    )


@pytest.mark.parametrize(
    "typed", [{"id": "MR-5"}, {"id": "egen 1"}, {"who": []}, {"chapter_sv": "Eget"}, {"title_sv": ""}]
)
def test_a_new_rule_that_would_be_a_fault_is_refused_in_its_form(secretary, typed):
    was = digest_in(folder_of("strandby"))
    answer = sent(secretary, NEW_RULE, **{**OWN, **typed})
    assert answer.status_code == 400
    assert digest_in(folder_of("strandby")) == was


def test_a_rule_is_taken_out_where_nothing_rests_on_it(secretary):
    sent(secretary, NEW_RULE, **OWN, chapter_sv="Eget", chapter_en="Our own")
    assert rules_in()["EGEN-1"].section.sv == "Eget"
    assert sent(secretary, reverse("policy:own_take_out", args=["strandby", "EGEN-1"]), look="done").status_code == 302
    assert "EGEN-1" not in rules_in()
    held = secretary.get(reverse("policy:own_take_out", args=["strandby", "MR-17"]))
    assert "måste ändras först" in text_of(held)
    with pytest.raises(editing.ChangeRefused):
        editing.remove_rule(name="strandby", clause="MR-17", was=digest_in(folder_of("strandby")), who=WHO)
    assert "MR-17" in rules_in()


def sent_as_files(client, address: str, *files: tuple[str, bytes], **typed):
    form = client.get(address).context["form"]
    stands = {name: form[name].value() or "" for name in form.fields if name != "chosen"}
    chosen = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(address, {**stands, **typed, "chosen": chosen})


def test_a_package_is_brought_from_a_zip_and_is_the_same_package(secretary):
    packed = secretary.get(reverse("policy:own_files", args=["strandby"])).content
    answer = sent_as_files(secretary, WAYS[0], ("paket.zip", packed), new_name="annan")
    assert answer.headers["Location"] == reverse("policy:own_package", args=["annan"])
    assert digest_in(folder_of("annan")) == digest_in(folder_of("strandby"))
    assert AuditRow.objects.get(act="bring-package").subject == "annan"


def test_faults_of_what_is_brought_are_told_with_file_and_line_and_nothing_is_stored(secretary):
    files = {each.name: each.read_bytes() for each in folder_of("strandby").iterdir()}
    wrong = files["policy.yaml"].replace(b"check: policy.in_force", b"check: policy.in_fors", 1)
    line = wrong[: wrong.index(b"- id: MR-1\n")].count(b"\n") + 1
    answer = sent_as_files(
        secretary, WAYS[0], *{**files, "policy.yaml": wrong}.items(), ("LÄSMIG.md", b"..."), new_name="annan"
    )
    assert answer.status_code == 400
    assert f"policy.yaml:{line}" in text_of(answer)
    with pytest.raises(NoPackageInForce):
        folder_of("annan")
    for name, data in (("paket.zip", b"PK\3\4broken"), ("bild.png", b"\x89PNG")):
        assert sent_as_files(secretary, WAYS[0], (name, data), new_name="annan").status_code == 400


def test_changed_files_take_the_place_of_those_of_the_draft(secretary):
    data = (folder_of("strandby") / "parameters.yaml").read_bytes().replace(b"value: 30\n", b"value: 31\n", 1)
    assert sent_as_files(secretary, WAYS[1], ("parameters.yaml", data)).status_code == 302
    assert (folder_of("strandby") / "parameters.yaml").read_bytes() == data
    was = secretary.get(WAYS[1]).context["form"]["was"].value()
    sent(secretary, LIMIT, value_value="44")
    assert sent_as_files(secretary, WAYS[1], ("parameters.yaml", data), was=was).status_code == 400


def test_who_may_do_what_is_changed_as_text_seen_against_what_holds_and_faults_have_their_line(secretary):
    text = secretary.get(WAYS[2]).context["form"]["text"].value()
    wrong = sent(secretary, WAYS[2], text=text + "\npermit (principal, action, resource);\n")
    assert wrong.status_code == 400
    assert "roles.cedar:" in text_of(wrong)
    added = """
@id("own-secretary-reads-trail")
@clause("MR-1")
@reason_sv("Sekreteraren läser bokföringen.")
@reason_en("The secretary imports the ledger.")
permit (principal in Role::"HR", action in Action::"enter_measurements:execute", resource);
"""
    assert sent(secretary, WAYS[2], text=(text + added).replace("\n", "\r\n")).status_code == 302
    assert (folder_of("strandby") / "roles.cedar").read_text("utf-8") == text + added
    told = re.sub(r"\s+", " ", text_of(secretary.get(OURS)))
    assert "MR-1 ny regel: Sekreteraren läser bokföringen." in told
    assert secretary.get(reverse("policy:own_file", args=["strandby", "hemligt.txt"])).status_code == 404


def test_the_same_facts_under_two_packages_give_other_answers_with_their_reasons(secretary):
    def held() -> list[str]:
        return [str(each.judgement.status) for each in evaluate(package=package_on(TODAY), as_of=TODAY, only={"MR-1"})]

    tried = reverse("policy:own_tried", args=["strandby"])
    assert "alla svar skulle vara desamma i dag" in text_of(secretary.get(tried))
    assert held() == ["kept"]
    assert sent(secretary, reverse("policy:own_limit", args=["strandby", "P26"]), value_value="1").status_code == 302
    text = re.sub(r"\s+", " ", text_of(secretary.get(tried)))
    assert "MR-1" in text
    assert "Nästa översyn senast 5 mars 2029" in text
    assert "5 mars 2026" in text
    assert held() == ["kept"]
    sent(secretary, NEW_RULE, **OWN)
    assert "EGEN-1" in text_of(secretary.get(tried))


COMPARE = reverse("policy:compare")


def test_law_is_written_beside_a_rule_once_a_line_and_told_where_the_rule_stands(secretary):
    assert sent(secretary, RULE, law="AFS 2023:1\nKL 6 kap. 38 §\nAFS 2023:1").status_code == 302
    made = next(each for each in read_package(folder_of("strandby")).clauses if each.id == "MR-5")
    assert made.law == ("AFS 2023:1", "KL 6 kap. 38 §")
    assert secretary.post(f"{reverse('policy:adopt')}?paket=strandby", DECISION).status_code == 302
    for page in (reverse("policy:chapter", args=["MR", 1]), reverse("policy:clause", args=["MR-5"])):
        assert "AFS 2023:1, 6 kap. 38 § kommunallagen" in text_of(secretary.get(page)), page
    assert sent(secretary, RULE, law="").status_code == 302
    assert next(each for each in read_package(folder_of("strandby")).clauses if each.id == "MR-5").law == ()


def test_two_versions_are_compared_by_anybody_once_they_are_decided_and_drafts_by_whoever_writes_them(
    secretary, client
):
    sent(secretary, LIMIT, value_value="45")
    drafts = {"fran": "paket-oxelosund", "till": "paket-strandby"}
    draft, public = (re.sub(r"\s+", " ", text_of(each.get(COMPARE, drafts))) for each in (secretary, client))
    assert "45 dagar" in draft
    assert "strandby 2, inte beslutat" in draft
    assert "45 dagar" not in public
    assert "inte beslutat" not in public
    assert secretary.post(f"{reverse('policy:adopt')}?paket=strandby", DECISION).status_code == 302
    shown = re.sub(r"\s+", " ", text_of(client.get(COMPARE)))
    assert "Introduktion av nyanställd P01 – 30 dagar 45 dagar" in shown
    assert "Inget: rollreglerna är desamma." in shown
    last, *earlier = Adoption.objects.order_by("-start")
    back = re.sub(
        r"\s+", " ", text_of(client.get(COMPARE, {"fran": f"beslut-{last.pk}", "till": f"beslut-{earlier[0].pk}"}))
    )
    assert "Introduktion av nyanställd P01 – 45 dagar 30 dagar" in back


def test_a_version_that_is_decided_and_begins_later_is_compared_from_its_decision(secretary, client):
    sent(secretary, LIMIT, value_value="45")
    coming = DECISION | {"start": "2027-01-01"}
    assert secretary.post(f"{reverse('policy:adopt')}?paket=strandby", coming).status_code == 302
    shown = re.sub(r"\s+", " ", text_of(client.get(COMPARE)))
    assert "Introduktion av nyanställd P01 – 30 dagar 45 dagar" in shown
    assert "1 jan 2027" in shown
