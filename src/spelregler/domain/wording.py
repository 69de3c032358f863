"""Numbers and lists as people read them, in Swedish and English. Used for the reasons of judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from spelregler.domain.money import Money
from spelregler.domain.words import Bilingual, Pair, Words

NO_BREAK_SPACE = "\u00a0"
MOST_NAMES = 3
ONE_DECIMAL = Decimal("0.1")


def one_decimal(value: Decimal) -> Decimal:
    """Percentages are compared and shown with one decimal, half rounded up in size."""
    return value.quantize(ONE_DECIMAL, rounding=ROUND_HALF_UP)


def percentage(part: int, whole: int) -> Decimal | None:
    """part of whole in per cent with one decimal, or None when there is no whole."""
    return one_decimal(Decimal(part) * 100 / whole) if whole else None


def pct_sv(value: Decimal) -> str:
    return f"{value}".replace(".", ",").replace("-", "−") + f"{NO_BREAK_SPACE}%"


def pct_en(value: Decimal) -> str:
    return f"{value}".replace("-", "−") + "%"


def tkr_sv(amount: Money) -> str:
    return f"{amount.tkr:,}".replace(",", NO_BREAK_SPACE).replace("-", "−") + f"{NO_BREAK_SPACE}tkr"


def tkr_en(amount: Money) -> str:
    return f"SEK {amount.tkr:,}".replace("-", "−") + " thousand"


def exact_tkr(amount: Money) -> Pair:
    """What somebody decided or entered, in thousands of kronor with the decimals it was given: 12,5 tkr is no 13."""
    written = f"{amount.exact_tkr:,f}".replace("-", "−")
    swedish = written.replace(",", NO_BREAK_SPACE).replace(".", ",")
    return Pair(f"{swedish}{NO_BREAK_SPACE}tkr", f"SEK {written} thousand")


def days_long(count: int) -> Bilingual:
    """How long something took: 1 day, 30 days."""
    return Words("1 day") if count == 1 else Words("{count} days", count=count)


def pct(value: Decimal) -> Pair:
    """A share in per cent."""
    return Pair(pct_sv(value), pct_en(value))


def tkr(amount: Money) -> Pair:
    """An amount that was counted, in whole thousands of kronor; one that was entered is told by `exact_tkr`."""
    return Pair(tkr_sv(amount), tkr_en(amount))


def kr(amount: Money) -> Pair:
    """An amount that was given, in thousands of kronor, or in kronor where the thousands would round to nothing."""
    if amount.tkr:
        return exact_tkr(amount)
    return Pair(f"{amount.kronor}".replace(".", ",") + f"{NO_BREAK_SPACE}kr", f"SEK {amount.kronor}")


def named(found: Iterable[str | Bilingual]) -> Pair:
    """At most three names, then how many more."""
    told = [Pair(each) if isinstance(each, str) else each for each in found]
    return Pair(names_sv([each.sv for each in told]), names_en([each.en for each in told]))


def either(found: Iterable[Bilingual]) -> Pair:
    """What may be chosen: this or that."""
    told = list(found)
    return Pair(" eller ".join(each.sv for each in told), " or ".join(each.en for each in told))


def names_sv(names: Sequence[str]) -> str:
    return _names(names, "och", "till")


def names_en(names: Sequence[str]) -> str:
    return _names(names, "and", "more")


def _names(names: Sequence[str], conjunction: str, more: str) -> str:
    """At most three names, then how many more: a reason is read, not scrolled."""
    shown = list(names[:MOST_NAMES])
    rest = len(names) - len(shown)
    if rest:
        shown.append(f"{rest} {more}")
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {conjunction} {shown[-1]}"
