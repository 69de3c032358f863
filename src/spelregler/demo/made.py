"""What the demo has made so far, and who made it."""

from __future__ import annotations

from dataclasses import dataclass, field

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import Forecast
from spelregler.apps.goals.models import Goal, Indicator
from spelregler.apps.organisation.models import (
    Body,
    Department,
    Person,
    Post,
    Unit,
)
from spelregler.platform.audit.operations import Who

DEMO = Who(name="Demonstrationen", role="system")


@dataclass
class Made:
    """What has been made so far, by code, so that later facts can point at it."""

    bodies: dict[str, Body] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    goals: dict[str, Goal] = field(default_factory=dict)
    indicators: dict[str, Indicator] = field(default_factory=dict)
    forecasts: dict[tuple[str, int], Forecast] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)

    def who(self, post: str, role: str) -> Who:
        """The holder of a post, acting in the role that the post gives."""
        return Who(name=self.holders[post], role=role)
