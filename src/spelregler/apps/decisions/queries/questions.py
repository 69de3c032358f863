"""What members had asked by a day, and what they had been answered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from spelregler.apps.decisions.models import MemberQuestion
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.checks import read_parameters, registry
from spelregler.domain.questions import AskedQuestion, QuestionsAnswered
from spelregler.platform import findings, memory

ANSWERED = "decisions.questions_answered"
"""The check that holds the time for an answer."""


@dataclass(frozen=True)
class QuestionRow:
    """A member's question as it stood on the day."""

    pk: int
    body: str
    body_name: str
    body_name_en: str
    addressee: str
    addressee_title: str
    addressee_title_en: str
    addressee_kind: str
    department: str
    subject: str
    text: str
    asked_on: date
    asked_by: str
    answered_on: date | None
    answered_by: str
    answer: str
    is_open: bool
    """Answered, and anybody may read it."""
    due_on: date
    is_late: bool

    @property
    def waits(self) -> bool:
        """Not answered yet."""
        return self.answered_on is None


def time_to_answer(*, as_of: date) -> QuestionsAnswered:
    """What the package in force on the day gives for an answer; the rule's own defaults where none asks it."""
    found: QuestionsAnswered = memory.once(
        ("time to answer", as_of),
        lambda: read_parameters(registry.get(ANSWERED), findings.parameters_of(ANSWERED, as_of=as_of)),
    )
    return found


def questions_asked(*, as_of: date, body: str = "") -> list[QuestionRow]:
    """What was asked by the day, of all or of one body: what waits first, by its day, then the latest. Two queries."""
    return _rows(Q(body__code=body) if body else Q(), as_of=as_of)


def questions_waiting(*, as_of: date, department: str = "") -> list[QuestionRow]:
    """What waits for an answer on the day, by its last day; of every department or of one. Two queries."""
    waits = Q(answered_on__isnull=True) | Q(answered_on__gt=as_of)
    near = Q(addressee__department__code=department) if department else Q()
    return _rows(waits, near, as_of=as_of)


def questions_by_body(*, as_of: date) -> dict[str, list[AskedQuestion]]:
    """What each body had asked by the day, by the body's code, the oldest first, for the check. One query."""
    found: dict[str, list[AskedQuestion]] = defaultdict(list)
    rows = MemberQuestion.objects.filter(asked_on__lte=as_of).select_related("body", "addressee")
    for row in rows.order_by("asked_on", "pk"):
        role = POST_ROLES.get(row.addressee.kind, "")
        found[row.body.code].append(AskedQuestion(row.subject, row.asked_on, role, row.answered_on))
    return found


def question_rows(*, pks: Collection[int], as_of: date) -> list[QuestionRow]:
    """Some questions asked by the day. Two queries."""
    return _rows(Q(pk__in=pks), as_of=as_of)


def question_row(*, pk: int, as_of: date) -> QuestionRow | None:
    """One question asked by the day, or None."""
    return next(iter(question_rows(pks=[pk], as_of=as_of)), None)


def question_by_pk(*, pk: int) -> MemberQuestion | None:
    """The question itself, for an operation to work on."""
    return MemberQuestion.objects.filter(pk=pk).select_related("body", "addressee__department").first()


def _rows(*which: Q, as_of: date) -> list[QuestionRow]:
    rows = MemberQuestion.objects.filter(*which, asked_on__lte=as_of)
    return sorted(_told(rows.select_related("body", "addressee__department"), as_of=as_of), key=_place)


def _told(rows: QuerySet[MemberQuestion], *, as_of: date) -> Iterable[QuestionRow]:
    rule = time_to_answer(as_of=as_of)
    return (_row(row, rule, as_of=as_of) for row in rows)


def _place(row: QuestionRow) -> tuple[bool, int, int]:
    day = row.due_on.toordinal() if row.waits else -row.asked_on.toordinal()
    return not row.waits, day, -row.pk


def _row(row: MemberQuestion, rule: QuestionsAnswered, *, as_of: date) -> QuestionRow:
    is_told = row.answered_on is not None and row.answered_on <= as_of
    body, post, due_on = row.body, row.addressee, rule.last_day(row.asked_on)
    answered_on = row.answered_on if is_told else None
    return QuestionRow(
        pk=row.pk,
        body=body.code,
        body_name=body.name,
        body_name_en=body.name_en,
        addressee=post.code,
        addressee_title=post.title,
        addressee_title_en=post.title_en,
        addressee_kind=post.kind,
        department=post.department.code if post.department else "",
        subject=row.subject,
        text=row.text,
        asked_on=row.asked_on,
        asked_by=row.asked_by,
        answered_on=answered_on,
        answered_by=row.answered_by if is_told else "",
        answer=row.answer if is_told else "",
        is_open=is_told and row.is_open,
        due_on=due_on,
        is_late=due_on < (answered_on or as_of),
    )
