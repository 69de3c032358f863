"""Which decisions a body has delegated, how far out, what the law keeps with the body, and who may decide (ADR 79).

A body delegates to one at a time: its presidium, a member or somebody employed, never to officials jointly (KL 6 kap.
37 §). What KL 6 kap. 38 § names stays with the body.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from enum import IntEnum, StrEnum

from spelregler.domain.checks import NoParameters
from spelregler.domain.errors import DomainError
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.wording import named
from spelregler.domain.words import Bilingual, Pair, Words, joined

FURTHEST_OUT, EMPLOYER = "delegation.furthest_out", "delegation.employer"
"""The names of the two checks."""
BY_WHOM, NEVER_DELEGATED = "KL 6 kap. 37 §", "KL 6 kap. 38 §"
"""The law on whom a body may delegate to, and on what stays with it."""


class Level(IntEnum):
    """Who decides, from the body itself to the one who meets the matter; a higher number is further out."""

    BODY = 0
    PRESIDIUM = 1
    CHIEF_EXECUTIVE = 2
    DEPARTMENT_HEAD = 3
    UNIT_MANAGER = 4
    POST = 5


LEVELS: Mapping[Level, Words] = {
    Level.BODY: Words("the body itself"),
    Level.PRESIDIUM: Words("the presidium"),
    Level.CHIEF_EXECUTIVE: Words("the chief executive"),
    Level.DEPARTMENT_HEAD: Words("the department head"),
    Level.UNIT_MANAGER: Words("the unit manager"),
    Level.POST: Words("another post"),
}
"""Each level in words."""


ROLES_OF_LEVEL: Mapping[Level, frozenset[str]] = {
    Level.PRESIDIUM: frozenset({"KSp", "Np"}),
    Level.CHIEF_EXECUTIVE: frozenset({"KC"}),
    Level.DEPARTMENT_HEAD: frozenset({"FC"}),
    Level.UNIT_MANAGER: frozenset({"EC"}),
}
"""The roles that hold what lies at a level, as the role rules call them."""
DECIDES: Mapping[str, str] = {"executive_board": "KS", "committee": "N"}
"""Who decides the delegation order, by the kind of body."""


class Matter(StrEnum):
    """What a type of decision is about, as far as the law asks: all but the first stay with the body."""

    DELEGABLE = "delegable"
    DIRECTION = "direction"
    TO_COUNCIL = "to_council"
    PRINCIPLE = "principle"
    PASSED_ON_PROPOSAL = "passed_on_proposal"
    SPECIAL_LAW = "special_law"


MATTERS: Mapping[Matter, Words] = {
    Matter.DELEGABLE: Words("a matter that may be delegated"),
    Matter.DIRECTION: Words("the goals, direction, scope or quality of the activity"),
    Matter.TO_COUNCIL: Words("a proposal or statement to the council"),
    Matter.PRINCIPLE: Words("exercise of authority of principle or greater weight"),
    Matter.PASSED_ON_PROPOSAL: Words("a citizen proposal that the council has passed on"),
    Matter.SPECIAL_LAW: Words("a matter that a special law keeps with the body"),
}
"""Each kind of matter in words."""


class RowRefused(DomainError):
    """A row of a delegation order that the law, or the row itself, does not allow."""

    code = "delegation-row-refused"


@dataclass(frozen=True)
class TypeOfDecision:
    """A row: what is decided, by which law, how far out it may lie, where it lies, and on which terms.

    `post` is the code of the post that alone has it, where it is not everybody at the level. `is_employer` tells a
    matter in which the municipality acts as employer.
    """

    code: str
    title: str
    level: Level
    lowest: Level
    law: str = ""
    matter: Matter = Matter.DELEGABLE
    post: str = ""
    conditions: str = ""
    may_subdelegate: bool = False
    is_employer: bool = False
    reason: str = ""

    @property
    def is_delegable(self) -> bool:
        """Whether the law and the body's own order let it lie further out than with the body."""
        return self.matter == Matter.DELEGABLE and self.lowest > Level.BODY

    @property
    def is_furthest_out(self) -> bool:
        """Whether it lies as far out as it may."""
        return self.level >= self.lowest

    @property
    def lacks_reason(self) -> bool:
        """Whether it is kept higher than it must be, and nothing says why."""
        return self.is_delegable and not self.is_furthest_out and not self.reason.strip()


def refuse_row(row: TypeOfDecision) -> None:
    """A matter that the law keeps with the body is not delegated; nothing lies further out than it may.

    Refuses with `RowRefused` a row without code or title, one that the law keeps with the body (KL 6 kap. 38 §), one
    that lies further out than its own lowest level, one of another post that does not name it, and one to be passed on
    by somebody who is not employed.
    """
    for name in ("code", "title"):
        if not getattr(row, name).strip():
            raise RowRefused(
                Words("The row needs a code and the type of decision."),
                way=Words("Fill in what is missing."),
                field=name,
            )
    if row.matter != Matter.DELEGABLE and row.level > Level.BODY:
        raise RowRefused(
            Words("The law does not let a body delegate {matter}.", matter=MATTERS[row.matter]),
            way=Words("Let the body itself decide, or say what the matter is about if it is another."),
            clause=NEVER_DELEGATED,
            field="level",
        )
    if row.level > row.lowest and row.matter == Matter.DELEGABLE:
        raise RowRefused(
            Words(
                "It lies with {level}, further out than it may: the lowest level allowed is {lowest}.",
                level=LEVELS[row.level],
                lowest=LEVELS[row.lowest],
            ),
            way=Words("Choose a delegate nearer the body, or another lowest level."),
            field="level",
        )
    if row.level == Level.POST and not row.post:
        raise RowRefused(
            Words("Another post is one post, and the row names none."),
            way=Words("Choose the post that has the decision."),
            field="post",
        )
    if row.may_subdelegate and row.level < Level.CHIEF_EXECUTIVE:
        raise RowRefused(
            Words("Only a decision that lies with an official can be passed on."),
            way=Words("Leave that out, or choose another delegate."),
            field="may_subdelegate",
        )


@dataclass(frozen=True)
class Index:
    """How many of the types that may be delegated lie as far out as they may."""

    furthest_out: int
    delegable: int

    @property
    def per_cent(self) -> int | None:
        """Their share, rounded down; None where nothing may be delegated."""
        return self.furthest_out * 100 // self.delegable if self.delegable else None


def index_of(rows: Iterable[TypeOfDecision]) -> Index:
    """The index of some rows. What the law or the order keeps with the body is left out."""
    delegable = [each for each in rows if each.is_delegable]
    return Index(sum(each.is_furthest_out for each in delegable), len(delegable))


@dataclass(frozen=True)
class Compared:
    """What a version says otherwise than the one before, by the codes of the types."""

    new: tuple[TypeOfDecision, ...]
    gone: tuple[TypeOfDecision, ...]
    changed: tuple[tuple[TypeOfDecision, TypeOfDecision, tuple[str, ...]], ...]
    """Before, after, and the names of what differs."""
    same: int


def compare(before: Sequence[TypeOfDecision], after: Sequence[TypeOfDecision]) -> Compared:
    """Two versions of an order, in the order of the newer one."""
    old, now = {each.code: each for each in before}, {each.code: each for each in after}
    both = [(old[code], row) for code, row in now.items() if code in old]
    changed = [
        (was, row, tuple(each.name for each in fields(row) if getattr(was, each.name) != getattr(row, each.name)))
        for was, row in both
        if was != row
    ]
    return Compared(
        new=tuple(row for code, row in now.items() if code not in old),
        gone=tuple(row for code, row in old.items() if code not in now),
        changed=tuple(changed),
        same=len(both) - len(changed),
    )


@dataclass(frozen=True)
class Held:
    """What somebody holds on the day: the post and its level, the bodies that it works for, and its department.

    A post of the whole municipality, or one in an order of the executive board, is asked of every department.
    """

    post: str
    level: Level
    bodies: frozenset[str] = frozenset()


def may_decide(row: TypeOfDecision, held: Held, *, body: str, is_board: bool) -> bool:
    """Whether whoever holds the post has the decision delegated by the body.

    A row with a post is that post's alone. Any other is everybody's at its level who works for the body; what the
    executive board delegates reaches that level in every department.
    """
    if row.matter != Matter.DELEGABLE or row.level < Level.PRESIDIUM:
        return False
    if row.post:
        return held.post == row.post
    return held.level == row.level and (is_board or body in held.bodies or row.level == Level.CHIEF_EXECUTIVE)


def could_be_passed_to(row: TypeOfDecision, held: Held, *, body: str, is_board: bool) -> bool:
    """Whether the delegate may have passed the decision on to the post: further out, no further than allowed."""
    if not row.may_subdelegate or row.matter != Matter.DELEGABLE or held.post == row.post:
        return False
    return row.level < held.level <= row.lowest and (is_board or body in held.bodies)


@dataclass(frozen=True)
class OrderOfBody:
    """A body with the order in force on the day, since when, and the rows of the version before, if there was one."""

    body: Scope
    rows: tuple[TypeOfDecision, ...] | None = None
    since: date | None = None
    before: tuple[TypeOfDecision, ...] | None = None
    decides: str = "N"


def judge_furthest_out(facts: Sequence[OrderOfBody], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """MR-37: types at their lowest allowed level / types that may be delegated, not falling from the version before,
    and a reason wherever a type is kept higher.

    One judgement per body. A lower share than before, or a type without a reason, is a breach. Nothing known without
    bodies, and of a body without an order in force or with nothing to delegate in it. A fact is a body with its order
    and the one before.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of="KS")]
    return [_furthest_out(fact) for fact in facts]


def _furthest_out(fact: OrderOfBody) -> Judgement:
    if fact.rows is None:
        missing = Words("a delegation order in force")
        return nothing_known(scope=fact.body, missing=missing, expected_of=fact.decides)
    index = index_of(fact.rows)
    if index.per_cent is None:
        missing = Words("types of decisions that may be delegated, in the delegation order")
        return nothing_known(scope=fact.body, missing=missing, expected_of=fact.decides)
    before = index_of(fact.before) if fact.before is not None else Index(0, 0)
    silent = [each for each in fact.rows if each.lacks_reason]
    fell = before.delegable > 0 and index.furthest_out * before.delegable < before.furthest_out * index.delegable
    inputs: dict[str, InputValue] = {
        "furthest_out": index.furthest_out,
        "delegable": index.delegable,
        "share_pct": index.per_cent,
        "share_before_pct": before.per_cent,
        "without_reason": len(silent),
        "in_force_since": fact.since.isoformat() if fact.since else None,
    }
    words: list[Bilingual] = [
        Words(
            "{out} of {all} types that may be delegated lie as far out as they may ({share} %).",
            out=index.furthest_out,
            all=index.delegable,
            share=index.per_cent,
        )
    ]
    if fell:
        words.append(Words("In the version before it was {share} %.", share=before.per_cent or 0))
    if silent:
        words.append(
            Words(
                "No reason says why these are kept higher: {types}.", types=named([Pair(each.title) for each in silent])
            )
        )
    status = Status.BREACH if fell or silent else Status.KEPT
    return Judgement(
        fact.body, status, joined(*words), inputs, fact.since, fact.decides if status == Status.BREACH else ""
    )


@dataclass(frozen=True)
class EmployerDelegation:
    """A department, whether any order in force reaches it at all, and the employer matters that lie with its head."""

    department: Scope
    is_ordered: bool = False
    since: date | None = None
    types: tuple[str, ...] = field(default=())


def judge_employer(facts: Sequence[EmployerDelegation], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """CP-31: at least one employer matter in the orders in force is delegated to the department head.

    One judgement per department. An order without such a row is a breach, from the day that it holds. Nothing known
    without departments, and of one that no order in force reaches. A fact is a department with its head's rows.
    """
    if not facts:
        return [nothing_known(missing=Words("departments"), expected_of="HR")]
    return [_employer(fact) for fact in facts]


def _employer(fact: EmployerDelegation) -> Judgement:
    if not fact.is_ordered:
        missing = Words("a delegation order in force")
        return nothing_known(scope=fact.department, missing=missing, expected_of="N")
    inputs: dict[str, InputValue] = {
        "employer_types": len(fact.types),
        "in_force_since": fact.since.isoformat() if fact.since else None,
    }
    if not fact.types:
        words = Words("No employer matter in the delegation order lies with the department head.")
        return Judgement(fact.department, Status.BREACH, words, inputs, fact.since, "N")
    words = Words(
        "The department head decides as employer in: {types}.", types=named([Pair(each) for each in fact.types])
    )
    return Judgement(fact.department, Status.KEPT, words, inputs, fact.since)
