"""Bytes in, facts out. One careful pass for a whole file, and one fast stream of vouchers for the ledger."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from spelregler.exchange.sie.errors import SieError, SieWarning

TOKEN = re.compile(r'"((?:\\"|[^"]|"(?![\s{}]|$))*)(?:"(?=[\s{}]|$)|\s*$)|([{}])|([^\s{}]+)')
# A quote ends a field only before a blank, a brace or the line's end: real files hold bare quotes inside names, and
# texts that were cut off before their last quote.
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
LATIN = re.compile(rb"[\xe4\xe5\xf6\xc4\xc5\xd6]")
PC8 = re.compile(rb"[\x84\x86\x94\x8e\x8f\x99\x81\x82]")
AMOUNT = re.compile(r"-?\d+(?:\.\d{1,2})?$")
KNOWN_TYPES = (1, 2, 3, 4)
MANDATORY = ("#FLAGGA", "#FORMAT", "#PROGRAM", "#GEN", "#FNAMN")
DAMAGED = "\ufffd".encode()

DETAIL = re.compile(
    rb"^[ \t]*#(?:"
    rb'TRANS[ \t]+"?([^\s{}"]+)"?[ \t]*\{((?:[^}"\r\n]|"(?:\\"|[^"\r\n])*")*)\}[ \t]*"?(-?\d+(?:\.\d{1,2})?)"?(?=[\s])'
    rb'(?:[ \t]+"?(\d{8})"?(?=[\s]))?'
    rb'|VER[ \t]+("(?:\\"|[^"\r\n])*"|[^\s"]+)[ \t]+("(?:\\"|[^"\r\n])*"|[^\s"]+)[ \t]+"?(\d{8})"?'
    rb"|(TRANS|VER)(?=[\s{]))",
    re.MULTILINE,
)
OBJECT = re.compile(r'"((?:\\"|[^"])*)"|([^\s"]+)')


class Row(NamedTuple):
    """One #TRANS row. `objects` are pairs of dimension and object; `offset` is the row's place in the file."""

    offset: int
    date: str
    account: str
    objects: tuple[tuple[int, str], ...]
    amount_ore: int


@dataclass
class Voucher:
    """A voucher's head and the sum of its rows."""

    series: str
    number: str
    date: str
    line: int
    total: Decimal = Decimal(0)
    rows: int = 0


@dataclass
class Balance:
    """A balance, period balance or period budget."""

    label: str
    year: int
    period: str
    account: str
    objects: tuple[tuple[int, str], ...]
    amount: Decimal


@dataclass
class SieFile:
    """Everything in a file but the text of each voucher row."""

    type: int = 1
    company: str = ""
    flag: str = "0"
    generated: str = ""
    years: dict[int, tuple[str, str]] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    dimensions: dict[int, str] = field(default_factory=dict)
    objects: dict[tuple[int, str], str] = field(default_factory=dict)
    balances: list[Balance] = field(default_factory=list)
    vouchers: list[Voucher] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    rows: int = 0
    total: Decimal = Decimal(0)
    ksumma: str = "none"
    warnings: list[SieWarning] = field(default_factory=list)

    @property
    def already_imported(self) -> bool:
        """#FLAGGA 1: some program has imported the file before."""
        return self.flag == "1"

    @property
    def unbalanced(self) -> list[tuple[str, str, Decimal]]:
        """Vouchers whose rows do not sum to zero: series, number and difference."""
        return [(v.series, v.number, v.total) for v in self.vouchers if v.total]

    def of(self, label: str) -> list[Balance]:
        """The balances of one label."""
        return [each for each in self.balances if each.label == label]


def iter_period_balances(sie: SieFile, *, label: str = "#PSALDO") -> Iterator[Balance]:
    """Period balances without double counting: per object where rows have objects (type 3), else per account.

    In type 3 an account stands both as a whole and per object; adding both would count it twice.
    """
    rows = sie.of(label)
    per_object = {(each.account, each.period) for each in rows if each.objects}
    yield from (each for each in rows if each.objects or (each.account, each.period) not in per_object)


def decode(data: bytes) -> tuple[str, list[SieWarning]]:
    """Code page 437 as the format demands; a file saved as something else is read with a warning, or refused."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise _refuse(1, 1, "filen är sparad som UTF-16.", "the file is saved as UTF-16.", encoding=True)
    if data[:3] == b"\xef\xbb\xbf":
        return data[3:].decode("utf-8", "replace"), [_encoding("UTF-8")]
    found = CONTROL.search(data.rstrip(b"\x1a\x00"))
    if found:
        line = data.count(b"\n", 0, found.start()) + 1
        column = found.start() - data.rfind(b"\n", 0, found.start())
        raise _refuse(
            line, column, "här står ett styrtecken; det är ingen SIE-fil.", "a control character: no SIE file."
        )
    data = data.rstrip(b"\x1a\x00")
    if data.isascii():
        return data.decode("ascii"), []
    if DAMAGED in data:  # letters were lost before the file came here; it is read as it says that it is
        return data.decode("cp437"), [_encoding("UTF-8")]
    try:
        return data.decode("utf-8"), [_encoding("UTF-8")]
    except UnicodeDecodeError:
        pass
    if LATIN.search(data) and not PC8.search(data):
        return data.decode("latin-1"), [_encoding("Latin-1")]
    return data.decode("cp437"), []


def _encoding(name: str) -> SieWarning:
    return SieWarning(
        line=1,
        sv=f"Filen säger PC8 men är sparad som {name}; bokstäver kan vara fel.",
        en=f"The file says PC8 but is saved as {name}; letters may be wrong.",
    )


def _refuse(line: int, column: int, sv: str, en: str, *, encoding: bool = False) -> SieError:
    todo = (
        (
            "Exportera filen på nytt från ekonomisystemet, i PC8.",
            "Export the file anew from the accounting system, in PC8.",
        )
        if encoding
        else ("Välj en fil som ekonomisystemet exporterat som SIE.", "Choose a file exported as SIE.")
    )
    return SieError(line=line, column=column, sv=sv, en=en, todo_sv=todo[0], todo_en=todo[1])


def _fault(line: int, column: int, sv: str, en: str) -> SieError:
    return SieError(
        line=line,
        column=column,
        sv=sv,
        en=en,
        todo_sv="Exportera filen på nytt; inget har lagrats.",
        todo_en="Export the file anew; nothing has been stored.",
    )


def tokens(line: str) -> list[str]:
    """The fields of a record. Object lists keep their braces as fields of their own."""
    found = []
    for quoted, brace, plain in TOKEN.findall(line):
        found.append(brace or plain or quoted.replace('\\"', '"'))
    return found


def read(data: bytes) -> SieFile:
    """The whole file, or a refusal that names line and column. Unknown labels and extra fields are ignored."""
    text, warnings = decode(data)
    sie = SieFile(warnings=warnings)
    reader = _Reader(sie)
    first = True
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped:
            continue
        if first and not stripped.startswith("#"):
            raise _refuse(number, 1, "första raden börjar inte med #.", "the first line does not start with #.")
        first = False
        reader.record(number, line)
    if first or ("#SIETYP" not in sie.labels and "#FLAGGA" not in sie.labels):
        raise _refuse(
            1, 1, "filen saknar #FLAGGA och #SIETYP; det är ingen SIE-fil.", "no #FLAGGA or #SIETYP: no SIE file."
        )
    reader.finish(number)
    return sie


class _Reader:
    """Takes one record at a time and keeps what a file says."""

    def __init__(self, sie: SieFile) -> None:
        self.sie = sie
        self.voucher: Voucher | None = None
        self.open_at = 0
        self.crc: int | None = None
        self.summed = False

    def record(self, number: int, line: str) -> None:
        stripped = line.strip()
        if stripped == "{":
            if self.voucher is None:
                raise _fault(
                    number, 1, "klammern hör inte till någon verifikation.", "the brace belongs to no voucher."
                )
            self.open_at = number
            return
        if stripped == "}":
            self.voucher, self.open_at = None, 0
            return
        fields = tokens(line)
        label = fields[0].upper() if fields else ""
        if not label.startswith("#"):
            raise _fault(number, 1, "raden börjar inte med en etikett.", "the line does not start with a label.")
        self._sum(label, fields, number)
        self.sie.labels[label] = self.sie.labels.get(label, 0) + 1
        handler = getattr(self, "on_" + label[1:].lower(), None)
        if handler is not None:
            try:
                handler(fields[1:], number)
            except (IndexError, InvalidOperation):
                column = len(line.rstrip())
                raise _fault(number, column, f"{label} saknar fält.", f"{label} lacks fields.") from None

    def _sum(self, label: str, fields: list[str], number: int) -> None:
        if label == "#KSUMMA":
            if self.crc is None:
                self.crc = 0
            else:
                given = int(fields[1]) if len(fields) > 1 and fields[1].lstrip("-").isdigit() else None
                self.sie.ksumma = "ok" if given is not None and given % 2**32 == self.crc else "wrong"
                self.summed = True
        elif self.crc is not None and not self.summed:
            content = "".join(each for each in fields if each not in "{}" or not each)
            self.crc = zlib.crc32(content.encode("cp437", "replace"), self.crc)

    def finish(self, number: int) -> None:
        if self.open_at:
            raise _fault(
                number,
                1,
                f"verifikationen på rad {self.open_at} avslutas aldrig; filen är avhuggen.",
                f"the voucher on line {self.open_at} never ends; the file is cut off.",
            )
        if self.crc is not None and not self.summed:
            raise _fault(
                number,
                1,
                "slutets #KSUMMA saknas; filen är avhuggen.",
                "the closing #KSUMMA is missing; the file is cut off.",
            )
        sie = self.sie
        for label in MANDATORY:
            if label not in sie.labels:
                sie.warnings.append(SieWarning(1, f"{label} saknas.", f"{label} is missing."))
        if sie.type in (2, 3) and "#OMFATTN" not in sie.labels:
            sie.warnings.append(SieWarning(1, "#OMFATTN saknas.", "#OMFATTN is missing."))
        if sie.ksumma == "wrong":
            sie.warnings.append(SieWarning(1, "Kontrollsumman stämmer inte.", "The checksum does not match."))
        for series, name, difference in sie.unbalanced:
            sie.warnings.append(
                SieWarning(
                    1,
                    f"Verifikation {series} {name} går inte ihop: {difference}.",
                    f"Voucher {series} {name} does not balance: {difference}.",
                )
            )

    def on_flagga(self, fields: list[str], number: int) -> None:
        self.sie.flag = fields[0]

    def on_sietyp(self, fields: list[str], number: int) -> None:
        if not fields[0].isdigit() or int(fields[0]) not in KNOWN_TYPES:
            raise _fault(number, 9, f"SIE-typen {fields[0]} finns inte.", f"there is no SIE type {fields[0]}.")
        self.sie.type = int(fields[0])

    def on_fnamn(self, fields: list[str], number: int) -> None:
        self.sie.company = fields[0]

    def on_gen(self, fields: list[str], number: int) -> None:
        self.sie.generated = fields[0]

    def on_rar(self, fields: list[str], number: int) -> None:
        if len(fields) >= 3:
            self.sie.years[_integer(fields[0], number)] = (fields[1], fields[2])

    def on_konto(self, fields: list[str], number: int) -> None:
        self.sie.accounts[fields[0]] = fields[1] if len(fields) > 1 else ""

    def on_dim(self, fields: list[str], number: int) -> None:
        self.sie.dimensions[_integer(fields[0], number)] = fields[1]

    on_underdim = on_dim

    def on_objekt(self, fields: list[str], number: int) -> None:
        self.sie.objects[_integer(fields[0], number), fields[1]] = fields[2] if len(fields) > 2 else ""

    def on_ver(self, fields: list[str], number: int) -> None:
        if self.open_at:
            raise _fault(
                number,
                1,
                f"verifikationen på rad {self.open_at} avslutas aldrig.",
                f"the voucher on line {self.open_at} never ends.",
            )
        self.voucher = Voucher(fields[0], fields[1], fields[2] if len(fields) > 2 else "", number)
        self.sie.vouchers.append(self.voucher)

    def on_trans(self, fields: list[str], number: int) -> None:
        if self.voucher is None:
            raise _fault(number, 1, "#TRANS står utanför en verifikation.", "#TRANS stands outside a voucher.")
        _objects, rest = _object_list(fields[1:], number)
        amount = _amount(rest[0], number)
        self.voucher.total += amount
        self.voucher.rows += 1
        self.sie.rows += 1
        self.sie.total += amount

    def _balance(self, label: str, fields: list[str], number: int, *, period: bool, objects: bool) -> None:
        year, rest = _integer(fields[0], number), fields[1:]
        when = rest.pop(0) if period else ""
        account = rest.pop(0)
        pairs: tuple[tuple[int, str], ...] = ()
        if objects:
            pairs, rest = _object_list(rest, number)
        if self.sie.type == 2 and period and pairs:
            return  # type 2 speaks of accounts only; rows with objects are ignored
        self.sie.balances.append(Balance(label, year, when, account, pairs, _amount(rest[0], number)))

    def on_ib(self, fields: list[str], number: int) -> None:
        self._balance("#IB", fields, number, period=False, objects=False)

    def on_ub(self, fields: list[str], number: int) -> None:
        self._balance("#UB", fields, number, period=False, objects=False)

    def on_res(self, fields: list[str], number: int) -> None:
        self._balance("#RES", fields, number, period=False, objects=False)

    def on_oib(self, fields: list[str], number: int) -> None:
        self._balance("#OIB", fields, number, period=False, objects=True)

    def on_oub(self, fields: list[str], number: int) -> None:
        self._balance("#OUB", fields, number, period=False, objects=True)

    def on_psaldo(self, fields: list[str], number: int) -> None:
        self._balance("#PSALDO", fields, number, period=True, objects=True)

    def on_pbudget(self, fields: list[str], number: int) -> None:
        self._balance("#PBUDGET", fields, number, period=True, objects=True)


def _integer(text: str, number: int) -> int:
    try:
        return int(text)
    except ValueError:
        raise _fault(number, 1, f"”{text}” är inget heltal.", f"“{text}” is no whole number.") from None


def _amount(text: str, number: int) -> Decimal:
    if not AMOUNT.match(text):
        raise _fault(
            number,
            1,
            f"”{text}” är inget belopp (decimalpunkt, högst två decimaler).",
            f"“{text}” is no amount (decimal point, at most two decimals).",
        )
    return Decimal(text)


def _object_list(fields: list[str], number: int) -> tuple[tuple[tuple[int, str], ...], list[str]]:
    """The pairs between the braces, and the fields after them."""
    if not fields or fields[0] != "{" or "}" not in fields:
        raise _fault(number, 1, "objektlistan {…} saknas.", "the object list {…} is missing.")
    end = fields.index("}")
    inside = fields[1:end]
    return tuple((_integer(inside[n], number), inside[n + 1]) for n in range(0, len(inside) - 1, 2)), fields[end + 1 :]


def iter_rows(data: bytes) -> Iterator[Row]:
    """Every #TRANS row, streamed; #BTRANS and #RTRANS are left out. Fast enough for a municipality's whole year."""
    text_of: dict[bytes, str] = {}
    pairs_of: dict[bytes, tuple[tuple[int, str], ...]] = {}
    voucher_date = ""
    for match in DETAIL.finditer(data):
        account, objects, amount, own_date, _series, _number, date, bad = match.groups()
        if account is not None:
            name = text_of.get(account)
            if name is None:
                name = text_of[account] = account.decode("cp437")
            pairs = pairs_of.get(objects)
            if pairs is None:
                pairs = pairs_of[objects] = _pairs(objects)
            day = own_date.decode() if own_date else voucher_date
            yield Row(match.start(), day, name, pairs, ore(amount))
        elif date is not None:
            voucher_date = date.decode()
        elif bad is not None:
            line = data.count(b"\n", 0, match.start()) + 1
            label = bad.decode()
            raise _fault(line, 1, f"#{label} går inte att läsa.", f"#{label} cannot be read.")


def _pairs(objects: bytes) -> tuple[tuple[int, str], ...]:
    fields = [(a or b).replace('\\"', '"') for a, b in OBJECT.findall(objects.decode("cp437"))]
    return tuple((int(fields[n]), fields[n + 1]) for n in range(0, len(fields) - 1, 2) if fields[n].isdigit())


def ore(amount: bytes) -> int:
    """An amount with at most two decimals as whole öre; never through a float."""
    if amount[-3:-2] == b".":
        return int(amount[:-3] + amount[-2:])
    if amount[-2:-1] == b".":
        return int(amount[:-2] + amount[-1:]) * 10
    return int(amount) * 100


def summary(data: bytes, name: str) -> dict[str, Any]:
    """Counts, sums of year 0, unbalanced vouchers, the checksum's state and the warnings, as plain data."""
    sie = read(data)

    def total(label: str) -> str:
        return str(sum((each.amount for each in sie.of(label) if each.year == 0), Decimal(0)))

    return {
        "file": name,
        "sietyp": sie.type,
        "fnamn": sie.company,
        "ib": len(sie.of("#IB")),
        "ub": len(sie.of("#UB")),
        "oib": len(sie.of("#OIB")),
        "oub": len(sie.of("#OUB")),
        "res": len(sie.of("#RES")),
        "psaldo": len(sie.of("#PSALDO")),
        "pbudget": len(sie.of("#PBUDGET")),
        "ver": len(sie.vouchers),
        "rows": sie.rows,
        "sum_ib0": total("#IB"),
        "sum_ub0": total("#UB"),
        "sum_res0": total("#RES"),
        "sum_trans": str(sie.total),
        "unbalanced": [[series, number, str(difference)] for series, number, difference in sie.unbalanced],
        "ksumma": sie.ksumma,
        "warnings": [f"rad {each.line}: {each.sv}" for each in sie.warnings],
    }
