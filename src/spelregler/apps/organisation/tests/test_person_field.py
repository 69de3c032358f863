"""One person among all is searched for, with or without JavaScript, and namesakes are told apart."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms

from spelregler.apps.organisation.models import Body, Person, Seat, Unit
from spelregler.apps.organisation.operations import tenure
from spelregler.apps.organisation.pages.person_field import PersonField
from spelregler.apps.organisation.queries.person_search import MOST_FOUND, find_people
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="HR")
DAY = date(2026, 11, 2)


class ChoosingForm(forms.Form):
    person = PersonField(as_of=DAY, address="/sok-person/", tells_units=True)


@pytest.fixture
def namesakes() -> list[Person]:
    """Two of one name, one who sits in a body and one who is employed in a unit; and somebody else."""
    found = [
        Person.objects.create(code=code, name=name)
        for code, name in (("anna-1", "Anna Åberg"), ("anna-2", "Anna Åberg"), ("bo", "Bo Ek"))
    ]
    body = Body.objects.create(code="kf", name="Kommunfullmäktige", kind="council", start=date(2020, 1, 1))
    seat = Seat.objects.create(body=body, number=1)
    tenure.seat_member(seat=seat, person=found[0], function="member", start=date(2026, 1, 1), who=WHO)
    unit = Unit.objects.create(code="skolan", name="Skolan", start=date(2020, 1, 1))
    tenure.employ(person=found[1], unit=unit, start=date(2026, 1, 1), who=WHO)
    return found


class TestFind:
    @pytest.mark.parametrize("words", ["åberg", "Åb an", "anna-1 åb"])
    def test_by_any_part_of_the_name_whatever_the_letters_size(self, namesakes, words):
        found, more = find_people(words, as_of=DAY)
        assert {each.code for each in found} <= {"anna-1", "anna-2"}
        assert found
        assert not more

    def test_namesakes_are_told_apart_by_where_they_sit_or_work(self, namesakes):
        found, _ = find_people("anna", as_of=DAY, tells_units=True)
        assert [(each.code, each.where) for each in found] == [
            ("anna-1", "Kommunfullmäktige"),
            ("anna-2", "Skolan"),
        ]

    def test_where_somebody_is_employed_is_not_told_to_whoever_fills_seats(self, namesakes):
        found, _ = find_people("anna", as_of=DAY)
        assert [each.where for each in found] == ["Kommunfullmäktige", "anna-2"]

    def test_at_most_twenty_in_a_number_of_queries_that_does_not_grow(self, django_assert_max_num_queries):
        Person.objects.bulk_create(Person(code=f"p{n}", name=f"Per Person {n:03}") for n in range(40))
        with django_assert_max_num_queries(5):
            found, more = find_people("per", as_of=DAY)
        assert (len(found), more) == (MOST_FOUND, True)

    def test_one_letter_is_no_search(self, namesakes):
        assert find_people("a", as_of=DAY) == ([], False)


class TestField:
    def clean(self, **typed: str) -> ChoosingForm:
        form = ChoosingForm(typed)
        form.is_valid()
        return form

    def test_the_one_who_is_chosen_in_the_list(self, namesakes):
        assert self.clean(person="anna-2", person_sok="anna").cleaned_data["person"] == namesakes[1]

    def test_a_whole_name_that_one_person_has(self, namesakes):
        assert self.clean(person_sok=" bo  ek ").cleaned_data["person"] == namesakes[2]

    def test_a_name_that_two_have_is_a_choice_shown_on_the_page(self, namesakes):
        form = self.clean(person_sok="Anna Åberg")
        assert "person" in form.errors
        printed = str(form["person"])
        assert printed.count('type="radio"') == 2
        assert "Skolan" in printed

    def test_nobody_by_that_name(self, namesakes):
        assert "person" in self.clean(person_sok="Nils").errors
        assert "person" in self.clean().errors

    def test_who_was_chosen_stays_chosen(self, namesakes):
        printed = str(self.clean(person="anna-2", person_sok="bo")["person"])
        assert 'value="anna-2" checked' in printed
        assert 'value="bo"' in printed

    def test_it_searches_as_one_types_where_it_has_an_address(self, namesakes):
        assert 'data-hx-get="/sok-person/?falt=person"' in str(ChoosingForm()["person"])
