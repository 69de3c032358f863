"""The post that is to answer for something is looked for, where there are too many to choose among in one list."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.goals.models import Goal, Indicator
from spelregler.apps.goals.queries import ownership
from spelregler.apps.organisation.models import Post
from tests.test_indicators import FORM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_is_asked_again")]
PLAN = reverse("goals:owner_plan", args=[2027, "organ", "kf"])
NEW = reverse("goals:new_indicator")


def offered(answer, name: str = "owner") -> list[str]:
    form = answer.context["forms"].goal if "forms" in answer.context else answer.context["form"]
    return [str(words) for value, words in form[name].field.choices if value]


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(ownership, "MOST_OFFERED", 3)


@pytest.mark.parametrize("page", [PLAN, NEW])
def test_a_few_are_offered_and_the_others_are_found_by_words(wearing, few, page):
    client = wearing("CT")
    first = client.get(page)
    assert len(offered(first)) == 3
    assert "Sök ägaren" in first.content.decode()
    found = offered(client.get(page, {"agare": "rektor oxelö"}))
    assert found
    assert all("ektor" in words for words in found)
    assert offered(client.get(page, {"agare": "finns inte"})) == []


@pytest.mark.parametrize("page", [PLAN, NEW])
def test_where_all_can_be_offered_there_is_nothing_to_look_for(wearing, monkeypatch, page):
    monkeypatch.setattr(ownership, "MOST_OFFERED", Post.objects.count())
    answer = wearing("CT").get(page)
    assert len(offered(answer)) > 3
    assert "Sök ägaren" not in answer.content.decode()


def test_the_one_that_was_found_answers_for_the_goal(wearing, few):
    client = wearing("CT")
    post = Post.objects.get(unit__code="oxeloskolan", kind=Post.Kind.UNIT_MANAGER)
    said = {"title": "Alla läser en bok i veckan", "owner": post.code, "indicator": "", "target": ""}
    assert client.post(PLAN, said | {"title": ""}).status_code == 400
    assert client.post(PLAN, said).status_code == 302
    assert Goal.objects.get(title="Alla läser en bok i veckan").owner == post
    assert client.post(PLAN, said | {"owner": "finns-inte"}).status_code == 400


def test_the_one_that_was_found_answers_for_the_indicator(wearing, few):
    client, said = wearing("CT"), FORM | {"title": "Lästa böcker", "adds_up": "sum", "unit_of_measure": "antal"}
    post = Post.objects.get(unit__code="oxeloskolan", kind=Post.Kind.UNIT_MANAGER)
    assert client.post(NEW, said | {"owner": post.pk}).status_code == 302
    assert Indicator.objects.get(title="Lästa böcker").owner == post
