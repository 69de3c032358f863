"""What a voucher of the ledger is called: its series, its number in it, and the year that the numbers begin anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from spelregler.domain.errors import DomainError
from spelregler.domain.words import Words

LONGEST_SERIES, LONGEST_NUMBER, MOST = 10, 20, 20
_WRITTEN = re.compile(
    rf"(?:([^\s/]{{1,{LONGEST_SERIES}}})\s+)?((?=[^\s/]*\d)[^\s/]{{1,{LONGEST_NUMBER}}})(?:/(20\d\d))?"
)
"""A number has a digit in it, so that a word is none."""


class VoucherUnreadable(DomainError):
    """A voucher is written as its series, its number, and where it is of another year that year."""

    code = "voucher-unreadable"


@dataclass(frozen=True, order=True)
class VoucherName:
    """A voucher by what the ledger calls it; a series may be empty."""

    year: int
    series: str
    number: str

    def __str__(self) -> str:
        return f"{self.series} {self.number}/{self.year}".strip()


def read_vouchers(typed: str, *, year: int) -> tuple[VoucherName, ...]:
    """The vouchers in a line such as ``D 1042, D 1043/2027``, each once, in order; `year` where none is written.

    Refuses with `VoucherUnreadable` what is no voucher, and more than twenty.
    """
    parts = [each for each in re.split(r"[,;]", typed) if each.strip()]
    found = {_read(each, year=year) for each in parts}
    if len(found) > MOST:
        raise VoucherUnreadable(
            Words("At most {most} vouchers are named.", most=MOST),
            way=Words("Name the first of them."),
            field="vouchers",
        )
    return tuple(sorted(found))


def _read(typed: str, *, year: int) -> VoucherName:
    written = _WRITTEN.fullmatch(typed.strip())
    if written is None:
        raise VoucherUnreadable(
            Words("{typed} is no voucher.", typed=typed.strip()),
            way=Words("Write series and number with a space between, as D 1042. Put a comma between two."),
            field="vouchers",
        )
    series, number, of = written.groups()
    return VoucherName(int(of or year), (series or "").upper(), number)
