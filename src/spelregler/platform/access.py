"""Asking the role rules. What a role may do stands in the package's roles.cedar and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from spelregler.domain.roles import Actor, Resource, Rules, Ruling
from spelregler.platform.errors import Refused

_rules: list[Callable[[date], Rules]] = []
_borrowed: list[Callable[[date], str]] = []


def provide(rules_on: Callable[[date], Rules], *, borrowed_on: Callable[[date], str] = lambda _day: "") -> None:
    """Called once, by `policy`, when the product starts: which rules hold on a day, and whose they are meanwhile."""
    _rules[:], _borrowed[:] = [rules_on], [borrowed_on]


def borrowed(*, today: date) -> str:
    """The package whose role rules hold while the municipality has adopted none; empty once it has."""
    return _borrowed[0](today)


def ask(*, actor: Actor, action: str, resource: Resource, today: date) -> Ruling:
    """What the rules say, with the clause and the reason."""
    return _rules[0](today).decide(actor=actor, action=action, resource=resource)


def ask_many(*, actor: Actor, questions: Sequence[tuple[str, Resource]], today: date) -> list[bool]:
    """Whether the rules allow each action on its matter: what a list's door asks, all at once."""
    return [verdict.allowed for verdict in _rules[0](today).verdicts(actor=actor, questions=questions)]


def require(*, actor: Actor, action: str, resource: Resource, today: date) -> None:
    """Refuse with the rule, its reason and the right way to go."""
    answer = ask(actor=actor, action=action, resource=resource, today=today)
    if not answer.allowed:
        refusal = Refused(answer.reason, clause=answer.clause, way=answer.way)
        refusal.action = action
        raise refusal
