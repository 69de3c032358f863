"""The whole file in one pass: everything but the voucher rows is kept, the rows are counted and summed."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, chain, repeat
from sys import intern
from typing import BinaryIO

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.sie.amounts import amount_text
from spelregler.exchange.sie.blocks import Block, Known, block_of, halves, pieces
from spelregler.exchange.sie.checksum import Checksum
from spelregler.exchange.sie.errors import SieError, SieWarning, not_sie, other_currency, too_large
from spelregler.exchange.sie.model import KRONOR, Balance, SieFile, Voucher
from spelregler.exchange.sie.records import DAY, Record, record_of, split_fields
from spelregler.exchange.sie.rows import Fields, Row, careful_row
from spelregler.exchange.sie.source import Source, open_source
from spelregler.exchange.sie.vouchers import Frame

MANDATORY = ("#FLAGGA", "#PROGRAM", "#FORMAT", "#GEN", "#FNAMN")
MANDATORY_BY_TYPE = {1: ("#RAR",), 2: ("#RAR", "#OMFATTN"), 3: ("#RAR", "#OMFATTN")}
# Types 4E and 4I ask for different records and cannot be told apart by what stands in the file.
HEADER = ("#PROGRAM", "#FORMAT", "#PROSA", "#FTYP", "#FNR", "#ORGNR", "#BKOD", "#ADRESS", "#TAXAR", "#OMFATTN")
HEADER_TOO = ("#KPTYP",)
MOST_WARNINGS, MOST_PLACES = 500, 2
AROUND = 3
"""Lines around the rows of a voucher."""
FIRST_DIGITS, THOUSANDS = re.compile(r"-?[0-9]{1,3}"), re.compile(r"[0-9]{3}(?:[.,][0-9]{1,2})?")
BRACES = frozenset("{}")
OF_VOUCHERS = BRACES | {"#TRANS", "#BTRANS", "#RTRANS", "#VER"}
BALANCES = ("#IB", "#UB", "#RES")
OBJECT_BALANCES, PERIOD_BALANCES = ("#OIB", "#OUB"), ("#PSALDO", "#PBUDGET")
NAMES = ("#KONTO", "#KTYP", "#ENHET", "#DIM", "#UNDERDIM", "#OBJEKT")
MAY_BE_UNREAD = frozenset((*BALANCES, *OBJECT_BALANCES, *PERIOD_BALANCES, *NAMES))
"""What stands beside the vouchers. A row of it that is damaged is told; only who asks for its label is refused."""


def read(data: bytes | BinaryIO, *, any_currency: bool = False) -> SieFile:
    """The whole file but its voucher rows. Unknown labels and extra fields are ignored; amounts are öre.

    Refuses with `SieError`, by line and column, a file that is damaged or cut off, and one in another currency than
    Swedish kronor unless its amounts are only passed on (`any_currency`).
    """
    reader = _Reader(open_source(data), any_currency=any_currency)
    for _row in reader.rows():
        pass
    return reader.sie


def stream(data: bytes | BinaryIO) -> tuple[SieFile, Iterator[Fields]]:
    """The file and its rows in one pass, each row as the fields of `Row` in order.

    What stands before the vouchers is known when the first row comes, the rest (counts, sums, checksum, warnings) after
    the last. Refuses with `SieError` at any row, so store nothing before the last has come; another currency than
    Swedish kronor too.
    """
    reader = _Reader(open_source(data))
    return reader.sie, reader.rows()


def iter_rows(data: bytes | BinaryIO) -> Iterator[Row]:
    """Every #TRANS row, streamed; #BTRANS and #RTRANS are left out, for a #TRANS follows each row that counts.

    Refuses with `SieError` at any row, and a file that is cut off when its end is reached: store nothing before then.
    """
    return map(Row._make, stream(data)[1])


class _Reader:
    """Takes one line at a time and keeps what a file says."""

    def __init__(self, source: Source, *, any_currency: bool = False) -> None:
        self.source, self.any_currency = source, any_currency
        self.sie = SieFile(encoding=source.encoding, warnings=list(source.warnings))
        self.labels: Counter[str] = Counter()
        self.frame, self.checksum = Frame(), Checksum()
        self.voucher, self.line = Voucher("", "", "", 0), 0
        self.known = Known(source.encoding)
        self.undated: SieError | None = None
        self.refused: SieError | None = None
        self.unsaid = 0
        self.kept = self.kept_bytes = self.kept_objects = 0
        self.head = b""
        """The #VER line of the voucher that is read."""
        self.handlers: dict[str, Callable[[Record], None]] = {
            "#FLAGGA": self.on_flagga,
            "#SIETYP": self.on_sietyp,
            "#FNAMN": self.on_fnamn,
            "#GEN": self.on_gen,
            "#RAR": self.on_rar,
            "#VALUTA": self.on_valuta,
            "#KONTO": lambda record: self._name(self.sie.accounts, record),
            "#KTYP": lambda record: self._name(self.sie.account_types, record),
            "#ENHET": lambda record: self._name(self.sie.units, record),
            "#DIM": self.on_dim,
            "#UNDERDIM": self.on_underdim,
            "#OBJEKT": self.on_objekt,
            "#VER": self.on_ver,
            "#TRANS": self.on_trans,
            **dict.fromkeys((*HEADER, *HEADER_TOO), self.on_header),
            **dict.fromkeys(BALANCES, lambda record: self._balance(record, period=False, objects=False)),
            **dict.fromkeys(OBJECT_BALANCES, lambda record: self._balance(record, period=False, objects=True)),
            **dict.fromkeys(PERIOD_BALANCES, lambda record: self._balance(record, period=True, objects=True)),
        }

    def rows(self) -> Iterator[Fields]:
        """Every row that counts, in order; the file itself is whole when the last one has been given."""
        return chain.from_iterable(self._pieces())

    def _pieces(self) -> Iterator[Iterable[Fields]]:
        for piece in pieces(self.source.stream):
            yield from self._piece(piece)
        self._finish(max(1, self.line))

    def _piece(self, piece: bytes) -> Iterator[Iterable[Fields]]:
        """Vouchers of the plain shape at once. One of another shape is found by halves, and goes the careful way."""
        block = block_of(piece, self.known) if self.frame.is_between else None
        if block is not None:
            yield self._block(block)
            return
        first, rest = halves(piece)
        if rest:
            yield from self._piece(first)
            yield from self._piece(rest)
        else:
            yield self._lines(piece)

    def _lines(self, piece: bytes) -> Iterator[Fields]:
        """Line by line, the careful way."""
        for line in io.BytesIO(piece):
            self.line += 1
            record = record_of(line, number=self.line, encoding=self.source.encoding)
            if record is not None:
                raw = line.removesuffix(b"\n")
                self._record(record, raw=raw)
                if record.label == "#TRANS":
                    yield careful_row(record, date=self.voucher.date, raw=raw, voucher=self.head)

    def _block(self, block: Block) -> Iterator[Fields]:
        """Whole vouchers, which need no careful look."""
        self._end_voucher()
        heads = [*accumulate((count + AROUND for count in block.counts), initial=self.line + 1)]
        self.line = heads.pop() - 1
        self.checksum.add_counted(block.counted)
        self._count(block, heads=heads)
        numbers = (range(head + 2, head + 2 + count) for head, count in zip(heads, block.counts, strict=True))
        days: Iterable[str] = chain.from_iterable(map(repeat, block.days, block.counts))
        if block.own_days:
            days = [own or day for own, day in zip(block.own_days, days, strict=True)]
        above = chain.from_iterable(map(repeat, block.heads, block.counts))
        of_lines = chain.from_iterable(numbers)
        return zip(of_lines, days, block.accounts, block.objects, block.ore, block.lines, above, strict=True)

    def _count(self, block: Block, *, heads: list[int]) -> None:
        """The vouchers of a block are counted, and one that does not balance is named."""
        sie, ends = self.sie, [0, *accumulate(block.counts)]
        sums = [0, *accumulate(block.ore)]
        sie.rows, sie.total_ore = sie.rows + ends[-1], sie.total_ore + sums[-1]
        if sie.places < MOST_PLACES:
            sie.places = max(sie.places, *block.places)
        sie.vouchers.add_all(block.days, heads)
        if not any(map(sums.__getitem__, ends)):
            return
        for place, head in enumerate(heads):
            first, end = ends[place : place + 2]
            if left := sums[end] - sums[first]:
                _label, series, number = split_fields(block.heads[place].decode(sie.encoding, "replace"))[0][:3]
                written = max(block.places[first:end])
                voucher = Voucher(str(series), str(number), block.days[place], head, end - first, left, written)
                sie.vouchers.add_unbalanced(voucher)

    def _begin(self, series: str, number: str, day: str, *, line: int, raw: bytes) -> None:
        self._end_voucher()
        self.voucher, self.head = Voucher(series, number, intern(day), line), raw

    def _end_voucher(self) -> None:
        """The voucher's rows have passed. One without a date is refused at the end, where it turned out to have any."""
        sie, ended = self.sie, self.voucher
        if ended.line:
            self.voucher = Voucher("", "", "", 0)
            sie.vouchers.add(ended)
            sie.rows, sie.total_ore = sie.rows + ended.rows, sie.total_ore + ended.total_ore
            sie.places = max(sie.places, ended.places)
            self.refused = self.refused or (self.undated if ended.rows else None)
        self.undated = None

    def _record(self, record: Record, *, raw: bytes) -> None:
        self.raw = raw
        if record.label not in OF_VOUCHERS:
            self._keep(record.line, raw)
        self.frame.take(record)
        self.checksum.take(record)
        self.labels[record.label] += 1
        handler = self.handlers.get(record.label)
        if handler is None:
            return
        try:
            handler(record)
        except SieError as error:
            if record.label not in MAY_BE_UNREAD:
                raise
            self.sie.unread.setdefault(record.label, error)
            what = Words("{label} cannot be read and is left out: {error}", label=record.label, error=error.words)
            self._warn(record.line, what)

    def _keep(self, line: int, raw: bytes) -> None:
        """What is kept of the file is bounded; its vouchers and their rows are not kept."""
        self.kept, self.kept_bytes = self.kept + 1, self.kept_bytes + len(raw)
        if (
            self.kept > limits.LEDGER_RECORDS
            or self.kept_bytes > limits.LEDGER_KEPT
            or self.kept_objects > limits.LEDGER_OBJECTS
        ):
            raise too_large(line, Words("the file has too many records."))

    def _add(self, ore: int, places: int) -> None:
        voucher = self.voucher
        voucher.rows += 1
        voucher.total_ore += ore
        voucher.places = max(voucher.places, places)

    def _warn(self, line: int, words: Bilingual) -> None:
        if len(self.sie.warnings) < MOST_WARNINGS:
            self.sie.warnings.append(SieWarning(line, words))
        else:
            self.unsaid += 1

    def _odd_date(self, number: int, text: object) -> None:
        self._warn(
            number,
            Words("“{text}” is no date; the voucher's date holds.", text=str(text)[:40]),
        )

    def on_flagga(self, record: Record) -> None:
        self.sie.flag = record.text(0)

    def on_sietyp(self, record: Record) -> None:
        number = record.whole(0)
        if number not in (1, 2, 3, 4):
            raise record.fault_at(0, Words("there is no SIE type {number} here.", number=number))
        self.sie.type = number

    def on_fnamn(self, record: Record) -> None:
        self.sie.company = record.text(0, "")

    def on_gen(self, record: Record) -> None:
        self.sie.generated = record.text(0, "")

    def on_header(self, record: Record) -> None:
        self.sie.header[record.label] = tuple(each for each in record.fields if isinstance(each, str))

    def on_valuta(self, record: Record) -> None:
        """Amounts are told in öre. Other money has none, and no rate is ours to guess."""
        self.on_header(record)
        if self.sie.currency != KRONOR and not self.any_currency:
            raise other_currency(record.line, record.columns[0], self.sie.currency)

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
        """A voucher without a date is refused once it turns out to have rows; one that was struck has none."""
        undated, day = None, ""
        try:
            day = record.day(2)
        except SieError as error:
            undated = error
        self._begin(record.text(0, ""), record.text(1, ""), day, line=record.line, raw=self.raw)
        self.undated = undated

    def on_trans(self, record: Record) -> None:
        account, _objects, (ore, places) = record.text(0), record.objects(1), record.amount(2)
        own = record.text(3, "")
        if own and not DAY.fullmatch(own):
            _refuse_blank_in_amount(record, own)
            self._odd_date(record.line, own)
        if not account.strip():
            self.sie.without_account.add(record.line, ore)
        self._add(ore, places)

    def _balance(self, record: Record, *, period: bool, objects: bool) -> None:
        year, account_at = record.whole(0), 2 if period else 1
        account = record.text(account_at)
        pairs = record.objects(account_at + 1) if objects else ()
        ore, places = record.amount(account_at + (2 if objects else 1))
        if self.sie.type == 2 and period and pairs:
            return  # type 2 speaks of accounts only; rows with objects are ignored
        when = intern(record.text(1)) if period else ""
        self.kept_objects += len(pairs)
        self.sie.balances.append(Balance(intern(record.label), year, when, intern(account), pairs, ore, places))

    def _finish(self, line: int) -> None:
        sie = self.sie
        self._end_voucher()
        if self.refused is not None:
            raise self.refused
        for label, count in (("#VER", sie.vouchers.count), ("#TRANS", sie.rows)):
            self.labels[label] = count
        sie.labels = {label: count for label, count in self.labels.items() if count and label not in BRACES}
        if "#FLAGGA" not in self.labels and "#SIETYP" not in self.labels:
            raise not_sie(
                1,
                1,
                Words("neither #FLAGGA nor #SIETYP: no SIE file."),
            )
        self.frame.finish(line)
        sie.ksumma = self.checksum.verdict
        self._remark()
        if self.unsaid:
            words = Words("… and {unsaid} more remarks.", unsaid=self.unsaid)
            sie.warnings.append(SieWarning(line, words))

    def _remark_on_what_is_in_no_sum(self) -> None:
        """Rows without an account, and vouchers without rows: counted, and told where the first one stands."""
        lost, struck, first = self.sie.without_account, self.sie.vouchers.struck, self.sie.vouchers.first_struck
        if lost.rows:
            kronor = amount_text(lost.gross_ore)
            self._warn(
                lost.line,
                Words(
                    "Rows without an account: {rows}, the first one here; SEK {kronor} is in no sum.",
                    rows=lost.rows,
                    kronor=kronor,
                ),
            )
        if first is not None:
            self._warn(
                first.line,
                Words(
                    "Vouchers without rows: {struck}, the first one {series} {first}; not counted.",
                    struck=struck,
                    series=first.series,
                    first=first.number,
                ),
            )

    def _remark(self) -> None:
        """What is odd about the file as a whole."""
        sie = self.sie
        for label in (*MANDATORY, *MANDATORY_BY_TYPE.get(sie.type, ())):
            if label not in self.labels:
                self._warn(1, Words("{label} is missing.", label=label))
        if sie.already_imported:
            self._warn(1, Words("The file is marked as imported (#FLAGGA 1)."))
        if sie.ksumma == "wrong":
            self._warn(self.checksum.line, Words("The checksum does not match."))
        self._remark_on_what_is_in_no_sum()
        for each in sie.vouchers.unbalanced:
            difference = amount_text(each.total_ore, places=each.places)
            self._warn(
                each.line,
                Words(
                    "Voucher {series} {each} does not balance: {difference}.",
                    series=each.series,
                    each=each.number,
                    difference=difference,
                ),
            )
        self.unsaid += sie.vouchers.without_balance - len(sie.vouchers.unbalanced)


def _refuse_blank_in_amount(record: Record, after: str) -> None:
    """12 345.00 without quotes is an amount of 12 and then a date that is none; it is neither."""
    amount = record.text(2)
    if THOUSANDS.fullmatch(after) and FIRST_DIGITS.fullmatch(amount):
        raise record.fault_at(
            2,
            Words("“{amount} {after}” is no amount (no blanks between the digits).", amount=amount, after=after[:40]),
        )
