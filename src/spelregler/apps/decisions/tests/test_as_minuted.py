"""What another room takes to a decision that is in the registry already: only where somebody says that it is meant."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import DecisionRefused, Minutes, OtherDecision, decision_as_minuted
from spelregler.apps.decisions.pages.forms import MEANT, ParagraphForm
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2026, 10, 20), date(2026, 11, 2)
TITLE = Words("Plan for internal control {year}", year=2027)


@pytest.fixture
def body() -> Body:
    return Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=date(2025, 1, 1))


@pytest.fixture
def known(body) -> Decision:
    return Decision.objects.create(
        body=body, decided_on=DAY, paragraph="5", title="Verksamhetsplan 2027", text="Antas."
    )


def take(body: Body, *, meant: int | None = None, paragraph: str = "§ 5", on: date = TODAY) -> Decision:
    minutes = Minutes(DAY, paragraph, meant=meant)
    return decision_as_minuted(body=body, minutes=minutes, title=TITLE, on=on, who=Who(name="Test", role="SE"))


def test_a_paragraph_that_is_another_decision_is_refused_by_its_name(body, known):
    with pytest.raises(OtherDecision, match="Verksamhetsplan 2027") as refused:
        take(body)
    assert refused.value.field == "paragraph"
    with pytest.raises(OtherDecision):
        take(body, meant=known.pk + 1)
    assert take(body, meant=known.pk) == known
    assert take(body, paragraph="6") != known


def test_what_the_same_room_entered_is_taken_to_again(body):
    assert take(body) == take(body)
    with pytest.raises(DecisionRefused):
        take(body, on=date(2026, 10, 19))


def form(body: Body, **more: str) -> ParagraphForm:
    return ParagraphForm({"decided_on": "2026-10-20", "paragraph": "§ 5", **more}, today=TODAY, body=body)


def test_the_form_shows_which_decision_it_is_and_asks(body, known):
    asked = form(body)
    assert not asked.is_valid()
    assert "Verksamhetsplan 2027" in asked.errors["paragraph"][0]
    assert "Verksamhetsplan 2027" in str(asked[MEANT].label)
    assert list(asked.fields) == ["decided_on", "paragraph", MEANT]
    assert f'value="{known.pk}"' in str(asked[MEANT])
    assert "checked" not in str(asked[MEANT])


def test_what_was_said_of_one_decision_holds_for_no_other(body, known):
    meant = form(body, meant=str(known.pk))
    assert meant.is_valid()
    assert meant.minuted.meant == known.pk
    other = Decision.objects.create(body=body, decided_on=DAY, paragraph="6", title="Budget", text="Antas.")
    asked = form(body, meant=str(known.pk), paragraph="6")
    assert not asked.is_valid()
    assert "Budget" in asked.errors["paragraph"][0]
    assert f'value="{other.pk}"' in str(asked[MEANT])
    assert form(body, paragraph="7").is_valid()
