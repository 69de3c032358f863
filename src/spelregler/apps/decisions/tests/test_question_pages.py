"""The pages of members' questions: asked on a phone, answered to the whole body, and who reads what."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import MemberQuestion
from spelregler.apps.organisation.models import Body, Membership, Municipality, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident

pytestmark = pytest.mark.once
SAID = {"subject": "Lovskola", "text": "Hur många går dit?"}


@pytest.fixture(autouse=True)
def municipality(db):
    Municipality.objects.create(code="0481", name="Strandby")


@pytest.fixture
def head(hall):
    return holder(Post.Kind.DEPARTMENT_HEAD, department=hall.head.department)


@pytest.fixture
def asked(hall) -> MemberQuestion:
    member(hall.committee).post(at("ask"), SAID)
    return MemberQuestion.objects.get()


def at(name: str, *args: object) -> str:
    return reverse(f"decisions:{name}", args=args)


class TestAsk:
    def test_a_member_writes_a_subject_and_a_question_and_it_goes_to_the_head(self, hall):
        client = member(hall.committee)
        assert at("ask") in words(client.get(at("questions")))
        page = words(client.get(at("ask")))
        assert 'name="addressee"' not in page, "there is one to ask"
        assert "Utbildningschef" in page
        made = client.post(at("ask"), SAID)
        question = MemberQuestion.objects.get()
        assert made.headers["Location"] == at("question", question.pk)
        assert (question.body, question.addressee) == (hall.committee, hall.head)

    def test_a_council_member_chooses_whom_to_ask(self, hall):
        client = member(hall.council)
        assert 'name="addressee"' in words(client.get(at("ask")))
        text = words(client.post(at("ask"), SAID | {"addressee": "rektor"}), 400)
        assert "rektor" in error_at(text, "id_addressee")
        assert client.post(at("ask"), SAID | {"addressee": "kommunchef"}).status_code == 302
        assert MemberQuestion.objects.get().addressee == hall.chief

    def test_whom_to_ask_is_told_in_the_readers_language(self, hall):
        Post.objects.filter(pk=hall.chief.pk).update(title_en="Chief executive")
        client = member(hall.council)
        client.cookies["django_language"] = "en"
        assert "Chief executive" in words(client.get(at("ask")))

    def test_a_question_without_words_keeps_the_subject(self, hall):
        text = words(member(hall.committee).post(at("ask"), SAID | {"text": " "}), 400)
        assert error_at(text, "id_text")
        assert 'value="Lovskola"' in text

    def test_nobody_but_the_elected_asks(self, hall, head):
        for client in (head, holder(Post.Kind.UNIT_MANAGER), holder(Post.Kind.COMMITTEE_SECRETARY), resident()):
            words(client.get(at("ask")), 403)
            words(client.post(at("ask"), SAID), 403)
        assert not MemberQuestion.objects.exists()


class TestAnswer:
    def answer(self, client, question, **more):
        return client.post(at("answer_question", question.pk), {"answer": "Fyrtio.", "readers": "alla"} | more)

    def test_the_head_answers_the_whole_body_and_everybody_may_read(self, hall, head, asked):
        assert "Fyrtio." not in words(head.get(at("question", asked.pk)))
        assert self.answer(head, asked).status_code == 302
        for client in (member(hall.committee, Membership.Function.SUBSTITUTE), resident()):
            assert "Fyrtio." in words(client.get(at("question", asked.pk)))
            assert "Lovskola" in words(client.get(at("questions"), {"organ": "un"}))

    def test_what_may_need_to_be_kept_from_others_is_read_by_the_body_and_the_administration(self, hall, head, asked):
        assert self.answer(head, asked, readers="organet").status_code == 302
        assert "Fyrtio." in words(member(hall.committee, Membership.Function.SUBSTITUTE).get(at("question", asked.pk)))
        assert "Fyrtio." in words(holder(Post.Kind.COMMITTEE_SECRETARY).get(at("question", asked.pk)))
        words(resident().get(at("question", asked.pk)), 404)
        assert "Lovskola" not in words(resident().get(at("questions")))

    def test_until_then_the_body_sees_it_and_another_committee_does_not(self, hall, asked):
        assert "väntar" in words(member(hall.committee, Membership.Function.SUBSTITUTE).get(at("question", asked.pk)))
        for client in (member(Body.objects.get(code="von")), resident()):
            words(client.get(at("question", asked.pk)), 404)

    def test_an_answer_without_words_is_told_at_its_field(self, head, asked):
        text = words(self.answer(head, asked, answer=" "), 400)
        assert error_at(text, "id_answer")
        assert MemberQuestion.objects.get().answered_on is None

    def test_nobody_else_answers(self, hall, asked):
        other = holder(Post.Kind.DEPARTMENT_HEAD, department=hall.other_head.department)
        chief, asker = holder(Post.Kind.CHIEF_EXECUTIVE), member(hall.committee)
        assert self.answer(other, asked).status_code in (403, 404)
        for client in (chief, asker, holder(Post.Kind.COMMITTEE_SECRETARY)):
            assert self.answer(client, asked).status_code == 403
        assert self.answer(resident(), asked).status_code == 404
        assert MemberQuestion.objects.get().answered_on is None

    def test_it_waits_on_the_heads_list(self, head, asked):
        assert at("question", asked.pk) in words(head.get(reverse("home:tasks")))
