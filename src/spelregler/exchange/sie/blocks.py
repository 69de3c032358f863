"""Whole vouchers of the plain shape, some hundred at a time, so that a million rows pass in a second or two.

Nearly all vouchers have the same plain shape. A block of them is taken apart a column at a time, by what the language
does for many at once. A block that holds anything of another shape is no block: its vouchers go the careful way through
`records`, which also words the faults. So a shape here takes no more than what the careful way reads alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO, NamedTuple, TypedDict

from spelregler.exchange.sie.records import Objects
from spelregler.exchange.sie.rows import FIELD, Accounts, Days, Lists, NotPlain

SIZE, MOST = 1 << 15, 1 << 23
"""How much of a file is taken at a time: less or more would be slower. One long voucher may stand in memory whole."""
ENDS = b"\n}"
TAIL = rb"(?:[ \t]++" + FIELD + rb")*+[ \t\r]*+"
"""Fields that nothing but the checksum looks at, to the end of a line."""
HEAD = re.compile(
    rb"^[ \t]*+#VER[ \t]++" + FIELD + rb"[ \t]++" + FIELD + rb'[ \t]++("?)([0-9]{8})\1' + TAIL + b"$", re.MULTILINE
).findall
BARE = re.compile(rb"(?:[ \t]*+-?[0-9]{1,12}+\.[0-9][0-9][ \t\r]*+\n)++").fullmatch
"""Rows that end with their amount, written with two decimals, as most are."""
REST = re.compile(
    rb'^[ \t]*+("?)(-?[0-9]{1,12}+)(?:\.([0-9]{1,2}+))?+\1(?:[ \t]++(?:""|("?)([0-9]{8})\4)' + TAIL + rb"|[ \t\r]*+)$",
    re.MULTILINE,
).findall
"""What stands after an object list: amount, the row's own day, and what else there is."""
UNCOUNTED = b" \t\r\n{}"


class Known:
    """What recurs in a file."""

    def __init__(self, encoding: str) -> None:
        self.encoding = encoding
        self.accounts, self.lists, self.days = Accounts(encoding), Lists(encoding), Days(encoding)


class Block(NamedTuple):
    """Vouchers by column (`heads`, `days`, `counts` of rows), and their rows by column in one go."""

    heads: Sequence[bytes]
    days: Sequence[str]
    counts: Sequence[int]
    accounts: Sequence[str]
    objects: Sequence[Objects]
    own_days: Sequence[str]
    """Empty where no row has one; an empty one where the voucher's holds."""
    places: Sequence[int]
    """With how many decimals the amounts are written."""
    ore: Sequence[int]
    lines: Sequence[bytes]
    counted: bytes
    """What the checksum counts of them."""


def pieces(stream: BinaryIO) -> Iterator[bytes]:
    """The bytes in pieces that end where a voucher does; where none does for long, where a line does."""
    rest = b""
    while more := stream.read(max(SIZE, len(rest))):
        rest += more
        cut = _after(rest, rest.rfind(ENDS))
        if not cut and len(rest) > MOST:
            cut = rest.rfind(b"\n") + 1
        if cut:
            yield rest[:cut]
            rest = rest[cut:]
    if rest:
        yield rest


def halves(piece: bytes) -> tuple[bytes, bytes]:
    """A piece cut where a voucher ends, about half way; the second is empty where no voucher but the last ends."""
    half = len(piece) // 2
    cut = _after(piece, piece.find(ENDS, half)) or len(piece)
    if cut == len(piece):
        cut = _after(piece, piece.rfind(ENDS, 0, half)) or cut
    return piece[:cut], piece[cut:]


def _after(piece: bytes, brace: int) -> int:
    """Where the line after a closing brace begins; 0 where there is none."""
    return piece.find(b"\n", brace + 1) + 1 if brace >= 0 else 0


def block_of(piece: bytes, known: Known) -> Block | None:
    """The vouchers of a piece, in order; None where anything in it is of another shape."""
    end = b"\r\n" if piece.endswith(b"\r\n") else b"\n"
    closing, opening = b"\n}" + end, b"\n{" + end
    if not piece.endswith(closing):
        return None
    vouchers = [each.partition(opening) for each in piece.removesuffix(closing).split(closing)]
    heads, braces, bodies = zip(*vouchers, strict=True)
    above, below = b"\n".join(heads), b"\n".join(bodies)
    found, lines = HEAD(above), below.split(b"\n")
    cells = below.replace(b"{", b"\n{").replace(b"}", b"}\n").split(b"\n")
    if not (all(braces) and len(found) == len(heads) == above.count(b"\n") + 1 and len(cells) == 3 * len(lines)):
        return None
    try:
        return Block(
            heads=heads,
            days=[known.days[day] for _quote, day in found],
            counts=[each.count(b"\n") + 1 for each in bodies],
            accounts=[*map(known.accounts.__getitem__, cells[0::3])],
            objects=[*map(known.lists.__getitem__, cells[1::3])],
            **_rests(cells[2::3], known),
            lines=lines,
            counted=_counted(piece, known.encoding),
        )
    except (NotPlain, UnicodeDecodeError):
        return None


class _Rests(TypedDict):
    """The columns after the object lists."""

    own_days: Sequence[str]
    places: Sequence[int]
    ore: Sequence[int]


def _rests(cells: list[bytes], known: Known) -> _Rests:
    """Whole öre, never through a float. Refuses with `NotPlain` where one of them is of another shape."""
    text = b"\n".join(cells)
    if BARE(text + b"\n"):
        ore = [*map(int, text.replace(b".", b"").split())]
        return {"own_days": (), "places": (2,) * len(ore), "ore": ore}
    found = REST(text)
    if len(found) != len(cells):
        raise NotPlain
    _quotes, kronor, decimals, _quotes, days = zip(*found, strict=True)
    return {
        "own_days": [*map(known.days.__getitem__, days)] if any(days) else (),
        "places": [*map(len, decimals)],
        "ore": [int(whole + part.ljust(2, b"0")) for whole, part in zip(kronor, decimals, strict=True)],
    }


def _counted(text: bytes, encoding: str) -> bytes:
    """What the checksum counts of vouchers: labels and fields, without what stands around them, in code page 437."""
    parts = text.replace(b'""', b"").split(b'"')
    parts[0::2] = b'"'.join(parts[0::2]).translate(None, UNCOUNTED).split(b'"')
    counted = b"".join(parts)
    if encoding == "cp437" or counted.isascii():
        return counted
    return counted.decode(encoding).encode("cp437", "replace")
