"""A word is found whatever its case, with å, ä and ö, and the same on both databases."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.queries import decisions_list
from spelregler.apps.organisation.models import Body, Person
from spelregler.apps.organisation.queries.person_search import find_people

DAY = date(2026, 3, 1)


@pytest.fixture
def decided(db: None) -> None:
    body = Body.objects.create(code="kf", name="Fullmäktige", kind="council", start=date(2020, 1, 1))
    for number, title in enumerate(["Översyn av åtgärder", "ÅRSREDOVISNING", "100 % el", "Café_ö"]):
        Decision.objects.create(body=body, decided_on=DAY, paragraph=f"{number}", title=title, text="Text")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("översyn", 1),
        ("ÖVERSYN", 1),
        ("årsredovisning", 1),
        ("Årsredovisning", 1),
        ("ÅTGÄRDER översyn", 1),
        ("å", 2),
        ("é_Ö", 1),
        ("%", 1),
        ("_", 1),
        ("\\", 0),
        ("o", 1),
        ("oversyn", 0),
    ],
)
def test_decisions_are_found_whatever_the_case(decided: None, words: str, found: int) -> None:
    assert decisions_list(as_of=DAY, words=words).total == found


def test_people_too(db: None) -> None:
    Person.objects.create(code="ake", name="Åke Öberg")
    for words in ("åke", "ÅKE", "öBERG åk"):
        assert [each.code for each in find_people(words, as_of=DAY)[0]] == ["ake"]


def test_a_text_that_is_not_there_is_not_found(db: None) -> None:
    assert not Decision.objects.filter(body__name_en__icontains="Å").exists()
