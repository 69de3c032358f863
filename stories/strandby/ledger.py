"""Strandby's books as its accounting system would write them: SIE 4, one voucher a month, one row a unit."""

from __future__ import annotations

from stories.strandby.town import places

MONTHLY_KR = 800_000


def ledger_file(year: int, months: int) -> bytes:
    """The year's first months: each unit costs 800 tkr a month."""
    units = [each.code for each in places()]
    lines = [
        "#FLAGGA 0", "#FORMAT PC8", "#SIETYP 4", '#PROGRAM "Strandbok" 1.0', f"#GEN {year}1101", '#FNAMN "Strandby"',
        f"#RAR 0 {year}0101 {year}1231", '#KONTO 4010 "Verksamhet"', '#KONTO 1930 "Bank"', '#DIM 6 "Ansvar"',
    ]  # fmt: skip
    lines += [f'#OBJEKT 6 "{code}" "{code}"' for code in units]
    for month in range(1, months + 1):
        lines += [f'#VER "A" {month} {year}{month:02}15 "Månadens kostnader"', "{"]
        lines += [f'#TRANS 4010 {{6 "{code}"}} {MONTHLY_KR}.00' for code in units]
        lines += [f"#TRANS 1930 {{}} -{MONTHLY_KR * len(units)}.00", "}"]
    return "\n".join(lines).encode("cp437") + b"\n"
