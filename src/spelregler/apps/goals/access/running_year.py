"""What may be done with a goal or an action while its year runs, and by which right. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.goals.models import Action, Goal
from spelregler.apps.goals.queries import corrections, plans
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.apps.organisation.models import Body
from spelregler.domain.roles import Resource

Right = tuple[str, Resource]
COORDINATE = (plans.ENTER_COUNCIL, Resource(kind="minutes", id="coordination"))
"""Who holds a shared goal together is entered from the minutes of the council or the board."""


@dataclass(frozen=True)
class Offered:
    """What the acting role may do with a goal today."""

    judge: bool = False
    aim: bool = False
    coordinate: bool = False
    change: bool = False
    link: bool = False

    @property
    def is_any(self) -> bool:
        """There is something to offer."""
        return self.judge or self.aim or self.coordinate or self.change or self.link


def offered(acting_role: ActingRole, node: GoalNode) -> Offered:
    """Only what will not be refused, and only on the day itself."""
    owner = owner_of(acting_role, node)
    if acting_role.as_of != acting_role.today or owner is None:
        return Offered()
    judged = right_to_judge(acting_role, node)
    return Offered(
        judge=node.is_decided and judged is not None and may(acting_role, *judged),
        aim=may(acting_role, *right_to_aim(acting_role, owner, node)),
        coordinate=is_coordinated(node) and may(acting_role, *COORDINATE),
        change=not node.is_decided and plans.may_propose(acting_role, owner),
        link=node.is_decided and not owner.is_political and plans.may_settle(acting_role, owner),
    )


def owner_of(acting_role: ActingRole, node: GoalNode) -> plans.Owner | None:
    """The owner of the goal's plan today."""
    kind = plans.UNIT if node.level == Goal.Level.UNIT else plans.BODY
    return plans.owner_of(kind=kind, code=node.owner, as_of=acting_role.today)


def right_to_judge(acting_role: ActingRole, node: GoalNode) -> Right | None:
    """A unit's goal is judged by its head; a body's is entered from its minutes."""
    found = corrections.judging(acting_role, [node])
    return found[0][1:] if found else None


def right_to_aim(acting_role: ActingRole, owner: plans.Owner, node: GoalNode) -> Right:
    """What a decision stands behind is moved by whoever decides it; a proposal by whoever prepares it."""
    if node.is_decided or (not owner.is_political and plans.may_settle(acting_role, owner)):
        return owner.settle, owner.settled
    return owner.prepare, owner.matter


def right_to_write(acting_role: ActingRole, owner: plans.Owner) -> Right:
    """Whoever prepares the plan writes in it, and so does a manager who decides it; it is they who say what is done."""
    has_settled = not owner.is_political and plans.may_settle(acting_role, owner)
    return (owner.settle if has_settled else owner.prepare), owner.matter


def right_to_revise(acting_role: ActingRole, owner: plans.Owner, *, is_decided: bool) -> Right:
    """A row of a decided plan is changed by whoever decides the plan; of a proposed one by whoever writes in it."""
    return (owner.settle, owner.settled) if is_decided else right_to_write(acting_role, owner)


def to_serve(acting_role: ActingRole, held: Iterable[Goal], offered: Iterable[GoalNode]) -> dict[str, str]:
    """What a row may serve: what it serves already, and what is offered to it, by code."""
    mine = {each.code: acting_role.say(each.title, each.title_en) for each in held}
    return mine | {each.code: acting_role.say(each.title, each.title_en) for each in offered}


def owner_of_action(acting_role: ActingRole, action: Action) -> plans.Owner | None:
    """The unit whose action it is, or its department as a whole."""
    kind, code = (plans.UNIT, action.unit.code) if action.unit else (plans.DEPARTMENT, action.department.code)
    return plans.owner_of(kind=kind, code=code, as_of=acting_role.today)


def is_coordinated(node: GoalNode) -> bool:
    """A decided municipal goal may be served by several committees."""
    return node.level == Goal.Level.MUNICIPAL and node.is_decided


def coordinators(acting_role: ActingRole) -> list[Body]:
    """The bodies that may hold a shared goal together."""
    kinds = (Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
    return list(Body.objects.on(acting_role.today).filter(kind__in=kinds).order_by("name"))


def deciders(acting_role: ActingRole) -> list[Body]:
    """The bodies that name one: the council and the executive board."""
    kinds = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD)
    return list(Body.objects.on(acting_role.today).filter(kind__in=kinds).order_by("name"))


def action_by_code(*, code: str) -> Action | None:
    """One action with its place."""
    return Action.objects.select_related("unit", "department").filter(code=code).first()


def goals_of(codes: Iterable[str]) -> list[Goal]:
    """Goals by their codes."""
    return list(Goal.objects.filter(code__in=list(codes)))
