"""”Strict Open XML” as the common form: the same workbook under other names of its namespaces (ISO/IEC 29500-1)."""

from __future__ import annotations

import io
import re
import zipfile

WORKBOOK = "xl/workbook.xml"
MARK = b"http://purl.oclc.org/ooxml/"
NAMES = (
    (b"spreadsheetml/main", b"spreadsheetml/2006/main"),
    (b"officeDocument/", b"officeDocument/2006/"),
    (b"drawingml/", b"drawingml/2006/"),
)
OTHERS = re.compile(rb"http://purl\.oclc\.org/ooxml/(spreadsheetml/main|officeDocument/|drawingml/)")
COMMON = b"http://schemas.openxmlformats.org/"


def transitional(data: bytes) -> bytes:
    """The workbook with the names that every reader knows; one that has them already comes back as it was.

    Its sizes have been judged before: every part is held in memory, one at a time.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if MARK not in packed.read(WORKBOOK):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as renamed:
            for part in packed.infolist():
                content = packed.read(part)
                is_xml = part.filename.endswith((".xml", ".rels"))
                renamed.writestr(part.filename, OTHERS.sub(_common, content) if is_xml else content)
        return out.getvalue()


def _common(found: re.Match[bytes]) -> bytes:
    return COMMON + dict(NAMES)[found[1]]
