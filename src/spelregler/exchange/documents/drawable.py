"""Which characters the PDF's typefaces hold: one that they lack is printed as a visible square, never left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

import typst

STANDARDS: Final[list[Any]] = ["a-2a", "ua-1"]
"""To be kept (PDF/A-2a, ISO 19005-2) and to be read aloud (PDF/UA-1, ISO 14289-1); both refuse a missing character."""
SUBSTITUTE: Final = "□"
_HELD: Final = frozenset(chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180), 0x2013, 0x2019, 0x2212, 0xAD))
"""Western letters, known to be there (tested), so that most texts are not asked about."""
_PROBE: Final = b'#set document(title: "-")\n#sys.inputs.text'


_JOINER: Final = "\u200d"


def drawable(text: str) -> str:
    """The text with a square for each character that no typeface here holds, or holds with its marks."""
    if _HELD.issuperset(text):
        return text
    groups = list(_with_marks(text))
    drawn = "".join(each if each in _HELD or _is_drawn(each) else _of_the_held(each) for each in groups)
    # A letter and its marks are drawn together, and what stands beside them may matter; so that is asked as a whole.
    return drawn if len(groups) == len(text) or _is_drawn(drawn) else _of_the_held(text)


def _with_marks(text: str) -> Iterator[str]:
    """Each character with the marks that belong to it, or that is joined to it: one typeface must hold them all."""
    group = ""
    for each in text:
        if group and not (each == _JOINER or group.endswith(_JOINER) or unicodedata.category(each).startswith("M")):
            yield group
            group = ""
        group += each
    yield group


def _of_the_held(text: str) -> str:
    return "".join(each if each in _HELD else SUBSTITUTE for each in text)


@lru_cache(maxsize=8192)
def _is_drawn(characters: str) -> bool:
    """Asked of the typesetter itself: a list of ours would be wrong after its next release."""
    try:
        typst.compile(
            _PROBE, format="pdf", sys_inputs={"text": characters}, pdf_standards=STANDARDS, ignore_system_fonts=True
        )
    except typst.TypstError:
        return False
    return True
