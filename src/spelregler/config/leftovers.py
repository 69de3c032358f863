"""`doctor --data`: what faults that are mended since may have stored. Each with the command that puts it right.

Nothing is put right by itself: what looks like a fault may be what somebody meant. Three things leave no trace that can
be told from the right ones, and are not found here: a figure of one sex where no other figure of the same period is
stored, an amount in a file whose vouchers are no longer kept, and two moves that were meant to be alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef

from spelregler.apps.frames.queries.suspicions import stored_twice, wrong_sums
from spelregler.apps.goals.models import Measurement
from spelregler.apps.organisation.models import Person
from spelregler.domain.money import Money
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.models import AuditRow
from spelregler.ui import formatting

MOST = 100
GIVEN = "give-account"
Row = dict[str, Any]


def examine() -> list[Row]:
    """Each suspicion as a fault with what to do; one line that all is well where there is none."""
    found = [*_amounts(), *_moves(), *_sexes(), *_people()]
    return found or [
        _row(
            True,
            "Inget av det som tidigare fel kunde lagra finns här.",
            "Nothing that earlier faults could store is here.",
        )
    ]


def _row(ok: bool, sv: str, en: str, todo_sv: str = "", todo_en: str = "") -> Row:
    return {"ok": ok, "warns": False, "what_sv": sv, "what_en": en, "todo_sv": todo_sv, "todo_en": todo_en}


def _amounts() -> Iterator[Row]:
    for each in wrong_sums():
        number, name = each.batch.pk, each.batch.file_name
        yield _row(
            False,
            f"{name}, {each.month}: summorna för ansvar {', '.join(each.codes)} är inte verifikationernas.",
            f"{name}, {each.month}: the sums of ansvar {', '.join(each.codes)} are not those of its vouchers.",
            f"Kör spelregler mend ledger {number} --apply och läs in filen igen: spelregler import ledger FIL --apply.",
            f"Run spelregler mend ledger {number} --apply and import it again: spelregler import ledger FILE --apply.",
        )


def _moves() -> Iterator[Row]:
    for each in stored_twice():
        when, again = f"{each.first:%Y-%m-%d %H:%M}", f"{each.again:%H:%M}"
        sv, en = (formatting.money(Money(each.move.amount_ore), language, exact=True) for language in ("sv", "en"))
        yield _row(
            False,
            f"{each.move}: {sv} flyttades {when} och likadant {again}.",
            f"{each.move}: {en} was moved {when} and alike {again}.",
            f"Fråga den som flyttade. Var det en gång: spelregler mend {each.kind} {each.move.pk} --apply.",
            f"Ask whoever moved it. If it was once: spelregler mend {each.kind} {each.move.pk} --apply.",
        )


def _sexes() -> Iterator[Row]:
    """A figure for all that is the women's or the men's own, while the other sex's is another or missing."""
    now = Measurement.objects.filter(replaced_by=None)
    period = {name: OuterRef(name) for name in ("indicator", "period_start", "period_end")}
    same = now.filter(unit=None, **period)
    for sex, other in (("K", "M"), ("M", "K")):
        alike = same.filter(sex=sex, value=OuterRef("value"))
        both = same.filter(sex=other, value=OuterRef("value"))
        found = now.filter(Exists(alike), ~Exists(both), sex="T", unit=None).select_related("indicator")
        for each in found.order_by("indicator_id", F("period_start"))[:MOST]:
            whose_sv, whose_en = ("kvinnornas", "the women's") if sex == "K" else ("männens", "the men's")
            code = each.indicator.code
            yield _row(
                False,
                f"{code} {each.period_start:%Y}: värdet för alla är {whose_sv}.",
                f"{code} {each.period_start:%Y}: the value for all is {whose_en}.",
                f"Läs in tabellen igen: spelregler import scb FIL --indicator {code} --apply.",
                f"Import the table again: spelregler import scb FILE --indicator {code} --apply.",
            )


def _people() -> Iterator[Row]:
    """An account that was somebody's and that nobody has since, because the person was given another."""
    held = set(Person.objects.filter(account__isnull=False).values_list("account_id", flat=True))
    lost: dict[int, str] = {}
    for row in AuditRow.objects.filter(act=GIVEN).order_by("id").iterator():
        before = (row.before or {}).get("account_id")
        if before is not None and before not in held:
            lost[before] = row.subject
    for account in Account.objects.filter(pk__in=lost, is_active=True).order_by("pk")[:MOST]:
        person = lost[account.pk]
        yield _row(
            False,
            f"{account.email} var {person}s konto tills {person} fick ett annat, och är ingens nu.",
            f"{account.email} was the account of {person} until {person} was given another, and is nobody's now.",
            f"Är det fel: spelregler account give {account.email} --person {person} --replace. "
            f"Annars: spelregler account close {account.email}.",
            f"If that is wrong: spelregler account give {account.email} --person {person} --replace. "
            f"Else: spelregler account close {account.email}.",
        )
