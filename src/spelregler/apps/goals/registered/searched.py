"""Goals and indicators, for whoever searches. A proposal is not there, for it does not count (MR-17)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.searching import Kind
from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.access.visibility import GoalAsked, seen_goals
from spelregler.apps.goals.models import Goal, Indicator
from spelregler.apps.organisation.models import Body, Unit
from spelregler.domain.words import NOTHING, Bilingual, Pair, Words, joined
from spelregler.platform.search.models import EVER
from spelregler.platform.search.sources import Keys, Source, Thing


def _goals(keys: Keys) -> Iterator[Thing]:
    rows = Goal.objects.filter(Q(level=Goal.Level.UNIT) | Q(decision__isnull=False)).order_by("start", "pk")
    rows = rows.select_related("body", "unit", "decision")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        start, end = each.start, each.end or EVER
        if each.level != Goal.Level.UNIT and each.decision:
            start = max(start, each.decision.decided_on)
        if start < end:
            yield Thing(
                key=str(each.pk),
                address=reverse("goals:goal", args=[each.code]),
                title=Pair(each.title, each.title_en),
                place=_owner(each),
                text=Pair(each.why),
                start=start,
                end=end,
            )


def _owner(goal: Goal) -> Bilingual:
    if goal.unit:
        return Pair(goal.unit.name, goal.unit.name_en)
    return Pair(goal.body.name, goal.body.name_en) if goal.body else NOTHING


def _goals_seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    """Those that hold on the day and that the role sees; seven queries."""
    rows = Goal.objects.on(acting_role.as_of).filter(pk__in=[int(key) for key in keys])
    told = rows.values_list("pk", "code", "level", "body__code", "unit__code")
    known = {code: str(pk) for pk, code, *_more in told}
    # What is searched for is decided, or a unit's own and so in use in its year.
    asked = [GoalAsked(code, level, unit or body or "", is_decided=True) for _pk, code, level, body, unit in told]
    return {known[each.code] for each in seen_goals(acting_role, asked, year=acting_role.as_of.year)}


def _indicators(keys: Keys) -> Iterator[Thing]:
    rows = Indicator.objects.order_by("pk")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        yield Thing(
            key=str(each.pk),
            address=reverse("goals:indicator", args=[each.code]),
            title=Pair(each.title, each.title_en),
            place=joined(Words("Measured in {unit}", unit=each.unit_of_measure), Pair(each.source), between=" · "),
            text=Pair(f"{each.formula} {each.code} {each.kolada_id}".strip()),
        )


def _keys(rows: Iterable[int]) -> Iterator[str]:
    return map(str, rows)


def _goals_of(**owner: Collection[int]) -> Iterator[str]:
    return _keys(Goal.objects.filter(**owner).values_list("pk", flat=True))


SEARCHED = (
    Kind(
        Source(
            kind="goal",
            things=_goals,
            follows={
                Goal: _keys,
                Decision: lambda rows: _goals_of(decision__in=rows),
                Body: lambda rows: _goals_of(body__in=rows),
                Unit: lambda rows: _goals_of(unit__in=rows),
            },
        ),
        place=2,
        one=_("goal"),
        many=_("Goals"),
        seen=_goals_seen,
    ),
    Kind(
        Source(kind="indicator", things=_indicators, follows={Indicator: _keys}),
        place=3,
        one=_("indicator"),
        many=_("Indicators"),
    ),
)
"""The kinds of things that this room lets be searched for."""
