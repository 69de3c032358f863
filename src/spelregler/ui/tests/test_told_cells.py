"""A table that becomes cards on a phone tells each cell's heading in the cell, whichever page it stands on."""

from __future__ import annotations

import pytest
from django.template import Context, Template

from spelregler.ui.told_cells import told

HEADS = '<thead><tr><th scope="col">Regel</th><th scope="col" class="num">Värde<br><small>tkr</small></th></tr></thead>'


def row(cells: str) -> str:
    return told(f"{HEADS}<tbody><tr>{cells}</tr></tbody>").partition("<tbody><tr>")[2].partition("</tr>")[0]


class TestCells:
    def test_each_tells_the_heading_over_it_and_the_rows_own_name_is_wide(self) -> None:
        assert row('<th scope="row">MR-1</th><td class="num">5</td>') == (
            '<th scope="row" class="whole">MR-1</th><td class="num" data-label="Värde tkr">5</td>'
        )

    def test_what_the_page_said_itself_stays(self) -> None:
        said = '<th scope="row" class="narrow">MR-1</th><td data-label="Kronor">5</td>'
        assert row(said) == said

    def test_a_cell_over_several_or_past_the_heads_has_none(self) -> None:
        assert row('<td colspan="2">Inget</td><td>5</td>') == '<td colspan="2">Inget</td><td>5</td>'

    def test_a_cell_without_words_is_void_and_tells_nothing(self) -> None:
        assert row('<th class="whole">MR-1</th><td class="num">\n </td>').endswith('<td class="void num"></td>')
        assert row('<th scope="row" class="whole">MR-1</th><td></td>').endswith('<td class="void"></td>')

    def test_a_heading_that_nobody_sees_is_not_told(self) -> None:
        heads = '<thead><tr><th>Post</th><th><span class="ds-sr-only">Byt namn</span></th></tr></thead>'
        assert "data-label" not in told(f'{heads}<tr><th class="whole">Lön</th><td><a href="#">Byt namn</a></td></tr>')

    def test_the_last_row_of_heads_counts_with_a_head_over_several(self) -> None:
        heads = '<thead><tr><th>År</th></tr><tr><th>A</th><th colspan="2">B "tkr"</th><th>C</th></tr></thead>'
        cells = '<td data-label="A">1</td><td data-label="B &quot;tkr&quot;">2</td><td>3</td><td data-label="C">4</td>'
        assert told(f"{heads}<tr><td>1</td><td>2</td><td>3</td><td>4</td></tr>").endswith(f"<tr>{cells}</tr>")

    @pytest.mark.parametrize(
        "content", ["", "<tbody><tr><td>1</td></tr></tbody>", "<thead></thead><tr><td>1</td></tr>"]
    )
    def test_without_heads_nothing_is_changed(self, content: str) -> None:
        assert told(content) == content

    @pytest.mark.parametrize(("kind", "tells"), [("cards", True), ("small cards", True), ("small", False), ("", False)])
    def test_only_where_the_table_becomes_cards(self, kind: str, tells: bool) -> None:
        page = Template(
            "{% load ui %}{% table label='A' kind=kind %}" + HEADS + "<tr><th>a</th><td>5</td></tr>{% endtable %}"
        )
        assert ("data-label" in page.render(Context({"kind": kind}))) == tells


class TestWhichTables:
    """A table of few columns is read row by row on a phone without being asked to; what is read across is not."""

    @pytest.mark.parametrize(
        ("columns", "kind", "tells"),
        [(2, "", False), (3, "", True), (6, "small", True), (7, "", False), (4, "alike", False), (4, "compare", False)],
    )
    def test_by_how_many_columns_they_have(self, columns: int, kind: str, tells: bool) -> None:
        heads = "".join(f"<th>{number}</th>" for number in range(columns))
        page = Template(
            "{% load ui %}{% table label='A' kind=kind %}<thead><tr>"
            + heads
            + "</tr></thead><tr>"
            + "<td>5</td>" * columns
            + "</tr>{% endtable %}"
        )
        assert ("data-label" in page.render(Context({"kind": kind}))) == tells
