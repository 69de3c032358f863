"""Decisions and assignments, for whoever searches. A decision is open to all; who sees an assignment is asked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.searching import Kind
from spelregler.apps.decisions.access.visibility import ASSIGNMENT
from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.decisions.queries import assignment_rows
from spelregler.apps.organisation.models import Body, Post
from spelregler.domain.words import Bilingual, Pair
from spelregler.platform.search.sources import Keys, Source, Thing
from spelregler.ui import formatting


def _decisions(keys: Keys) -> Iterator[Thing]:
    rows = Decision.objects.select_related("body").order_by("decided_on", "pk")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        yield Thing(
            key=str(each.pk),
            address=reverse("decisions:decision", args=[each.pk]),
            title=Pair(each.title),
            place=_named(each),
            text=Pair(f"{each.text} {each.reference}".strip()),
            start=each.decided_on,
        )


def _named(decision: Decision) -> Bilingual:
    """The body, the day and the paragraph."""
    body, number = decision.body, decision.paragraph.removeprefix("§").strip()
    return Pair(
        f"{body.name} {formatting.long_date(decision.decided_on, 'sv')} §\u00a0{number}",
        f"{body.name_en or body.name} {formatting.long_date(decision.decided_on, 'en')} §\u00a0{number}",
    )


def _assignments(keys: Keys) -> Iterator[Thing]:
    rows = Assignment.objects.select_related("decision__body", "addressee").order_by("decision__decided_on", "pk")
    for each in (rows if keys is None else rows.filter(pk__in=keys)).iterator():
        to, by = each.addressee, each.decision.body
        yield Thing(
            key=str(each.pk),
            address=reverse("decisions:assignment", args=[each.pk]),
            title=Pair(each.text),
            place=Pair(f"{by.name} – {to.title}", f"{by.name_en or by.name} – {to.title_en or to.title}"),
            text=Pair(each.intended_result),
            start=each.decision.decided_on,
        )


def _assignments_seen(acting_role: ActingRole, keys: Collection[str]) -> Collection[str]:
    rows = assignment_rows(pks=[int(key) for key in keys], as_of=acting_role.as_of)
    return {str(each.pk) for each in ASSIGNMENT.let_through(acting_role, rows)}


def _keys(rows: Iterable[int]) -> Iterator[str]:
    return map(str, rows)


def _assignments_where(**way: Collection[int]) -> Iterator[str]:
    return _keys(Assignment.objects.filter(**way).values_list("pk", flat=True))


SEARCHED = (
    Kind(
        Source(
            kind="decision",
            things=_decisions,
            follows={
                Decision: _keys,
                Body: lambda rows: _keys(Decision.objects.filter(body__in=rows).values_list("pk", flat=True)),
            },
        ),
        place=6,
        one=_("decision"),
        many=_("Decisions"),
    ),
    Kind(
        Source(
            kind="assignment",
            things=_assignments,
            follows={
                Assignment: _keys,
                Body: lambda rows: _keys(
                    Assignment.objects.filter(decision__body__in=rows).values_list("pk", flat=True)
                ),
                Post: lambda rows: _keys(Assignment.objects.filter(addressee__in=rows).values_list("pk", flat=True)),
            },
        ),
        place=7,
        one=_("assignment"),
        many=_("Assignments"),
        seen=_assignments_seen,
    ),
)
"""The kinds of things that this room lets be searched for."""
