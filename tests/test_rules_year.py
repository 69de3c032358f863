"""The living policy: chapters with counts, the way on from each rule, and each rule's year about what a reader sees."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

import pytest
from django.urls import reverse

from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.queries import rule_years
from tests.conftest import TODAY
from tests.rows_fetched import rows_fetched

pytestmark = [pytest.mark.django_db, pytest.mark.once]
UNITS, STEPPING_IN = reverse("policy:chapter", args=["MR", 5]), reverse("policy:chapter", args=["MR", 6])
STRIP = re.compile(r'<svg[^>]*class="strip"[^>]*aria-label="(?P<rule>[A-Z]+-\d+): (?P<said>[^"]*)"')


def text_of(client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def strips(text: str) -> dict[str, str]:
    return {found["rule"]: found["said"] for found in STRIP.finditer(text)}


def test_the_first_page_leads_into_each_chapter_with_its_counts_in_words(wearing):
    text = text_of(wearing("CI"), reverse("policy:documents"))
    assert f'<a href="{UNITS}">Enheternas självständighet</a> <small>6 regler</small>' in text
    assert "2 bryts" in text
    assert "4 ej bedömda" in text
    assert "Ändrat på sistone" in text


def test_what_changed_lately_is_told_by_both_words_and_only_of_what_the_reader_sees(wearing, monkeypatch):
    monkeypatch.setattr(rule_years, "MOST_CHANGES", 50)  # in the demo many rules are first answered on the same day
    ground = "Ledningen ska svara när en enhet inte når sina mål"

    def changed(role: str) -> str:
        return text_of(wearing(role), reverse("policy:documents")).partition("Ändrat på sistone")[2]

    assert "Det som är beslutat ska bli gjort och återrapporterat" in changed("CI")
    assert ground in changed("KC")
    assert ground not in changed("CI")


def test_every_rule_of_a_chapter_has_its_year_and_its_way_on(wearing):
    text = text_of(wearing("CI"), UNITS)
    assert list(strips(text)) == [f"MR-{number}" for number in range(40, 46)]
    assert strips(text)["MR-42"].startswith("bryts sedan 31\u00a0augusti 2026.".replace("\u00a0", " "))
    assert "inget svar lagrat 3 november 2025" in strips(text)["MR-42"]
    for step in ("Vem", "Underlag", "Läge", "Nu"):
        assert f"<dt>{step}</dt>" in text


def test_whoever_answers_for_a_unit_reads_its_own_year_and_may_read_all(wearing):
    client = wearing("EC", unit="bjorntorp")
    own, every = text_of(client, UNITS), text_of(client, f"{UNITS}?plats=alla")
    assert "bryts" not in strips(own)["MR-42"].partition(".")[0]
    assert "bryts" in strips(every)["MR-42"].partition(".")[0]


def test_how_hidden_units_stand_is_told_together_as_on_every_page(wearing):
    shown = strips(text_of(wearing("CI"), STEPPING_IN))
    assert set(shown) == {f"MR-{number}" for number in range(46, 52)}
    own = strips(text_of(wearing("EC", unit="oxeloskolan"), STEPPING_IN))
    assert shown["MR-46"].startswith("bryts")
    assert own["MR-46"].startswith("följs")


def test_the_rules_page_has_the_strip_with_dates_and_a_table(wearing):
    text = text_of(wearing("EC", unit="oxeloskolan"), reverse("policy:clause", args=["MR-42"]))
    assert "Regelns år: Oxelöskolan" in text
    assert "Regelns år i hela kommunen" in text
    assert "Bryts sedan 31 augusti 2026. Dessförinnan:" in text
    assert re.search("<td[^>]*>inget svar lagrat</td>", text)


def test_before_any_answer_is_stored_the_year_says_so(wearing):
    assert set(strips(text_of(wearing("CI"), f"{UNITS}?per=2026-01-15")).values()) == {
        "inget svar lagrat hela året till och med 15 januari 2026."
    }


def test_a_chapter_that_is_not_there_is_not_found(wearing):
    for args in (["MR", 99], ["MR", 0], ["XX", 1]):
        assert wearing("CI").get(reverse("policy:chapter", args=args)).status_code == 404


def test_a_chapter_reads_as_many_rows_however_many_places_are_answered_about(wearing):
    client = wearing("CI")
    read = partial(client.get, UNITS)
    read()
    few = rows_fetched(read)["rows"]
    model = Finding.objects.filter(clause="MR-42", scope_kind="unit", seen_to=None).first()
    fields = {each.name: getattr(model, each.name) for each in Finding._meta.fields if each.name != "id"}
    for number in range(200):
        Finding.objects.create(**{**fields, "scope": f"extra-{number}", "scope_name": f"Extra {number}"})
    assert rows_fetched(read)["rows"] <= few + 5
    assert date(2026, 11, 2) == TODAY
