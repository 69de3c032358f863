"""Choosing a package: what it demands, where its facts are entered, and a copy that is the municipality's own."""

import pytest
from django.urls import reverse

from spelregler.apps.policy.operations import copying
from spelregler.apps.policy.packages.in_force import folder_of, load_package
from spelregler.apps.policy.packages.validation import faults_of
from spelregler.apps.start.pages.packages import presenters
from spelregler.apps.start.tests.conftest import WHO
from spelregler.domain.checks import registry
from spelregler.exchange.package import read_package
from spelregler.platform.audit.models import AuditRow

pytestmark = [pytest.mark.django_db, pytest.mark.once]
PLACE = ("0481", 'Strandby "vid" sjön')


@pytest.fixture
def own(settings, tmp_path):
    settings.SPELREGLER_PACKAGES = [tmp_path / "policies", settings.SPELREGLER_PACKAGES[1]]
    return tmp_path / "policies"


def test_every_check_has_a_page_where_its_facts_are_entered():
    for name in registry.names():
        if name != presenters.AWAITED:
            assert reverse(presenters.page_of(name)), name
            assert presenters.page_words(presenters.page_of(name)), name


@pytest.mark.parametrize("name", ["liten", "oxelosund"])
def test_a_copy_is_faultless_and_names_the_municipality_and_no_decision(own, name):
    folder = copying.copy_package(name=name, new_name="strandby", municipality=("0481", "Strandby"), who=WHO)
    assert folder == own / "strandby"
    assert faults_of(folder) == []
    made = read_package(folder)
    assert (made.name, made.municipality) == ("strandby", {"name": "Strandby", "code": "0481"})
    assert [each.adopted for each in made.documents] == [None] * len(made.documents)
    assert made.clauses == load_package(name).clauses
    assert AuditRow.objects.filter(act="copy-package", subject="strandby").count() == 1
    assert [each.name for each in own.iterdir()] == ["strandby"]


@pytest.mark.parametrize("name", ["", "Strandby", "../ut", "liten", "a/b", "med blank"])
def test_a_name_that_is_no_folders_or_is_taken_is_refused(own, name):
    with pytest.raises(copying.CopyRefused):
        copying.copy_package(name="liten", new_name=name, municipality=None, who=WHO)
    assert not own.exists() or not list(own.iterdir())


def test_the_page_says_what_a_package_demands(wearing, own):
    words = wearing("administrator").get(reverse("start:package", args=["liten"])).content.decode()
    assert "Skolnämnden" in words
    assert "GR-1" in words
    assert reverse("policy:register_document") in words
    assert "spelregler policy adopt liten" in words


def test_the_secretary_is_led_to_the_page_of_the_decision(wearing, own):
    words = wearing("committee_secretary").get(reverse("start:package", args=["liten"])).content.decode()
    assert f"{reverse('policy:adopt')}?paket=liten" in words


def test_a_copy_is_made_at_the_page_and_a_taken_name_is_said_at_the_field(wearing, own):
    client, address = wearing("administrator"), reverse("start:package", args=["liten"])
    assert "finns redan ett paket" in client.post(address, {"new_name": "oxelosund"}).content.decode()
    assert client.post(address, {"new_name": "strandby"}).headers["Location"] == reverse(
        "start:package", args=["strandby"]
    )
    assert folder_of("strandby").parent == own


@pytest.mark.parametrize("page", [reverse("start:packages"), reverse("start:package", args=["liten"])])
@pytest.mark.parametrize(("kind", "status"), [("administrator", 200), ("employee", 403), ("resident", 404)])
def test_who_sees_the_packages(wearing, own, page, kind, status):
    assert wearing(kind).get(page).status_code == status


def test_a_package_that_is_not_there_is_not_found(wearing, own):
    assert wearing("administrator").get(reverse("start:package", args=["finns-inte"])).status_code == 404
