"""Who is told on the first page that the beginning is not over."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import START, may
from spelregler.apps.start.access.actions import Action
from spelregler.apps.start.queries import facts
from spelregler.domain.beginning import State, standings


@dataclass(frozen=True)
class Begun:
    """How many steps are done, of how many."""

    done: int
    of: int


def begun(acting_role: ActingRole) -> Begun | None:
    """How far the beginning has come, for whoever sets up; None once all is in. The demo has no beginning."""
    if acting_role.is_demo or not may(acting_role, Action.SET_UP, START):
        return None
    found = standings(facts(today=acting_role.today))
    done = sum(each.state == State.DONE for each in found)
    return Begun(done, len(found)) if done < len(found) else None
