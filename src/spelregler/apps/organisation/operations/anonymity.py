"""Those who have left are made anonymous by the municipality's own rule; what the law keeps stays.

What goes: the name and the code in the register, the account, and the name where a row tells who did something. What
stays: decisions and minutes with who took them, what people wrote in their own words, and the trail for its time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.apps import apps
from django.db import models, transaction
from django.db.models import Count, Max, Q

from spelregler.apps.organisation.models import (
    AnonymityRule,
    Appointment,
    CallIn,
    Employment,
    Membership,
    Person,
)
from spelregler.apps.organisation.operations.holdings import Decided, record_basis
from spelregler.domain.leavers import Rule, Ties, anonymous_from
from spelregler.domain.words import Words
from spelregler.platform.accounts.operations import forget_account
from spelregler.platform.audit.operations import Who, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError

EMPLOYED, ELECTED = "Tidigare anställd", "Tidigare förtroendevald"
MOST_YEARS = 100
DECIDES = "decided_by"
"""Who took a decision is a part of the decision, and stays with it."""


class RuleRefused(DomainError):
    """A rule says whole years, one at least."""

    code = "anonymity-rule-refused"


Forget = Callable[[Person, Who], None]
_forgetters: list[Forget] = []


def register(forget: Forget) -> None:
    """Called by a room's AppConfig that keeps more about people than a name: it lets go of it."""
    if forget not in _forgetters:
        _forgetters.append(forget)


def decide_anonymity(*, employed_years: int, elected_years: int | None, decided: Decided, who: Who) -> AnonymityRule:
    """How many years after the last day a name is kept, for the employed and, if at all, for the elected (GDPR 5.1 e).

    Refuses with `RuleRefused` fewer years than 1 or more than `MOST_YEARS`, with `BasisMissing` no decision.
    """
    years = [employed_years, *([] if elected_years is None else [elected_years])]
    if not all(1 <= each <= MOST_YEARS for each in years):
        raise RuleRefused(
            Words("The rule says whole years, from 1 to {most_years}.", most_years=MOST_YEARS),
            way=Words("Give the number of years after the last day."),
        )
    with transaction.atomic():
        basis = record_basis(decided, who=who)
        rule = AnonymityRule(
            employed_years=employed_years, elected_years=elected_years, basis=basis, entered_on=decided.today
        )
        store(rule, act="decide-anonymity", who=who)
    return rule


def rule_on(day: date) -> AnonymityRule | None:
    """The rule in force: the latest one decided by the day; None before any."""
    rows = AnonymityRule.objects.filter(basis__decided_on__lte=day, entered_on__lte=day).select_related("basis")
    found: AnonymityRule | None = rows.order_by("-basis__decided_on", "-pk").first()
    return found


@dataclass(frozen=True)
class Due:
    """Somebody whose name is taken away, and since when it may be."""

    person: Person
    since: date


def due(*, today: date) -> list[Due]:
    """Everybody whom the rule makes anonymous by the day, longest ago first; nobody without a rule. Five queries."""
    rule = rule_on(today)
    if rule is None:
        return []
    said, ties = Rule(rule.employed_years, rule.elected_years), _ties(today)
    since = {pk: day for pk, each in ties.items() if (day := anonymous_from(each, said)) and day <= today}
    people = Person.objects.filter(pk__in=since, anonymous_since__isnull=True).select_related("account")
    return sorted((Due(each, since[each.pk]) for each in people), key=lambda each: (each.since, each.person.code))


def _ties(today: date) -> dict[int, Ties]:
    """What each person who is known by name held, and until when. A person of two units is here until both are over."""
    employed: dict[int, date] = {}
    elected: dict[int, date] = {}
    still: set[int] = set()
    for model, person, ends in (
        (Employment, "person", employed),
        (Appointment, "person", employed),
        (Membership, "person", elected),
        (CallIn, "substitute__person", elected),
    ):
        goes_on = Count("pk", filter=Q(end__isnull=True) | Q(end__gt=today))
        rows = model.objects.filter(**{f"{person}__anonymous_since__isnull": True}).values_list(person)
        for pk, last, going in rows.annotate(last=Max("end"), going=goes_on).order_by():
            if going:
                still.add(pk)
            if last is not None:
                ends[pk] = max(last, ends.get(pk, last))
    everybody = {*employed, *elected, *still}
    return {pk: Ties(employed.get(pk), elected.get(pk), still=pk in still) for pk in everybody}


def anonymise_leavers(*, today: date, who: Who) -> int:
    """Everybody who is due is made anonymous by the rule in force; how many."""
    found = due(today=today)
    for each in found:
        anonymise(each.person, today=today, who=who)
    return len(found)


def anonymise(person: Person, *, today: date, who: Who) -> None:
    """Name, code and account go. The trail is told that it was done, and neither of the names (GDPR 5.1 e).

    Where somebody else in the register has the same name, a row that tells only the name may be theirs, and stays.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
        was_elected = Membership.objects.filter(person=held).exists()
        name, code = ELECTED if was_elected else EMPLOYED, f"tidigare-{held.pk}"
        for forget in _forgetters:
            forget(held, who)
        if held.account is not None:
            forget_account(account=held.account, name=name, who=who)
        _rewrite(held, name=name, code=code)
        # Past `store`, which would tell the trail what the name was.
        Person.objects.filter(pk=held.pk).update(name=name, code=code, email="", account=None, anonymous_since=today)
        record(who=who, act="anonymise-person", subject=code, concerns=code)


def _rewrite(person: Person, *, name: str, code: str) -> None:
    is_alone = not Person.objects.filter(name=person.name).exclude(pk=person.pk).exists()
    for model, names, codes in naming_columns():
        for column in names if is_alone else ():
            model._base_manager.filter(**{column: person.name}).update(**{column: name})
        for column in codes:
            model._base_manager.filter(**{column: person.code}).update(**{column: code})


def naming_columns() -> Iterator[tuple[type[models.Model], list[str], list[str]]]:
    """Every column in the rooms that tells who did something, by name or by code, but who took a decision."""
    for model in apps.get_models():
        if not model.__module__.startswith("spelregler.apps."):
            continue
        texts = [each.name for each in model._meta.concrete_fields if isinstance(each, models.CharField)]
        names = [each for each in texts if (each == "by" or each.endswith("_by")) and each != DECIDES]
        codes = [each for each in texts if each.endswith("by_person")]
        if names or codes:
            yield model, names, codes
