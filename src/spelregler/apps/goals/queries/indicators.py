"""What is measured, and what it means: the indicators, one indicator's definition, and who may change it. Reads only.

What an indicator means and what it shows are two edits with two rights: nobody has both for the same indicator.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.afar import goals_in_use
from spelregler.apps.goals.models import DefinitionChange, Indicator, Target
from spelregler.apps.goals.queries.idle import unused_measures
from spelregler.apps.goals.queries.ownership import PostHeld, posts_held
from spelregler.apps.goals.queries.plans import Owner, may_propose_in
from spelregler.apps.organisation.queries.units import units_inside

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
        inside = units_inside(wanted.department, as_of=as_of)
        found = found.filter(Q(owner__department__code=wanted.department) | Q(owner__unit__in=inside))
    if wanted.source in (KOLADA, OWN):
        found = found.exclude(kolada_id="") if wanted.source == KOLADA else found.filter(kolada_id="")
    return found.filter(pk__in=unused_measures(as_of=as_of).order_by().values("pk")) if wanted.unused else found


@dataclass(frozen=True)
class Defined:
    """One indicator with who answers for it, and each dated edit of its meaning."""

    indicator: Indicator
    owner: PostHeld | None
    changes: tuple[DefinitionChange, ...]


def defined(indicator: Indicator, *, as_of: date) -> Defined:
    """As it was on the day. Four queries."""
    rows = DefinitionChange.objects.filter(indicator=indicator, changed_on__lte=as_of)
    held = posts_held(as_of=as_of, which=Q(pk=indicator.owner_id)) if indicator.owner_id else {}
    owner = next(iter(held.values()), None)
    return Defined(indicator=indicator, owner=owner, changes=tuple(rows.order_by("-changed_on", "-pk")))


def uses(acting_role: ActingRole, indicator: Indicator) -> QuerySet[Target]:
    """What goals of the year are to reach by the indicator, as far as the acting role sees the goals: by level, owner
    and code. Nine queries, and nothing is read yet.
    """
    as_of = acting_role.as_of
    rows = Target.objects.on(as_of).filter(year=as_of.year, indicator=indicator)
    named = rows.select_related("indicator", "goal__body", "goal__unit", "goal__decision")
    seen = goals_in_use(acting_role, Q(targets__indicator=indicator))
    return named.filter(goal__in=seen.values("pk")).order_by(
        "goal__level", "goal__body__name", "goal__unit__name", "goal__code"
    )


def plans_to_use_in(acting_role: ActingRole) -> list[Owner]:
    """The plans in which the acting role may propose a goal measured by the indicator; `MOST_PLANS` at most."""
    if acting_role.as_of != acting_role.today:
        return []
    return may_propose_in(acting_role, most=MOST_PLANS)


MOST_PLANS = 12
"""More plans than these are reached from the page of plans."""
