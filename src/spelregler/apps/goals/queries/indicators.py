"""What is measured, and what it means: the indicators, one indicator's definition, and who may change it. Reads only.

What an indicator means and what it shows are two edits with two rights: nobody has both for the same indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import DefinitionChange, Indicator, Measurement
from spelregler.apps.goals.queries.idle import unused_measures
from spelregler.apps.goals.queries.ownership import PostHeld, posts_held
from spelregler.apps.goals.queries.plans import Owner, may_propose, owners
from spelregler.apps.goals.queries.thread import GoalNode, goal_tree
from spelregler.apps.organisation.models import Placement
from spelregler.domain.goals.attainment import GoalScale

KOLADA, OWN = "kolada", "egen"


@dataclass(frozen=True)
class Wanted:
    """What is looked for in the list."""

    words: str = ""
    department: str = ""
    source: str = ""
    unused: bool = False


def listed(wanted: Wanted, *, as_of: date) -> QuerySet[Indicator]:
    """The indicators that fit, by title: words in name, formula or source; whose; from where; and used or not."""
    found = Indicator.objects.select_related("owner").order_by("title", "code")
    for word in wanted.words.split()[:6]:
        said = Q(title__icontains=word) | Q(title_en__icontains=word) | Q(code__icontains=word)
        found = found.filter(said | Q(formula__icontains=word) | Q(source__icontains=word))
    if wanted.department:
        inside = Placement.objects.on(as_of).filter(department__code=wanted.department).values("unit")
        found = found.filter(Q(owner__department__code=wanted.department) | Q(owner__unit__in=inside))
    if wanted.source in (KOLADA, OWN):
        found = found.exclude(kolada_id="") if wanted.source == KOLADA else found.filter(kolada_id="")
    return found.filter(pk__in=unused_measures(as_of=as_of).order_by().values("pk")) if wanted.unused else found


@dataclass(frozen=True)
class Defined:
    """One indicator with who answers for it, the goals that use it in the year, and each dated edit of its meaning."""

    indicator: Indicator
    owner: PostHeld | None
    goals: tuple[GoalNode, ...]
    changes: tuple[DefinitionChange, ...]
    has_values: bool


def defined(acting_role: ActingRole, indicator: Indicator, *, scale: GoalScale) -> Defined:
    """As the acting role sees it on the day. The number of queries does not grow with goals or edits."""
    tree = seen_tree(acting_role, goal_tree(year=acting_role.as_of.year, as_of=acting_role.as_of, scale=scale))
    used = [goal for goal in tree.goals if any(each.code == indicator.code for each in goal.indicators)]
    rows = DefinitionChange.objects.filter(indicator=indicator, changed_on__lte=acting_role.as_of)
    held = posts_held(as_of=acting_role.as_of)
    return Defined(
        indicator=indicator,
        owner=held.get(indicator.owner_id) if indicator.owner_id else None,
        goals=tuple(used),
        changes=tuple(rows.order_by("-changed_on", "-pk")),
        has_values=Measurement.objects.filter(indicator=indicator).exists(),
    )


def plans_to_use_in(acting_role: ActingRole) -> list[Owner]:
    """The plans in which the acting role may propose a goal measured by the indicator; `MOST_PLANS` at most."""
    if acting_role.as_of != acting_role.today:
        return []
    return [owner for owner in owners(as_of=acting_role.today) if owner.level and may_propose(acting_role, owner)][
        :MOST_PLANS
    ]


MOST_PLANS = 12
"""More plans than these are reached from the page of plans."""
