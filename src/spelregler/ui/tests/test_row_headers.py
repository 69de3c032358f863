"""A row's header stands before the cells that it heads, or it heads none of them (HTML tables, WCAG 1.3.1)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import spelregler

TEMPLATES = sorted(
    path
    for path in Path(spelregler.__file__).parent.glob("**/templates/**/*.html")
    if '<th scope="row"' in path.read_text(encoding="utf-8")
)
BOX = r"<input type=\"checkbox\".*?|<label for=\"\{\{ \w+\.choose\.id_for_label \}\}\">.*?"
MARKED = re.compile(rf"<td[^>]*>(\{{\{{ \w+\.(row|number) \}}\}}|{BOX})</td>", re.DOTALL)
"""A row's number, or the box that chooses it, may stand before its header."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_rows_header_is_its_first_cell(path: Path) -> None:
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", path.read_text(encoding="utf-8"), re.DOTALL):
        before, header, _after = row.partition('<th scope="row"')
        assert not header or "<td" not in MARKED.sub("", before), row[:120]
