"""The whole file in one pass: everything but the voucher rows is kept, the rows are counted and summed."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import BinaryIO

from spelregler.exchange.sie.amounts import amount_text
from spelregler.exchange.sie.checksum import Checksum
from spelregler.exchange.sie.errors import SieWarning, not_sie
from spelregler.exchange.sie.model import Balance, SieFile, Voucher
from spelregler.exchange.sie.records import DAY, Record, content_of, record_of, split_fields
from spelregler.exchange.sie.rows import (
    PLAIN,
    PLAIN_VOUCHER,
    Accounts,
    Lists,
    NotPlain,
    Row,
    careful_row,
    in_ore,
    new_row,
)
from spelregler.exchange.sie.source import Source, open_source
from spelregler.exchange.sie.vouchers import Frame

MANDATORY = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#FNAMN")
MANDATORY_BY_TYPE = {1: ("#RAR",), 2: ("#RAR", "#OMFATTN"), 3: ("#RAR", "#OMFATTN")}
# Types 4E and 4I ask for different records and cannot be told apart by what stands in the file.
HEADER = ("#PROGRAM", "#FORMAT", "#PROSA", "#FTYP", "#FNR", "#ORGNR", "#BKOD", "#ADRESS", "#TAXAR", "#OMFATTN")
HEADER_TOO = ("#KPTYP", "#VALUTA")
MOST_WARNINGS = 500


def read(data: bytes | BinaryIO) -> SieFile:
    """The whole file, or a refusal that names line and column. Unknown labels and extra fields are ignored."""
    reader = _Reader(open_source(data))
    for _row in reader.rows():
        pass
    return reader.sie


def stream(data: bytes | BinaryIO) -> tuple[SieFile, Iterator[Row]]:
    """The file and its rows in one pass. What stands before the vouchers is known when the first row comes, the rest
    (counts, sums, checksum, warnings) after the last; a refusal may come at any row, so store nothing before then.
    """
    reader = _Reader(open_source(data))
    return reader.sie, reader.rows()


class _Reader:
    """Takes one line at a time and keeps what a file says."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.sie = SieFile(warnings=list(source.warnings))
        self.labels: Counter[str] = Counter()
        self.frame, self.checksum = Frame(), Checksum()
        self.voucher = Voucher("", "", "", 0)
        self.accounts, self.lists = Accounts(source.encoding), Lists(source.encoding)
        self.unsaid = 0
        self.handlers: dict[str, Callable[[Record], None]] = {
            "#FLAGGA": self.on_flagga,
            "#SIETYP": self.on_sietyp,
            "#FNAMN": self.on_fnamn,
            "#GEN": self.on_gen,
            "#RAR": self.on_rar,
            "#KONTO": lambda record: self._name(self.sie.accounts, record),
            "#KTYP": lambda record: self._name(self.sie.account_types, record),
            "#ENHET": lambda record: self._name(self.sie.units, record),
            "#DIM": self.on_dim,
            "#UNDERDIM": self.on_underdim,
            "#OBJEKT": self.on_objekt,
            "#VER": self.on_ver,
            "#TRANS": self.on_trans,
            **dict.fromkeys((*HEADER, *HEADER_TOO), self.on_header),
            **dict.fromkeys(("#IB", "#UB", "#RES"), lambda record: self._balance(record, period=False, objects=False)),
            **dict.fromkeys(("#OIB", "#OUB"), lambda record: self._balance(record, period=False, objects=True)),
            **dict.fromkeys(("#PSALDO", "#PBUDGET"), lambda record: self._balance(record, period=True, objects=True)),
        }

    def rows(self) -> Iterator[Row]:
        """Every row that counts, in order; the file itself is whole when the last one has been given."""
        number, frame = 1, self.frame
        for number, line in enumerate(self.source.stream, start=1):
            if frame.opened is not None and (row := self._plain_row(line, number)) is not None:
                yield row
                continue
            if frame.take_brace(line.strip(), number):
                continue
            if frame.opened is None and self._plain_voucher(line, number):
                continue
            record = record_of(line, number=number, encoding=self.source.encoding)
            if record is not None:
                self._record(record)
                if record.label == "#TRANS":
                    yield careful_row(record, date=self.voucher.date)
        self._finish(number)

    def _plain_row(self, line: bytes, number: int) -> Row | None:
        """The fast way for a row of the plain shape; None sends it the careful way."""
        found = PLAIN(line)
        if found is None:
            return None
        account, objects, kronor, decimals, own, rest = found.groups()
        try:
            (name, counted_name), (pairs, counted_pairs) = self.accounts[account], self.lists[objects]
        except NotPlain:
            return None
        ore = in_ore(kronor, decimals)
        self._add(ore, 0 if decimals is None else len(decimals))
        tail = rest.strip()
        if self.checksum.is_counting:
            written = kronor if decimals is None else kronor + b"." + decimals
            counted = b"#TRANS" + counted_name + counted_pairs + written + (own or b"")
            if tail:
                counted += content_of(split_fields(rest.decode(self.source.encoding, "replace"))[0])
            self.checksum.value = zlib.crc32(counted, self.checksum.value)
        if tail and own is None and not tail.startswith(b'""'):
            self._odd_date(number, split_fields(tail.decode(self.source.encoding, "replace"))[0][0])
        day = self.voucher.date if own is None else own.decode()
        return new_row(Row, (number, day, name, pairs, ore))

    def _plain_voucher(self, line: bytes, number: int) -> bool:
        """The fast way for a voucher's head of the plain shape; False sends it the careful way."""
        found = PLAIN_VOUCHER(line)
        if found is None:
            return False
        series, bare_series, name, bare_name, day, text, bare_text = found.groups(b"")
        fields = (series or bare_series, name or bare_name, day, text or bare_text)
        decoded = [each.decode(self.source.encoding, "replace") for each in fields]
        self.checksum.add("#VER", decoded)
        self.labels["#VER"] += 1
        self.frame.head = number
        self._begin(*decoded, line=number)
        return True

    def _begin(self, series: str, number: str, day: str, text: str, *, line: int) -> None:
        self.voucher = Voucher(series, number, day, line, text)
        self.sie.vouchers.append(self.voucher)

    def _record(self, record: Record) -> None:
        self.frame.take(record)
        self.checksum.take(record)
        self.labels[record.label] += 1
        handler = self.handlers.get(record.label)
        if handler is not None:
            handler(record)

    def _add(self, ore: int, places: int) -> None:
        voucher, sie = self.voucher, self.sie
        voucher.rows += 1
        voucher.total_ore += ore
        sie.rows += 1
        sie.total_ore += ore
        if places > voucher.places:
            voucher.places = places
            sie.places = max(sie.places, places)

    def _warn(self, line: int, sv: str, en: str) -> None:
        if len(self.sie.warnings) < MOST_WARNINGS:
            self.sie.warnings.append(SieWarning(line, sv, en))
        else:
            self.unsaid += 1

    def _odd_date(self, number: int, text: object) -> None:
        self._warn(
            number,
            f"”{str(text)[:40]}” är inget datum; verifikationens datum gäller.",
            f"“{str(text)[:40]}” is no date; the voucher's date holds.",
        )

    def on_flagga(self, record: Record) -> None:
        self.sie.flag = record.text(0)

    def on_sietyp(self, record: Record) -> None:
        number = record.whole(0)
        if number not in (1, 2, 3, 4):
            raise record.fault_at(0, f"SIE-typen {number} finns inte här.", f"there is no SIE type {number} here.")
        self.sie.type = number

    def on_fnamn(self, record: Record) -> None:
        self.sie.company = record.text(0, "")

    def on_gen(self, record: Record) -> None:
        self.sie.generated = record.text(0, "")

    def on_header(self, record: Record) -> None:
        self.sie.header[record.label] = tuple(each for each in record.fields if isinstance(each, str))

    def on_rar(self, record: Record) -> None:
        self.sie.years[record.whole(0)] = (record.text(1, ""), record.text(2, ""))

    @staticmethod
    def _name(names: dict[str, str], record: Record) -> None:
        names[record.text(0)] = record.text(1, "")

    def on_dim(self, record: Record) -> None:
        self.sie.dimensions[record.whole(0)] = record.text(1)

    def on_underdim(self, record: Record) -> None:
        self.on_dim(record)
        self.sie.parents[record.whole(0)] = record.whole(2)

    def on_objekt(self, record: Record) -> None:
        self.sie.objects[record.whole(0), record.text(1)] = record.text(2, "")

    def on_ver(self, record: Record) -> None:
        self._begin(record.text(0), record.text(1), record.day(2), record.text(3, ""), line=record.line)

    def on_trans(self, record: Record) -> None:
        record.text(0)
        record.objects(1)
        self._add(*record.amount(2))
        own = record.text(3, "")
        if own and not DAY.fullmatch(own):
            self._odd_date(record.line, own)

    def _balance(self, record: Record, *, period: bool, objects: bool) -> None:
        year, account_at = record.whole(0), 2 if period else 1
        account = record.text(account_at)
        pairs = record.objects(account_at + 1) if objects else ()
        ore, places = record.amount(account_at + (2 if objects else 1))
        if self.sie.type == 2 and period and pairs:
            return  # type 2 speaks of accounts only; rows with objects are ignored
        when = record.text(1) if period else ""
        self.sie.balances.append(Balance(record.label, year, when, account, pairs, ore, places))

    def _finish(self, line: int) -> None:
        sie = self.sie
        if sie.rows:
            self.labels["#TRANS"] = sie.rows
        sie.labels = dict(self.labels)
        if "#FLAGGA" not in self.labels and "#SIETYP" not in self.labels:
            raise not_sie(
                1,
                1,
                "filen saknar #FLAGGA och #SIETYP; det är ingen SIE-fil.",
                "neither #FLAGGA nor #SIETYP: no SIE file.",
            )
        self.frame.finish(line)
        sie.ksumma = self.checksum.verdict
        self._remark()
        if self.unsaid:
            sv, en = f"… och {self.unsaid} anmärkningar till.", f"… and {self.unsaid} more remarks."
            sie.warnings.append(SieWarning(line, sv, en))

    def _remark(self) -> None:
        """What is odd about the file as a whole."""
        sie = self.sie
        for label in (*MANDATORY, *MANDATORY_BY_TYPE.get(sie.type, ())):
            if label not in self.labels:
                self._warn(1, f"{label} saknas.", f"{label} is missing.")
        if sie.already_imported:
            self._warn(1, "Filen är märkt som redan inläst (#FLAGGA 1).", "The file is marked as imported (#FLAGGA 1).")
        if sie.ksumma == "wrong":
            self._warn(self.checksum.line, "Kontrollsumman stämmer inte.", "The checksum does not match.")
        for each in sie.vouchers:
            if each.total_ore:
                difference = amount_text(each.total_ore, places=each.places)
                self._warn(
                    each.line,
                    f"Verifikation {each.series} {each.number} går inte ihop: {difference}.",
                    f"Voucher {each.series} {each.number} does not balance: {difference}.",
                )
