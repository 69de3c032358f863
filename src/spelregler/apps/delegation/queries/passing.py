"""What is passed on of a body's decisions. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from spelregler.apps.delegation.models import PassingOn
from spelregler.apps.delegation.queries.delegates import Delegates
from spelregler.apps.delegation.queries.orders import Found
from spelregler.apps.organisation.models import Post

MOST = 500


def passed_on_of(*, body: str, as_of: date) -> list[PassingOn]:
    """What holds on the day or is to come, by type and post; at most 500. One query."""
    rows = PassingOn.objects.filter(Q(end__isnull=True) | Q(end__gt=as_of), body__code=body)
    return list(rows.select_related("giver", "taker").order_by("code", "taker__title", "start")[:MOST])


def passing_by_pk(pk: int) -> PassingOn | None:
    """One of them, with its body and posts. One query."""
    return PassingOn.objects.select_related("body", "giver", "taker").filter(pk=pk).first()


def passed_on_to(post: Post, found: Iterable[Found], *, on: date) -> set[int]:
    """The keys of the rows that are passed on to the post on the day, by a chain from whoever has them.

    One query, and three for each body that has passed something on to it.
    """
    codes = set(PassingOn.objects.filter(taker=post, start__lte=on).values_list("body", "code"))
    asked: dict[int, Delegates] = {}
    passed = set()
    for each in found:
        if (each.body.pk, each.row.code) in codes:
            if each.body.pk not in asked:
                asked[each.body.pk] = Delegates.of(each.body)
            if asked[each.body.pk].has_it_passed_on(each.row, post, on=on):
                passed.add(each.row.pk)
    return passed
