"""The course on the policy: open to all, a slide at an address; what one says of oneself is one's own (MR-3, MR-4)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.knowledge.models import PolicyReading
from spelregler.apps.knowledge.pages.slides import course
from spelregler.apps.organisation.models import Membership
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
START = reverse("knowledge:course")


def test_a_resident_goes_from_the_first_slide_to_the_last(wearing):
    client, address, seen = wearing("CI"), reverse("knowledge:slide", args=[1]), 0
    while address:
        told = text_of(client.get(address))
        seen += 1
        assert f"Bild {seen} av " in told
        part = told.split('rel="next" href="')
        address = part[1].split('"')[0] if len(part) > 1 else ""
    assert 10 <= seen <= 14
    assert client.get(reverse("knowledge:slide", args=[seen + 1])).status_code == 404
    assert "Visa svaret" in text_of(client.get(reverse("knowledge:slide", args=[3])))


def test_the_handout_holds_every_slide_with_the_package_s_numbers(wearing):
    told = text_of(wearing("CI").get(reverse("knowledge:handout")))
    for each in course(as_of=TODAY):
        assert each.title.sv in told
    for words in ("inom 30 dagar", "inom 60 dagar", "senast 31 mars", "minst 95 %", "under 24 månader"):
        assert words in told


def test_every_question_has_a_right_answer_and_says_why():
    asked = [each.question for each in course(as_of=TODAY) if each.question]
    assert len(asked) >= 4
    assert all(0 <= each.right < len(each.answers) and each.why.sv for each in asked)


def test_whoever_reads_english_gets_it_in_english(wearing):
    client = wearing("CI")
    client.cookies["django_language"] = "en"
    assert "Slide 2 of" in text_of(client.get(reverse("knowledge:slide", args=[2])))


@pytest.mark.parametrize("role", ["N", "EM", "EC", "UN", "RE"])
def test_somebody_says_once_for_themselves_that_they_have_read(wearing, role):
    client, before = wearing(role), PolicyReading.objects.count()
    told = text_of(client.get(START))
    assert "Jag har läst och förstått version" in told
    told = text_of(client.post(START, {"is_catch_up": "on"}, follow=True))
    assert "Bara du ser det." in told
    row = PolicyReading.objects.latest("pk")
    assert (row.read_on, row.is_catch_up) == (TODAY, True)
    client.post(START, {})
    assert PolicyReading.objects.count() == before + 1
    assert row.person.name not in text_of(wearing("KC").get(START))


def test_a_resident_says_nothing_and_is_told_why(wearing):
    client = wearing("CI")
    assert "Jag har läst" not in text_of(client.get(START))
    assert client.post(START, {}).status_code == 403


def test_it_is_linked_from_where_people_learn(wearing):
    for role, address in (
        ("CI", reverse("policy:documents")),
        ("SE", reverse("organisation:introductions")),
        ("EC", reverse("knowledge:unit", args=["oxeloskolan"])),
    ):
        client = wearing(role, unit="oxeloskolan") if role == "EC" else wearing(role)
        assert START in text_of(client.get(address))


class TestWhoKnowsThePolicy:
    PAGE = reverse("knowledge:audiences")

    def test_each_audience_is_told_with_its_last_day_and_how_far_it_has_come(self, wearing):
        told = text_of(wearing("HR").get(self.PAGE))
        for words in ("95 % inom 24 månader", "Inom 30 dagar", "Inom 60 dagar", "Senast 31 mars", "Nyanställda"):
            assert words in told
        assert reverse("knowledge:unit", args=["bjorntorp"]) in told
        assert reverse("knowledge:body", args=["un"]) in told

    def test_a_department_s_people_see_their_own_units(self, wearing):
        told = text_of(wearing("FC", department="utbildningsforvaltningen").get(self.PAGE))
        assert reverse("knowledge:unit", args=["oxeloskolan"]) in told
        assert reverse("knowledge:unit", args=["bjorntorp"]) not in told

    @pytest.mark.parametrize("role", ["CI", "N", "EM", "UN"])
    def test_those_who_do_not_lead_it_are_told_why_not(self, wearing, role):
        assert wearing(role).get(self.PAGE).status_code == 403

    def test_it_names_no_person(self, wearing):
        told = text_of(wearing("SE").get(self.PAGE)).split("</header>")[-1]
        seated = Membership.objects.on(TODAY).values_list("person__name", flat=True)
        assert not any(name in told for name in seated)


def test_a_member_without_a_record_of_their_own_is_shown_the_course_and_nobody_else_is(wearing):
    client = wearing("Np", body="un")
    person = Membership.objects.on(TODAY).filter(person__account=client.session["_auth_user_id"])
    person.update(introduced_on=None)
    title = "Ta kursen, om du missade nämndens utbildning"
    assert title in text_of(client.get(reverse("home:tasks")))
    client.post(START, {"is_catch_up": "on"})
    assert title not in text_of(client.get(reverse("home:tasks")))
