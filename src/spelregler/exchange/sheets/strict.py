"""”Strict Open XML” as the common form: the same workbook under other names of its namespaces (ISO/IEC 29500-1)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

from spelregler.exchange.bounded import pieces

WORKBOOK = "xl/workbook.xml"
MARK = b"http://purl.oclc.org/ooxml/"
NAMES = (
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"drawingml/", b"drawingml/2006/"),
)
OTHERS = re.compile(rb"http://purl\.oclc\.org/ooxml/(spreadsheetml/main|officeDocument/|drawingml/)")
LONGEST = 64
COMMON = b"http://schemas.openxmlformats.org/"


def transitional(data: bytes) -> bytes:
    """The workbook with the names that every reader knows; one that has them already comes back as it was.

    Its sizes have been judged before. Pictures are left out: no figure stands in them.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if MARK not in packed.read(WORKBOOK):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as renamed:
            for part in packed.infolist():
                if part.filename.endswith((".xml", ".rels")):
                    with renamed.open(part.filename, "w", force_zip64=True) as into:
                        for piece in _renamed(pieces(packed, part)):
                            into.write(piece)
        return out.getvalue()


def _renamed(found: Iterable[bytes]) -> Iterator[bytes]:
    """Piece by piece; what could be the beginning of a name waits for the next one."""
    held = b""
    for piece in found:
        held = OTHERS.sub(_common, held + piece)
        yield held[:-LONGEST]
        held = held[-LONGEST:]
    yield held


def _common(found: re.Match[bytes]) -> bytes:
    return COMMON + dict(NAMES)[found[1]]
