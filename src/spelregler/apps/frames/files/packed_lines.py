"""The lines behind the sums, packed a piece at a time: a year of a large municipality's would not be held in memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

FAST, WINDOW, MEMORY = 1, 13, 6
"""How hard to pack: four fifths of the room saved in a tenth of the time. Pieces are small, so little is laid out for
each: that takes longer than the packing.
"""


def pack(lines: Iterable[bytes]) -> bytes:
    """Lines of a file, without their ends, as they are stored. Pieces are put together as they are."""
    packer = zlib.compressobj(FAST, zlib.DEFLATED, WINDOW, MEMORY)
    return packer.compress(b"\n".join(lines) + b"\n") + packer.flush()


def unpack(packed: bytes) -> bytes:
    """All the pieces, one after the other."""
    pieces: list[bytes] = []
    while packed:
        piece = zlib.decompressobj()
        pieces.append(piece.decompress(packed) + piece.flush())
        packed = piece.unused_data
    return b"".join(pieces)
