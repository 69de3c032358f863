"""A voucher is told by series, number and year, however it is typed."""

from __future__ import annotations

import pytest

from spelregler.domain.vouchers import VoucherName, VoucherUnreadable, read_vouchers

D1042 = VoucherName(2026, "D", "1042")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ()),
        ("D 1042", (D1042,)),
        ("  d   1042 ,", (D1042,)),
        ("D 1042; D 1042", (D1042,)),
        ("D 7/2027, D 1042", (D1042, VoucherName(2027, "D", "7"))),
        ("1042", (VoucherName(2026, "", "1042"),)),
    ],
)
def test_as_it_is_typed(typed, found):
    assert read_vouchers(typed, year=2026) == found
    assert read_vouchers(", ".join(map(str, found)), year=1999) == found


@pytest.mark.parametrize(
    "typed", ["xx", "A xx", "D 10 42", "D 1042/27", "/", "D 1042/1999", "x" * 21, ", ".join(map(str, range(21)))]
)
def test_what_is_no_voucher_is_refused_at_its_field(typed):
    with pytest.raises(VoucherUnreadable) as refused:
        read_vouchers(typed, year=2026)
    assert refused.value.field == "vouchers"
    assert refused.value.way
