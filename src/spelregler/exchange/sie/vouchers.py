"""A voucher stands whole: #VER, {, rows, }. Anything else means that the file is damaged or cut off."""

from __future__ import annotations

from spelregler.domain.words import Words
from spelregler.exchange.sie.errors import fault
from spelregler.exchange.sie.records import Record


class Frame:
    """Where in a voucher the reading is, and whether the file may end here."""

    def __init__(self) -> None:
        self.head: int | None = None  # a #VER whose brace has not come yet
        self.opened: int | None = None  # the brace that has not been closed yet
        self.sums = 0  # how many #KSUMMA have been seen

    @property
    def is_between(self) -> bool:
        """Whether no voucher has begun that has not ended."""
        return self.head is None and self.opened is None

    def take(self, record: Record) -> None:
        """Every record that is read the careful way passes here, in order.

        Refuses with `SieError` a brace or a row outside a voucher, and a voucher inside another.
        """
        label = record.label
        if label == "{":
            if self.head is None:
                raise record.fault(Words("the brace belongs to no voucher."))
            self.head, self.opened = None, record.line
        elif label == "}":
            if self.opened is None:
                raise record.fault(Words("the brace ends no voucher."))
            self.opened = None
        elif label in {"#TRANS", "#RTRANS", "#BTRANS"}:
            if self.opened is None:
                raise record.fault(Words("{label} stands outside a voucher.", label=label))
        elif label == "#VER":
            self._refuse_open(record)
            self.head = record.line
        elif label == "#KSUMMA":
            self._refuse_open(record)
            self.sums += 1

    def _refuse_open(self, record: Record) -> None:
        if self.opened is not None:
            raise record.fault(
                Words("the voucher on line {opened} never ends.", opened=self.opened),
            )

    def finish(self, line: int) -> None:
        """The file ends here. Refuses with `SieError` one that ends inside a voucher, or before its closing checksum:
        it was cut off on its way.
        """
        begun = self.opened or self.head
        if begun is not None:
            raise fault(
                line,
                1,
                Words("the voucher on line {begun} never ends; the file is cut off.", begun=begun),
            )
        if self.sums == 1:
            raise fault(
                line,
                1,
                Words("the closing #KSUMMA is missing; the file is cut off."),
            )
