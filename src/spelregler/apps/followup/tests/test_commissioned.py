"""A body commissions an evaluation, gets it, and decides what it leads to; the file is for whoever its insight reaches
(MR-21).
"""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.decisions.models import Assignment
from spelregler.apps.decisions.operations import Minutes
from spelregler.apps.followup import operations
from spelregler.apps.followup.models import CommissionedEvaluation, EvaluationFollowUp, HandedInEvaluation
from spelregler.apps.followup.operations import AssignmentSaid, CommissionSaid, EvaluationSaid, FollowUpSaid, Subject
from spelregler.apps.followup.queries import commissioned as queries
from spelregler.apps.followup.tests import small_town
from spelregler.apps.organisation.models import Membership, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import WHO, holder, member, resident

DECIDED, DUE, HANDED, FOLLOWED = date(2026, 1, 20), date(2026, 5, 31), date(2026, 5, 12), date(2026, 9, 8)
TODAY = small_town.TODAY


@pytest.fixture
def town(db) -> small_town.Town:
    return small_town.build()


def commission(town, **more) -> CommissionedEvaluation:
    given = {
        "title": "Läslyftet",
        "why": "Läser fler?",
        "due_on": DUE,
        "minutes": Minutes(DECIDED, "7"),
        "subject": Subject(unit=town.units[0]),
    }
    said = CommissionSaid(**given | more)
    return operations.commission_evaluation(body=town.committee, said=said, today=TODAY, who=WHO)


def hand_in(row: CommissionedEvaluation, **more) -> HandedInEvaluation:
    said = EvaluationSaid(**{"handed_on": HANDED, "found": "Fler läser."} | more)
    return operations.hand_in_evaluation(evaluation=row, said=said, today=TODAY, who=WHO)


def follow(handed: HandedInEvaluation, **more) -> EvaluationFollowUp:
    said = FollowUpSaid(**{"leads_to": "Alla skolor.", "minutes": Minutes(FOLLOWED, "90")} | more)
    return operations.follow_evaluation(handed_in=handed, said=said, today=TODAY, who=WHO)


def test_each_step_is_told_to_the_rule_as_known_on_the_day(town, django_assert_num_queries):
    follow(hand_in(commission(town)))
    with django_assert_num_queries(4):
        found = queries.bodies_evaluations(as_of=TODAY)
    (told,) = next(each for each in found if each.body.key == "un").evaluations
    assert (told.commissioned_on, told.due_on, told.handed_on, told.followed_on) == (DECIDED, DUE, HANDED, FOLLOWED)
    before = queries.bodies_evaluations(as_of=date(2026, 9, 9))
    assert not any(each.evaluations for each in before)
    with django_assert_num_queries(3):
        (seen,) = queries.evaluations_of(body=town.committee, as_of=TODAY)
        assert seen.follow_ups[0].leads_to == "Alla skolor."


def test_to_act_is_an_assignment_by_the_same_decision(town):
    head = Post.objects.get(code="chef-utb")
    row = follow(hand_in(commission(town)), assignment=AssignmentSaid(head, "Inför i alla skolor", date(2027, 3, 1)))
    given = Assignment.objects.get()
    assert (row.assignment, given.decision, given.addressee) == (given, row.decision, head)


@pytest.mark.parametrize(
    ("field", "said"),
    [("title", {"title": " "}), ("why", {"why": ""}), ("due_on", {"due_on": date(2026, 1, 19)}), ("title", {})],
)
def test_a_commission_that_cannot_be_is_refused_at_its_field(town, field, said):
    if not said:
        known = commission(town).decision
        said = {"minutes": Minutes(DECIDED, "7", meant=known.pk)}
    with pytest.raises(operations.EvaluationRefused) as refused:
        commission(town, **said)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("handed_on", {"handed_on": date(2026, 1, 19)}),
        ("handed_on", {"handed_on": date(2026, 9, 11)}),
        ("found", {"found": " "}),
        ("", {}),
    ],
)
def test_what_is_handed_in_wrongly_is_refused(town, field, said):
    row = commission(town)
    if not said:
        hand_in(row)
    with pytest.raises(operations.EvaluationRefused) as refused:
        hand_in(row, **said)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("field", "said"),
    [("decided_on", {"minutes": Minutes(date(2026, 5, 11), "40")}), ("leads_to", {"leads_to": " "})],
)
def test_a_follow_up_comes_after_and_says_what(town, field, said):
    handed = hand_in(commission(town))
    with pytest.raises(operations.EvaluationRefused) as refused:
        follow(handed, **said)
    assert refused.value.field == field


def test_what_was_handed_in_is_taken_back_before_the_commission_and_stands_once_decided_about(town):
    row = commission(town)
    hand_in(row)
    for _twice in range(2):
        operations.withdraw_evaluation(evaluation=row, reason="Fel.", on=TODAY, who=WHO)
    assert CommissionedEvaluation.objects.get().ended_on == TODAY
    assert not any(each.evaluations for each in queries.bodies_evaluations(as_of=TODAY))
    (seen,) = queries.evaluations_of(body=town.committee, as_of=TODAY)
    assert seen.is_withdrawn
    other = commission(town, title="En till", minutes=Minutes(DECIDED, "8"))
    follow(hand_in(other))
    with pytest.raises(operations.EvaluationRefused):
        operations.withdraw_evaluation(evaluation=other, reason="Fel.", on=TODAY, who=WHO)


@pytest.mark.once
class TestPages:
    SAID = {
        "title": "Läslyftet",
        "why": "Läser fler?",
        "subject": "unit:norra",
        "due_on": "2026-05-31",
        "decided_on": "2026-01-20",
        "paragraph": "7",
        "look": "done",
    }

    def at(self, name: str, *args: object) -> str:
        return reverse(f"followup:{name}", args=args)

    def test_it_goes_from_the_commission_to_what_it_leads_to(self, town, settings, tmp_path):
        settings.HOME = tmp_path
        secretary = holder(Post.Kind.COMMITTEE_SECRETARY)
        head = holder(Post.Kind.DEPARTMENT_HEAD, department=town.department)
        outsider, page = resident(), self.at("evaluations_of", "un")
        assert "Inget är beställt" in words(outsider.get(page))
        secretary.post(self.at("commission", "un"), self.SAID)
        row = CommissionedEvaluation.objects.get()
        assert row.unit == town.units[0]
        assert self.at("evaluation", row.pk) in words(outsider.get(page))
        assert self.at("hand_in_evaluation", row.pk) in words(head.get(self.at("evaluation", row.pk)))
        sent = {"handed_on": "2026-05-12", "found": "Fler läser.", "file": SimpleUploadedFile("r.txt", b"Fler.")}
        assert head.post(self.at("hand_in_evaluation", row.pk), sent).status_code == 302
        assert "Fler läser." in words(head.get(self.at("evaluation", row.pk)))
        assert "Fler läser." not in words(outsider.get(self.at("evaluation", row.pk)))
        said = {"leads_to": "Alla skolor.", "decided_on": "2026-09-08", "paragraph": "90", "look": "done"}
        assert secretary.post(self.at("follow_evaluation", row.pk), said).status_code == 302
        told = words(outsider.get(self.at("evaluation", row.pk)))
        assert "Fler läser." in told
        assert "Alla skolor." in told
        file = self.at("evaluation_file", row.pk)
        assert file not in told
        assert outsider.get(file).status_code == 403
        assert b"".join(member(town.committee).get(file)) == b"Fler."

    def test_what_is_wrong_stands_at_its_field(self, town):
        secretary = holder(Post.Kind.COMMITTEE_SECRETARY)
        text = words(secretary.post(self.at("commission", "un"), self.SAID | {"due_on": "2026-01-01"}), 400)
        assert error_at(text, "id_due_on")
        assert 'value="Läslyftet"' in text

    def test_outsiders_enter_nothing(self, town):
        row = commission(town)
        chair = member(town.committee, Membership.Function.CHAIR)
        manager = holder(Post.Kind.UNIT_MANAGER, unit=town.units[0])
        for client in (resident(), chair, manager, member(town.council)):
            for name, args in (
                ("commission", ("un",)),
                ("hand_in_evaluation", (row.pk,)),
                ("follow_evaluation", (row.pk,)),
                ("withdraw_evaluation", (row.pk,)),
            ):
                assert client.post(self.at(name, *args), self.SAID).status_code == 403
        assert CommissionedEvaluation.objects.get().ended_on is None
        words(resident().get(self.at("evaluations_of", "finns-inte")), 404)
        words(resident().get(self.at("evaluation", row.pk + 1)), 404)
        assert self.at("evaluations_of", "un") in words(resident().get(self.at("evaluations")))
