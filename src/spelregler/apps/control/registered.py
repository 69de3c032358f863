"""What this room lets be searched for: the risks and controls of plans that a body has decided (ADR 60)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.searching import Kind
from spelregler.apps.control.access import may_read
from spelregler.apps.control.models import Control, ControlPlan, Risk
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Pair
from spelregler.platform.search.sources import Keys, Source, Thing


def _named(plan: ControlPlan) -> Bilingual:
    return Pair(f"{plan.body.name} {plan.year}", f"{plan.body.name_en or plan.body.name} {plan.year}")


def _at(plan: ControlPlan) -> str:
    return reverse("control:plan", args=[plan.year, plan.body.code])


def _risks(keys: Keys) -> Iterator[Thing]:
    rows = Risk.objects.filter(plan__entered_on__isnull=False).select_related("plan__body").order_by("pk")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        plan = each.plan
        assert plan.entered_on is not None  # noqa: S101 - the risks of decided plans alone
        yield Thing(
            key=str(each.pk), address=_at(plan), title=Pair(each.title), place=_named(plan), start=plan.entered_on
        )


def _controls(keys: Keys) -> Iterator[Thing]:
    rows = Control.objects.filter(risk__plan__entered_on__isnull=False).select_related("risk__plan__body")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).order_by("pk").iterator():
        plan = each.risk.plan
        assert plan.entered_on is not None  # noqa: S101 - the controls of decided plans alone
        yield Thing(
            key=str(each.pk),
            address=_at(plan),
            title=Pair(each.title),
            place=_named(plan),
            text=Pair(f"{each.risk.title} {each.how}".strip()),
            start=plan.entered_on,
        )


def _of_read(acting_role: ActingRole, found: Iterable[tuple[int, str]]) -> Collection[str]:
    """Those of the bodies whose decided plans the role reads."""
    rows = list(found)
    reads = {body: may_read(acting_role, body, is_decided=True) for body in {body for _pk, body in rows}}
    return {str(pk) for pk, body in rows if reads[body]}


def _risks_seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    return _of_read(acting_role, Risk.objects.filter(pk__in=keys).values_list("pk", "plan__body__code"))


def _controls_seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    return _of_read(acting_role, Control.objects.filter(pk__in=keys).values_list("pk", "risk__plan__body__code"))


def _keys(rows: Iterable[int]) -> Iterator[str]:
    return map(str, rows)


def _risks_where(**way: Collection[int]) -> Iterator[str]:
    return _keys(Risk.objects.filter(**way).values_list("pk", flat=True))


def _controls_where(**way: Collection[int]) -> Iterator[str]:
    return _keys(Control.objects.filter(**way).values_list("pk", flat=True))


SEARCHED = (
    Kind(
        Source(
            kind="control_risk",
            things=_risks,
            follows={
                Risk: _keys,
                ControlPlan: lambda rows: _risks_where(plan__in=rows),
                Body: lambda rows: _risks_where(plan__body__in=rows),
            },
        ),
        place=12,
        one=_("risk"),
        many=_("Risks"),
        seen=_risks_seen,
    ),
    Kind(
        Source(
            kind="control",
            things=_controls,
            follows={
                Control: _keys,
                Risk: lambda rows: _controls_where(risk__in=rows),
                ControlPlan: lambda rows: _controls_where(risk__plan__in=rows),
                Body: lambda rows: _controls_where(risk__plan__body__in=rows),
            },
        ),
        place=13,
        one=_("control"),
        many=_("Controls"),
        seen=_controls_seen,
    ),
)
"""The kinds of things that this room lets be searched for."""
