"""An intervention is looked at again: it continues, is eased, is renewed or ends (MR-46…51)."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from spelregler.apps.autonomy.models import Intervention, Review
from spelregler.apps.autonomy.operations.interventions import (
    InterventionRefused,
    InterventionWithoutEnd,
    refuse_faulty,
    rules_on,
)
from spelregler.apps.autonomy.operations.signals import close_signal
from spelregler.domain.autonomy.states import InterventionPlan
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, store


def review_intervention(
    *,
    intervention: Intervention,
    outcome: str,
    seen: str,
    reviewed_on: date,
    who: Who,
    limits: str = "",
    end: date | None = None,
) -> Review:
    """Department management looks at an intervention again: it continues, is eased, is renewed or ends (MR-46…51).

    The next review lies within the package's days. Easing lets another, smaller limit hold from the day. A renewal has
    its reason in what was seen and ends within the package's longest time from the review; `end` is the first day after
    it. To end it is to say that the cause is gone, so the signal is closed with it.

    Refuses with `InterventionRefused` a day when it does not hold, nothing seen, and easing without what is still
    limited; with `InterventionWithoutEnd` a renewal that is no later, or too long; with `StatementMissing` one of a
    unit that is not heard; with `SignalClosed` the end of what is closed.
    """
    with transaction.atomic():
        held = Intervention.objects.select_for_update().select_related("signal", "unit").get(pk=intervention.pk)
        _refuse_review(held, seen=seen, on=reviewed_on)
        review = Review(
            intervention=held, outcome=outcome, seen=seen.strip(), reviewed_on=reviewed_on, reviewed_by=who.name
        )
        store(review, act="review-intervention", who=who, details={"outcome": outcome})
        if outcome == Review.Outcome.END:
            close_signal(signal=held.signal, closed_on=reviewed_on, who=who)
            return review
        if outcome == Review.Outcome.RENEW:
            _renew(held, end=end, reason=seen, on=reviewed_on, who=who)
        elif outcome == Review.Outcome.EASE:
            held = _ease(held, limits=limits, on=reviewed_on, who=who)
        assert held.end is not None  # noqa: S101 - an intervention always ends
        again = min(reviewed_on + timedelta(days=rules_on(on=reviewed_on).review_days), held.end)
        amend(held, to={"next_review": again}, act="set-next-review", who=who)
    return review


def _refuse_review(held: Intervention, *, seen: str, on: date) -> None:
    if held.end is None or not held.start <= on < held.end:
        raise InterventionRefused(
            Words("The intervention is not in force on that day, so there is nothing to review."),
            clause=held.ground,
            way=Words("If the cause remains, a new intervention begins, with the unit's statement."),
        )
    if not seen.strip():
        raise InterventionRefused(
            Words("A review says what has been seen."),
            clause=held.ground,
            way=Words("Write what is better, worse or the same, and why you choose as you do."),
            field="seen",
        )


def _renew(held: Intervention, *, end: date | None, reason: str, on: date, who: Who) -> None:
    statement = held.signal.statements.order_by("given_on", "pk").last()
    rules = rules_on(on=on)
    if end is None or held.end is None or end <= held.end:
        raise InterventionWithoutEnd(
            Words("A renewal has a later end than {end}.", end=held.end),
            clause=held.ground,
            way=Words("Give the last day, or let the intervention continue to its end."),
            field="end",
        )
    plan = InterventionPlan(
        ground=held.ground,
        evidence=held.signal.evidence,
        unit_statement=statement.text if statement else "",
        scope=held.limits,
        start=on,
        review_on=min(on + timedelta(days=rules.review_days), end),
        end=end,
        exit_criterion=held.exit_criterion,
        opened_by=who.role.partition(" ")[0],
        renews_until=held.end,
        renewal_reason=reason,
    )
    refuse_faulty(plan, rules)
    amend(held, to={"end": end}, act="renew-intervention", who=who, details={"until": end})


def _ease(held: Intervention, *, limits: str, on: date, who: Who) -> Intervention:
    """The smaller limit holds from the day; the larger one is kept with its days."""
    if not limits.strip() or on <= held.start:
        raise InterventionRefused(
            Words("Easing says what is still limited, and comes after the intervention's first day."),
            clause=held.ground,
            way=Words("Write which freedom is still limited. If none is, the intervention ends."),
            field="limits" if not limits.strip() else "",
        )
    eased = Intervention(
        signal=held.signal,
        unit=held.unit,
        ground=held.ground,
        limits=limits.strip(),
        limits_money_moves=False,
        exit_criterion=held.exit_criterion,
        start=on,
        end=held.end,
        next_review=held.next_review,
        opened_by=who.name,
    )
    amend(held, to={"end": on}, act="end-intervention", who=who)
    store(eased, act="ease-intervention", who=who, details={"limits": eased.limits})
    return eased
