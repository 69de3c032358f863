"""A member's question: who asks and answers, and who reads it."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.acting.visibility import Door, Question, reading
from spelregler.apps.decisions.access.actions import Action
from spelregler.apps.decisions.queries.questions import QuestionRow
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.roles import Resource

NEW = "new"


def asked_in(body: str) -> Resource:
    """A question on its way from a member of the body."""
    return Resource(kind="member_question", id=NEW, body=body or None)


def put_to(row: QuestionRow) -> Resource:
    """A question that was put to a leading official. Open to all once it is answered, where the answer says so."""
    return Resource(
        kind="member_question",
        id=str(row.pk),
        body=row.body,
        department=row.department or None,
        addressee_role=POST_ROLES.get(row.addressee_kind, ""),
        published=row.is_open,
    )


def own_questions(acting_role: ActingRole) -> Resource:
    """What is asked of the acting role, whichever it is: whether it answers questions at all."""
    return Resource(
        kind="member_question",
        id="own",
        department=acting_role.department or None,
        addressee_role=acting_role.role,
    )


def may_answer(acting_role: ActingRole, row: QuestionRow) -> bool:
    """Whether the role is the one that the question waits for."""
    return row.waits and may(acting_role, Action.ANSWER_QUESTION, put_to(row))


def _question(row: QuestionRow) -> Question:
    return reading("member_question", put_to(row))


QUESTION = Door(asks=_question)
"""A member's question: its body and those who answer see it at once, everybody once it is answered and open (CP-12)."""
