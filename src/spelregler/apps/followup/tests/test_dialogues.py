"""A body's dialogues: recorded by presidium or secretary, read by everybody, taken back with a reason (MR-22)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.followup import operations
from spelregler.apps.followup.models import Dialogue
from spelregler.apps.followup.operations import Held
from spelregler.apps.followup.queries.dialogues import bodies_talking
from spelregler.apps.organisation.models import Body, Membership, Municipality, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import START, WHO, holder, member, resident

DAY, TODAY = date(2026, 9, 15), date(2026, 9, 20)


@pytest.fixture
def committee(db) -> Body:
    Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=START)
    return Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)


def record(body: Body, **more) -> Dialogue:
    said = {"kind": "results", "held_on": DAY, "parties": "förvaltningschefen", "themes": "Frånvaro"} | more
    return operations.record_dialogue(body=body, said=Held(**said), today=TODAY, role="SE", who=WHO)


def test_it_counts_as_known_on_the_day_and_not_when_it_is_withdrawn(committee, django_assert_num_queries):
    row = record(committee)
    operations.withdraw_dialogue(dialogue=row, reason="Fel dag.", on=date(2026, 10, 1), who=WHO)
    days = (date(2026, 9, 19), TODAY, date(2026, 10, 1))
    assert [bodies_talking(as_of=day)[0][1] for day in days] == [(), (DAY,), ()]
    with django_assert_num_queries(2):
        assert [body.code for body, _days in bodies_talking(as_of=TODAY)] == ["un"]
    record(committee)


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("held_on", {"held_on": date(2026, 9, 21)}),
        ("parties", {"parties": " "}),
        ("themes", {"themes": " "}),
        ("held_on", {}),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(committee, field, said):
    if not said:
        record(committee)
    with pytest.raises(operations.DialogueRefused) as refused:
        record(committee, **said)
    assert refused.value.field == field


def test_it_is_taken_back_once_with_a_reason(committee):
    row = record(committee)
    with pytest.raises(operations.DialogueRefused):
        operations.withdraw_dialogue(dialogue=row, reason=" ", on=TODAY, who=WHO)
    operations.withdraw_dialogue(dialogue=row, reason="Fel.", on=TODAY, who=WHO)
    with pytest.raises(operations.DialogueRefused):
        operations.withdraw_dialogue(dialogue=row, reason="Fel.", on=TODAY, who=WHO)


@pytest.mark.once
class TestPages:
    SAID = {
        "kind": "budget",
        "held_on": "2026-09-15",
        "parties": "rektorerna",
        "themes": "Lokaler",
        "agreed": "Ses igen.",
    }

    @pytest.fixture(autouse=True)
    def municipality(self, db):
        Municipality.objects.create(code="0481", name="Strandby")

    @pytest.mark.parametrize("who", ["secretary", "chair"])
    def test_it_is_recorded_and_read_by_everybody(self, committee, who):
        client = (
            holder(Post.Kind.COMMITTEE_SECRETARY)
            if who == "secretary"
            else member(committee, Membership.Function.CHAIR)
        )
        page = reverse("followup:dialogues_of", args=["un"])
        assert 'name="themes"' in words(client.get(page))
        assert client.post(page, self.SAID).status_code == 302
        text = words(resident().get(page))
        assert "Ses igen." in text
        assert 'name="themes"' not in text
        assert page in words(resident().get(reverse("followup:dialogues")))
        back = reverse("followup:withdraw_dialogue", args=[Dialogue.objects.get().pk])
        assert client.post(back, {"reason": "Fel dag"}).status_code == 302
        assert "Fel dag" in words(resident().get(page))

    def test_what_is_wrong_stands_at_its_field(self, committee):
        client = holder(Post.Kind.COMMITTEE_SECRETARY)
        text = words(client.post(reverse("followup:dialogues_of", args=["un"]), self.SAID | {"themes": " "}), 400)
        assert error_at(text, "id_themes")
        assert 'value="rektorerna"' in text

    def test_outsiders_record_none(self, committee):
        row = record(committee)
        other = Body.objects.create(code="von", name="Omsorgsnämnden", kind=Body.Kind.COMMITTEE, start=START)
        chair = member(other, Membership.Function.CHAIR)
        for client in (resident(), holder(Post.Kind.UNIT_MANAGER), member(committee), chair):
            assert client.post(reverse("followup:dialogues_of", args=["un"]), self.SAID).status_code == 403
            assert client.post(reverse("followup:withdraw_dialogue", args=[row.pk]), {"reason": "x"}).status_code == 403
        assert Dialogue.objects.get().ended_on is None
        words(resident().get(reverse("followup:dialogues_of", args=["finns-inte"])), 404)
