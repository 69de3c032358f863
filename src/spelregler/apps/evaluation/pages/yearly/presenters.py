"""A body's yearly evaluation as people read it: what was computed, what each side says, what is left to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.evaluation.access.yearly import Doing
from spelregler.apps.evaluation.models import EvaluatedRule, Evaluation
from spelregler.apps.evaluation.pages.yearly.forms import answer_words
from spelregler.apps.evaluation.queries.yearly import OfYear, has_written, kept_rules
from spelregler.apps.organisation.models import Body
from spelregler.apps.organisation.queries.departments import DepartmentPlace
from spelregler.domain.evaluation import state_of
from spelregler.domain.words import Bilingual, Pair
from spelregler.platform.findings import URGENCY, RuleInYear
from spelregler.ui import formatting

AS_STATUS = {"yes": "kept", "partly": "attention", "no": "breach"}
"""An answer's shape and colour; its word is its own."""

WELL = frozenset({"kept", "ensured", "not_applicable"})


@dataclass(frozen=True)
class RuleRow:
    """What was computed of a rule: how many answers said what at the end, and on how many days one was a breach."""

    id: str
    title: str
    url: str
    said: Sequence[tuple[str, int]]
    breached_days: int
    before: str

    @property
    def is_well(self) -> bool:
        """Whether nothing in it asks for eyes."""
        return not self.breached_days and all(status in WELL for status, _count in self.said)

    @property
    def is_followed(self) -> bool:
        """Whether it was followed somewhere, and did not only lack something to apply to."""
        return any(status != "not_applicable" for status, _count in self.said)


@dataclass(frozen=True)
class AnswerRow:
    """A question, what the body answered, and what it answered the year before."""

    asked: str
    status: str
    word: str
    words: str
    before: str


@dataclass(frozen=True)
class PartRow:
    """What a side wrote, and when."""

    who: str
    side: str
    text: str
    on: date


@dataclass(frozen=True)
class Step:
    """A part of the evaluation that is written or is not, and where the acting role writes it."""

    title: str
    is_done: bool
    note: str = ""
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class EvaluationView:
    """An evaluation in the reader's language. `is_kept` where what was computed was kept by the decision."""

    year: int
    code: str
    body: str
    status: str
    word: str
    due: date
    decided_on: date | None
    paragraph: str
    decision_url: str
    rules: Sequence[RuleRow]
    well: int
    rules_on: date
    is_kept: bool
    answers: Sequence[AnswerRow]
    parts: Sequence[PartRow]
    silent: Sequence[str]
    """Of a decided one: which sides have written nothing, in words."""
    improvements: str
    steps: Sequence[Step]
    is_begun: bool
    compares: bool
    """Whether there is a decided evaluation of the year before."""

    @property
    def rules_words(self) -> str:
        """How many rules ask for nothing."""
        words = ngettext(
            "%(n)d other rule is followed, and has not been broken during the year.",
            "%(n)d other rules are followed, and have not been broken during the year.",
            self.well,
        )
        return words % {"n": self.well} if self.well else ""


def address(name: str, year: int, code: str) -> str:
    """The page of a body's evaluation, or of one of its forms."""
    return reverse(f"evaluation:{name}", args=[year, code])


def state(held: OfYear | None, *, due: date, as_of: date) -> tuple[str, str]:
    """How it goes with a body's evaluation, as status and words."""
    decided = held.decided if held else None
    on = decided.decision.decided_on if decided and decided.decision else None
    status = state_of(on, due=due, as_of=as_of)
    if on is not None:
        return status, _("Decided in time") if status == "kept" else _("Decided late")
    if status == "breach":
        return status, _("Not decided, late")
    return status, _("Begun") if held and held.open else _("Not begun")


def rule_rows(
    found: Sequence[RuleInYear | EvaluatedRule], before: Sequence[EvaluatedRule], language: str
) -> list[RuleRow]:
    """In the order given."""
    earlier = {each.clause: each for each in before}
    return [_rule(each, earlier.get(each.clause), language) for each in found]


def _rule(row: RuleInYear | EvaluatedRule, before: EvaluatedRule | None, language: str) -> RuleRow:
    said = row.said if isinstance(row, RuleInYear) else _counts(row)
    title: Bilingual = row.title if isinstance(row, RuleInYear) else Pair(row.title_sv, row.title_en)
    return RuleRow(
        id=row.clause,
        title=title.text(language),
        url=reverse("policy:clause", args=[row.clause]),
        said=[(status, said[status]) for status in URGENCY if said.get(status)],
        breached_days=row.breached_days,
        before=_days(before.breached_days) if before else "",
    )


def _days(count: int) -> str:
    return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}


def _counts(row: EvaluatedRule) -> dict[str, int]:
    """How many answers said what."""
    return {status: getattr(row, status) for status in URGENCY}


@dataclass(frozen=True)
class Shown:
    """What an evaluation's page is made of: what is recorded of the year and the one before, and what was computed."""

    body: Body
    year: int
    held: OfYear | None
    before: Evaluation | None
    rules_on: date
    rules: Sequence[RuleInYear | EvaluatedRule]
    due: date
    questions: int
    is_seen: bool
    departments: Sequence[DepartmentPlace]
    own_post: int | None
    """The acting role's post, where it writes a part."""


def view(shown: Shown, acting_role: ActingRole, may: Doing) -> EvaluationView:
    """What of it the acting role sees. One that is open is seen by those who take part; a decided one by all."""
    language, held = acting_role.language, shown.held
    row = (held.newest if shown.is_seen else held.decided) if held else None
    status, word = state(held, due=shown.due, as_of=acting_role.as_of)
    decision = row.decision if row is not None and row.is_decided else None
    rules = rule_rows(shown.rules, kept_rules(shown.before), language)
    return EvaluationView(
        year=shown.year,
        code=shown.body.code,
        body=acting_role.say(shown.body.name, shown.body.name_en),
        status=status,
        word=word,
        due=shown.due,
        decided_on=decision.decided_on if decision else None,
        paragraph=decision.paragraph if decision else "",
        decision_url=reverse("decisions:decision", args=[decision.pk]) if decision else "",
        rules=[each for each in rules if not each.is_well],
        well=sum(each.is_well and each.is_followed for each in rules),
        rules_on=shown.rules_on,
        is_kept=decision is not None,
        answers=answer_rows(row, shown.before, language),
        parts=part_rows(row, acting_role),
        silent=silent_of(row, shown.departments, acting_role) if decision else (),
        improvements=row.improvements if row else "",
        steps=[] if decision or not shown.is_seen else _steps(shown, row, may, acting_role),
        is_begun=row is not None,
        compares=shown.before is not None,
    )


def answer_rows(row: Evaluation | None, before: Evaluation | None, language: str) -> list[AnswerRow]:
    """What the body answered, question by question."""
    earlier: Mapping[str, str] = {each.question: each.answer for each in before.answers.all()} if before else {}
    return [
        AnswerRow(
            asked=Pair(each.asked_sv, each.asked_en).text(language),
            status=AS_STATUS[each.answer],
            word=answer_words(each.answer),
            words=each.words,
            before=answer_words(earlier[each.question]) if each.question in earlier else "",
        )
        for each in (row.answers.all() if row else ())
    ]


def part_rows(row: Evaluation | None, acting_role: ActingRole) -> list[PartRow]:
    """What the sides wrote."""
    return [
        PartRow(acting_role.say(each.post.title, each.post.title_en), each.side, each.text, each.written_on)
        for each in (row.parts.all() if row else ())
    ]


def silent_of(row: Evaluation | None, departments: Sequence[DepartmentPlace], acting_role: ActingRole) -> list[str]:
    """Who has written nothing: the departments by name, and the union."""
    named = [
        acting_role.say(each.name, each.name_en) for each in departments if not has_written(row, department=each.code)
    ]
    words = [_("%(department)s has written nothing.") % {"department": each} for each in named]
    return words if _union_has_written(row) else [*words, _("The union has written nothing.")]


def _union_has_written(row: Evaluation | None) -> bool:
    return any(each.side == "union" for each in (row.parts.all() if row else ()))


def _steps(shown: Shown, row: Evaluation | None, may: Doing, acting_role: ActingRole) -> list[Step]:
    """What is left of it, in the order in which it is done."""
    year, code = shown.year, shown.body.code
    answered = len(row.answers.all()) if row else 0
    is_answered = answered >= shown.questions
    last = formatting.long_date(shown.due, acting_role.language)
    own = address("yearly_part", year, code)
    heads = [
        Step(
            _("The department's part: %(department)s") % {"department": acting_role.say(each.name, each.name_en)},
            has_written(row, department=each.code),
            url=own if may.side == "staff" and each.code == acting_role.department else "",
            action=_("Write your part"),
        )
        for each in shown.departments
    ]
    return [
        *heads,
        Step(
            _("The union's part"),
            _union_has_written(row) and (may.side != "union" or has_written(row, post=shown.own_post)),
            note=_("By a representative whom HR has registered for the department or the municipality."),
            url=own if may.side == "union" else "",
            action=_("Write your part"),
        ),
        Step(
            _("The body's own answers"),
            is_answered,
            note=_("After the members have talked. No member's answer is kept."),
            url=address("yearly_answers", year, code) if may.answer and shown.questions else "",
            action=_("Write the answers"),
        ),
        Step(
            _("Proposals for improvement"),
            bool(row and row.improvements),
            url=address("yearly_improvements", year, code) if may.prepare else "",
            action=_("Write the proposals"),
        ),
        Step(
            _("The body's decision"),
            False,
            note=_("No later than %(day)s.") % {"day": last},
            url=address("yearly_decision", year, code) if may.enter and is_answered else "",
            action=_("Enter the decision"),
        ),
    ]
