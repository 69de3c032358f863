"""The pages of the policy: open to all, and what the secretary enters from the minutes."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Body, Municipality, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.packages.in_force import package_on
from spelregler.domain.assessment import AWAITED
from spelregler.platform.audit.operations import SYSTEM

pytestmark = [pytest.mark.once, pytest.mark.django_db]
JAN = date(2026, 1, 1)
SAID = {
    "document": "MR",
    "version": "2026",
    "body": "Kommunfullmäktige",
    "decided_on": "2026-06-15",
    "paragraph": "61",
    "start": "2026-07-01",
    "owner": "Kommunstyrelsen",
}


@pytest.fixture(autouse=True)
def council() -> Body:
    Municipality.objects.create(code="0481", name="Strandby")
    adopt_package(name="oxelosund", start=JAN, who=SYSTEM)
    DocumentVersion.objects.all().delete()
    return Body.objects.create(code="kf", name="Kommunfullmäktige", kind="council", start=JAN)


@pytest.fixture
def secretary():
    return holder(Post.Kind.COMMITTEE_SECRETARY)


@pytest.fixture
def outsiders(council):
    """A unit's manager, an elected member of the council, and somebody who has not signed in."""
    return [holder(Post.Kind.UNIT_MANAGER), member(council), resident()]


def at(name: str, *args: object) -> str:
    return reverse(f"policy:{name}", args=args)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (at("documents"), at("document", "MR")),
        (at("document", "MR"), "Det ska finnas regler som går att förstå"),
        (at("clause", "MR-38"), "<h1>Enheten flyttar sina pengar som den vill</h1>"),
        (at("clause", "MR-37"), "6 kap. 38 § kommunallagen"),
        (at("clause", "MR-42"), "Kräver åtgärd från en avvikelse på: <b>−2,0\u00a0%</b>"),
        (at("limits"), "Minsta avvikelse som räknas för en enhet: <b>150\u00a0tkr</b>"),
        (at("year"), "november"),
        (at("roles"), "<h1>Vem får göra vad"),
    ],
)
def test_what_holds_is_open_to_all(outsiders, page, told):
    for client in outsiders:
        assert told in words(client.get(page))


@pytest.mark.parametrize("page", [at("document", "XX"), at("clause", "MR-99")])
def test_what_is_not_in_the_package_is_not_there(outsiders, page):
    for client in outsiders:
        words(client.get(page), 404)


class TestRegister:
    def test_the_secretary_registers_corrects_and_reviews(self, secretary):
        assert secretary.post(at("register_document"), SAID).headers["Location"] == at("documents")
        made = DocumentVersion.objects.get()
        assert (made.version, made.adopted_on, made.start) == ("2026", date(2026, 6, 15), date(2026, 7, 1))
        corrected = {**SAID, "paragraph": "62", "reason": "Fel paragraf"}
        assert secretary.post(at("correct_document", made.pk), corrected).status_code == 302
        assert secretary.post(at("review_document", made.pk), {"reviewed_on": "2026-10-01"}).status_code == 302
        made.refresh_from_db()
        assert (made.paragraph, made.reviewed_on) == ("62", date(2026, 10, 1))

    @pytest.mark.parametrize(
        ("said", "field", "told"),
        [
            ({"start": "i somras"}, "start", "i somras"),
            ({"start": "2026-06-01"}, "start", "före sitt beslut"),
            ({"end": "2026-06-20"}, "end", "innan den har börjat"),
            ({"reviewed_on": "2026-01-01"}, "reviewed_on", "före beslutet"),
            ({"decided_on": "2026-12-01"}, "decided_on", "inte varit än"),
            ({"paragraph": "§"}, "paragraph", "saknas"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(self, secretary, said, field, told):
        text = words(secretary.post(at("register_document"), {**SAID, **said}), 400)
        assert told in error_at(text, f"id_{field}")
        assert 'value="Kommunstyrelsen"' in text
        assert not DocumentVersion.objects.exists()

    def test_two_versions_never_hold_at_once(self, secretary):
        secretary.post(at("register_document"), SAID)
        text = words(secretary.post(at("register_document"), {**SAID, "version": "2027"}), 400)
        assert "gäller samtidigt" in error_at(text, "id_start")
        assert DocumentVersion.objects.count() == 1

    def test_a_review_that_has_not_been_made_stands_at_its_day(self, secretary):
        secretary.post(at("register_document"), SAID)
        page = at("review_document", DocumentVersion.objects.get().pk)
        assert "inte gjorts än" in error_at(
            words(secretary.post(page, {"reviewed_on": "2027-01-01"}), 400), "id_reviewed_on"
        )

    def test_outsiders_enter_nothing(self, secretary, outsiders):
        secretary.post(at("register_document"), SAID)
        pk = DocumentVersion.objects.get().pk
        for client in outsiders:
            for page in (at("adopt"), at("register_document"), at("correct_document", pk), at("review_document", pk)):
                words(client.get(page), 403)
                words(client.post(page, {**SAID, "version": "9", "reason": "x", "reviewed_on": "2026-10-01"}), 403)
        words(secretary.get(at("review_document", 999_999)), 404)
        words(secretary.get(at("correct_document", 999_999)), 404)
        made = DocumentVersion.objects.get()
        assert (made.version, made.reviewed_on) == ("2026", None)


def test_the_way_on_says_who_enters_what_is_missing_and_promises_nothing_where_no_room_takes_it(outsiders):
    """The chapter has rules with a room to enter facts in, and one without."""
    told = words(outsiders[1].get(at("chapter", "MR", 2)))
    assert "Se till att det som saknas förs in" in told
    waiting = next(each.id for each in package_on(JAN).clauses if each.check == AWAITED)
    assert "Underlaget saknas" in words(outsiders[1].get(at("clause", waiting)))
    assert "Se till att det som saknas" not in words(outsiders[1].get(at("clause", waiting)))
