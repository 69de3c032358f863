"""`doctor --data`: what faults that are mended since may have stored. Each with the command that puts it right.

Nothing is put right by itself: what looks like a fault may be what somebody meant. Three things leave no trace that can
be told from the right ones, and are not found here: a figure of one sex where no other figure of the same period is
stored, an amount in a file whose vouchers are no longer kept, and two moves that were meant to be alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef

from spelregler.apps.frames.queries.suspicions import stored_twice, wrong_sums
from spelregler.apps.goals.models import Measurement
from spelregler.apps.organisation.models import Person
from spelregler.apps.policy.queries.untrue_answers import untrue_answers, untrue_tallies
from spelregler.config.examined import Examined
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Words
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.search.filling import is_behind, untrue_entries

MOST = 100
GIVEN = "give-account"


def examine() -> list[Examined]:
    """Each suspicion as a fault with what to do; one line that all is well where there is none."""
    found = [*_amounts(), *_moves(), *_sexes(), *_people(), *_answers(), *_searched()]
    return found or [
        Examined(
            True,
            Words("Nothing that earlier faults could store is here."),
        )
    ]


def _answers() -> Iterator[Examined]:
    """Answers that everything asked anew would give otherwise."""
    clauses = sorted({clause for clause, _kind, _code in untrue_answers() or ()})
    if clauses:
        yield Examined(
            False,
            Words("Stored answers of {clauses} are not what the rules answer.", clauses=", ".join(clauses)),
            Words("Run spelregler evaluate, and report the fault to those who develop Spelregler."),
        )
    miscounted = untrue_tallies()
    if miscounted:
        yield Examined(
            False,
            Words("How many answers say what is wrongly kept for {clauses}.", clauses=", ".join(miscounted)),
            Words("Run spelregler evaluate, and report the fault to those who develop Spelregler."),
        )


def _searched() -> Iterator[Examined]:
    """Entries of the search that are not what their rooms say; where they are behind, the worker sees to it."""
    count = 0 if is_behind() else untrue_entries()
    if count:
        yield Examined(
            False,
            Words("What can be searched for is not what is stored: {count} entries differ.", count=count),
            Words("Run spelregler evaluate, and report the fault to those who develop Spelregler."),
        )


def _amounts() -> Iterator[Examined]:
    for each in wrong_sums():
        number, name = each.batch.pk, each.batch.file_name
        yield Examined(
            False,
            Words(
                "{name}, {month}: the sums of ansvar {codes} are not those of its vouchers.",
                name=name,
                month=each.month,
                codes=", ".join(each.codes),
            ),
            Words(
                "Run spelregler mend ledger {number} --apply and import it again: spelregler import ledger "
                "FILE --apply.",
                number=number,
            ),
        )


def _moves() -> Iterator[Examined]:
    for each in stored_twice():
        when, again = f"{each.first:%Y-%m-%d %H:%M}", f"{each.again:%H:%M}"
        yield Examined(
            False,
            Words(
                "{move}: {amount} was moved {when} and alike {again}.",
                move=each.move,
                amount=exact_tkr(Money(each.move.amount_ore)),
                when=when,
                again=again,
            ),
            Words(
                "Ask whoever moved it. If it was once: spelregler mend {kind} {number} --apply.",
                kind=each.kind,
                number=each.move.pk,
            ),
        )


def _sexes() -> Iterator[Examined]:
    """A figure for all that is the women's or the men's own, while the other sex's is another or missing."""
    now = Measurement.objects.filter(replaced_by=None)
    period = {name: OuterRef(name) for name in ("indicator", "period_start", "period_end")}
    same = now.filter(unit=None, **period)
    for sex, other in (("K", "M"), ("M", "K")):
        alike = same.filter(sex=sex, value=OuterRef("value"))
        both = same.filter(sex=other, value=OuterRef("value"))
        found = now.filter(Exists(alike), ~Exists(both), sex="T", unit=None).select_related("indicator")
        for each in found.order_by("indicator_id", F("period_start"))[:MOST]:
            whose = Words("the women's") if sex == "K" else Words("the men's")
            code = each.indicator.code
            yield Examined(
                False,
                Words(
                    "{code} {year}: the value for all is {whose}.",
                    code=code,
                    year=f"{each.period_start:%Y}",
                    whose=whose,
                ),
                Words("Import the table again: spelregler import scb FILE --indicator {code} --apply.", code=code),
            )


def _people() -> Iterator[Examined]:
    """An account that was somebody's and that nobody has since, because the person was given another."""
    held = set(Person.objects.filter(account__isnull=False).values_list("account_id", flat=True))
    lost: dict[int, str] = {}
    for row in AuditRow.objects.filter(act=GIVEN).order_by("id").iterator():
        before = (row.before or {}).get("account_id")
        if before is not None and before not in held:
            lost[before] = row.subject
    for account in Account.objects.filter(pk__in=lost, is_active=True).order_by("pk")[:MOST]:
        person = lost[account.pk]
        yield Examined(
            False,
            Words(
                "{email} was the account of {person} until {person} was given another, and is nobody's now.",
                email=account.email,
                person=person,
            ),
            Words(
                "If that is wrong: spelregler account give {email} --person {person} --replace. Else: "
                "spelregler account close {email}.",
                email=account.email,
                person=person,
            ),
        )
