"""Which characters the PDF's typefaces hold: one that they lack is printed as a visible square, never left out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

import typst

STANDARDS: Final[list[Any]] = ["a-2a", "ua-1"]
"""To be kept (PDF/A-2a, ISO 19005-2) and to be read aloud (PDF/UA-1, ISO 14289-1); both refuse a missing character."""
SUBSTITUTE: Final = "□"
_HELD: Final = frozenset(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2013, 0x2019, 0x2212, 0xAD))
"""Western letters, known to be there (tested), so that most texts are not asked about."""
_PROBE: Final = b'#set document(title: "-")\n#sys.inputs.text'


def drawable(text: str) -> str:
    """The text with a square for each character that no typeface here holds."""
    if _HELD.issuperset(text):
        return text
    return "".join(each if each in _HELD or _is_drawn(each) else SUBSTITUTE for each in text)


@lru_cache(maxsize=8192)
def _is_drawn(character: str) -> bool:
    """Asked of the typesetter itself: a list of ours would be wrong after its next release."""
    try:
        typst.compile(
            _PROBE, format="pdf", sys_inputs={"text": character}, pdf_standards=STANDARDS, ignore_system_fonts=True
        )
    except typst.TypstError:
        return False
    return True
