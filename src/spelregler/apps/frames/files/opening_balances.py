"""What a ledger file's year opens with, held against what the year before closed with (`domain.frames.opening`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from spelregler.apps.frames.files.ledger_sums import LedgerFile
from spelregler.apps.frames.models import LedgerMonth
from spelregler.domain.frames.opening import OpeningCheck, compare_opening
from spelregler.domain.period import Period

MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True)
class Opening:
    """A file's opening balances. `check` is None where no closing balances of the year before are known."""

    check: OpeningCheck | None = None
    source: str = ""
    """The imported file that tells the closing balances; empty where the file itself does."""
    until: date | None = None
    """The last month that is imported of the year before: a file of October closes nothing yet."""

    @property
    def state(self) -> str:
        """In one word, for the program."""
        if self.check is None:
            return "unknown"
        return "differ" if self.check.differences else "agree"


def check_opening(file: LedgerFile) -> Opening | None:
    """The year before as it was imported comes first, then what the file says of it; None without opening balances."""
    if not file.opening:
        return None
    before = _last_month_before(file.year)
    if before is not None and before.batch.closing:
        check = compare_opening(opening=file.opening, closing=before.batch.closing)
        return Opening(check=check, source=before.batch.file_name, until=before.month)
    if file.closing_before:
        return Opening(check=compare_opening(opening=file.opening, closing=file.closing_before))
    return Opening()


def opening_rows(opening: Opening | None) -> dict[str, Any]:
    """The comparison as plain values, for a command to print."""
    check = opening.check if opening else None
    return {
        "opening_balances": opening.state if opening else "none",
        "opening_source": (opening.source or None) if opening else None,
        "opening_until": f"{opening.until:%Y-%m}" if opening and opening.until else None,
        "result_left_kr": str(check.result_left.kronor) if check else None,
        "opening_differences": [
            {
                "account": each.account,
                "opening_kr": str(each.opening.kronor),
                "closing_kr": str(each.closing.kronor),
                "difference_kr": str(each.difference.kronor),
            }
            for each in (check.differences if check else ())
        ],
    }


def _last_month_before(year: Period | None) -> LedgerMonth | None:
    """The last month that is stored of the twelve before the file's year, with its file."""
    if year is None:
        return None
    months = LedgerMonth.objects.filter(end__isnull=True, month__lt=year.start.replace(day=1))
    last = months.select_related("batch").order_by("-month").first()
    if last is None:
        return None
    apart = (year.start.year - last.month.year) * MONTHS_OF_A_YEAR + year.start.month - last.month.month
    return last if apart <= MONTHS_OF_A_YEAR else None
