"""Every table of every page as a file: the page's own address with `?tabell=` and the table's name (ADR 69)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.text import slugify
from django.utils.translation import gettext as _

from spelregler.exchange.sheets import Number, write_page_table
from spelregler.platform.forms import language_of_reader
from spelregler.platform.table_files import as_file
from spelregler.ui.formatting import long_date
from spelregler.ui.saving import ASKED, forget_names
from spelregler.ui.shown_tables import Figure, Shown, ShownCell, ShownPage, ShownTable, shown_value, tables_on

MOST_LEAVES = 60
"""So many pages of a long list are walked for one file. Where there are more, the file says so."""
DONE = 200


class SavedTablesMiddleware:
    """Asks the same view as the page, with the same rights, day and filters, and reads the table from its answer.

    A page that refuses, refuses here too. Nothing is in the file that the page does not show.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The page as it is, or its table as a file where the address names one."""
        name = request.GET.get(ASKED, "") if request.method == "GET" else ""
        if not name:
            return self.get_response(request)
        asked = _without(request.GET, ASKED)
        response = self._asked(request, asked)
        if response.status_code != DONE or response.streaming or "html" not in response.headers.get("Content-Type", ""):
            return response
        page, table = _found(response, name)
        is_cut = self._walk(request, table, asked)
        return _file(request, page, table, kept=_without(asked, table.leaf), is_cut=is_cut)

    def _walk(self, request: HttpRequest, table: ShownTable, asked: QueryDict) -> bool:
        """Give the table the rows of every page of its list, in its order; whether there are more than a file holds."""
        if table.leaves > 1:
            table.body = []
            for leaf in range(1, min(table.leaves, MOST_LEAVES) + 1):
                here = self._asked(request, _without(asked, **{table.leaf: str(leaf)}))
                table.body += _found(here, table.name)[1].body
            return table.leaves > MOST_LEAVES
        older, walked = table.older, 1
        while older and walked < MOST_LEAVES:
            next_of_it = _found(self._asked(request, QueryDict(urlsplit(older).query)), table.name)[1]
            table.body += next_of_it.body
            older, walked = next_of_it.older, walked + 1
        return bool(older)

    def _asked(self, request: HttpRequest, said: QueryDict) -> HttpResponse:
        """The page, asked for as if no table had been named."""
        request.GET = said  # type: ignore[assignment]  # a copy, which nobody changes
        forget_names(request)
        return self.get_response(request)


def _without(said: QueryDict, *names: str, **more: str) -> QueryDict:
    changed = said.copy()
    for name in names:
        changed.pop(name, None)
    for name, value in more.items():
        changed[name] = value
    return changed


def _found(response: HttpResponse, name: str) -> tuple[ShownPage, ShownTable]:
    page = tables_on(response.content.decode())
    for each in page.tables:
        if each.name == name:
            return page, each
    raise Http404(name)


def _file(request: Any, page: ShownPage, table: ShownTable, *, kept: QueryDict, is_cut: bool) -> HttpResponse:
    role, language = request.acting_role, language_of_reader()
    columns = columns_of(table, language=language)
    rows: list[Sequence[str | Number | date]] = [
        list(row) for row in zip(*(each.cells for each in columns), strict=True)
    ]
    cut = _("Only the first {rows} rows are here. Choose fewer with the filters of the page.").format(rows=len(rows))
    if is_cut:
        rows.append([cut, *[""] * (len(columns) - 1)])
    address = request.build_absolute_uri(f"{request.path}?{kept.urlencode()}" if kept else request.path)
    about: list[tuple[str, str | date]] = [
        (_("Table"), table.title),
        (_("Page"), page.title),
        (_("Municipality"), role.municipality),
        (_("Shows the state on"), role.as_of),
        (_("Saved on"), role.today),
        (_("Source"), f"Spelregler, {role.municipality}, {long_date(role.as_of, language)}"),
        (_("Address"), address),
    ]
    if is_cut:
        about.append((_("Rows"), cut))
    title = table.title or page.title
    data = write_page_table(
        title or _("Table"), [each.heading for each in columns], rows, about_title=_("About the table"), about=about
    )
    of_page, of_table = slugify(page.title), slugify(table.title)
    words = (of_table if of_table.endswith(of_page) else f"{of_page}-{of_table}")[:80].strip("-")
    return as_file(data, f"{words or ASKED}-{role.as_of.isoformat()}.xlsx")


@dataclass(frozen=True)
class SavedColumn:
    """A column of the file: its heading with the unit, and its cells."""

    heading: str
    cells: Sequence[str | Number | date]


def columns_of(table: ShownTable, *, language: str) -> list[SavedColumn]:
    """The table's columns. What stands small beside a figure or a name gets its own, as does a unit that varies."""
    head, body = _grid(table.head, repeat=True), _grid(table.body)
    found: list[SavedColumn] = []
    nothing = [ShownCell()] * len(body)
    for heads, cells in zip_longest(_turned(head), _turned(body), fillvalue=()):
        found += _column(list(heads), list(cells) or nothing, table, language)
    return [each for each in found if each.heading or any(cell != "" for cell in each.cells)]


def _column(heads: list[ShownCell], cells: list[ShownCell], table: ShownTable, language: str) -> Iterable[SavedColumn]:
    values = [shown_value(cell, language) for cell in cells]
    notes = [cell.note for cell in cells]
    name = ", ".join(dict.fromkeys(each.text for each in heads if each.text))
    beside = ", ".join(dict.fromkeys(each.note for each in heads if each.note))
    if beside and not any(notes):
        name = f"{name}, {beside}"
    figures = [each for each in values if isinstance(each, Figure)]
    units = {each.unit for each in figures} or {""}
    unit = next(iter(units)) if len(units) == 1 else ""
    if unit == "" and len(units) == 1 and any(each.is_figure for each in heads):
        unit = table.unit
    told = f"{name} ({unit})" if unit and unit != "%" and unit not in name else name
    yield SavedColumn(told, [_saved(each) for each in values])
    if len(units) > 1:
        yield SavedColumn(_("{column}: unit").format(column=name), [_unit(each) for each in values])
    if any(notes):
        yield SavedColumn(beside if beside and figures else _("{column}: note").format(column=name), notes)


def _unit(value: Shown) -> str:
    return value.unit if isinstance(value, Figure) else ""


def _saved(value: Shown) -> str | Number | date:
    if not isinstance(value, Figure):
        return value
    places = f".{'0' * value.decimals}" if value.decimals else ""
    limit = f'"{value.limit} "' if value.limit else ""
    if value.unit == "%":
        return Number(value.value.scaleb(-2), f"{limit}0{places}%")
    is_year = not value.grouped and value.value >= 1000
    return Number(value.value, limit + ("0" if is_year else "#,##0") + places)


def _grid(rows: list[list[ShownCell]], *, repeat: bool = False) -> list[list[ShownCell]]:
    """The rows with a cell for each column. A heading over several is of each; a cell of the body stands once."""
    done: list[list[ShownCell]] = []
    hanging: dict[int, tuple[int, ShownCell]] = {}
    for row in rows:
        line: list[ShownCell] = []
        waiting = list(row)
        while waiting or len(line) in hanging:
            if len(line) in hanging:
                left, cell = hanging.pop(len(line))
                if left > 1:
                    hanging[len(line)] = (left - 1, cell)
                line.append(cell)
                continue
            cell = waiting.pop(0)
            for nth in range(cell.columns):
                here = cell if repeat or not nth else ShownCell()
                if cell.rows > 1:
                    hanging[len(line)] = (cell.rows - 1, here if repeat else ShownCell())
                line.append(here)
        done.append(line)
    return done


def _turned(rows: list[list[ShownCell]]) -> list[tuple[ShownCell, ...]]:
    return list(zip_longest(*rows, fillvalue=ShownCell()))
