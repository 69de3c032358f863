"""The components, as template tags: `{% load ui %}`. How each is used stands in this room's README.

A tag chooses words for the reader's language and prints; what is shown was decided by a presenter.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from spelregler.domain.findings import Status
from spelregler.domain.money import Money
from spelregler.ui import charts, formatting, names, pictures
from spelregler.ui.formatting import TYPED_NUMBER
from spelregler.ui.page import Pager, Refusal, StatCard, StateList, ThreadColumn, TileGroup, TodoItem
from spelregler.ui.pictures.picture import source_line
from spelregler.ui.saving import saved_table
from spelregler.ui.shown_tables import read_figure
from spelregler.ui.told_cells import fits_a_card, told

register = template.Library()

# The shapes are drawn, not typed: a glyph would come from whatever font the reader's machine happens to have.
_DRAWINGS = {
    "●": '<circle cx="5" cy="5" r="4.5" fill="currentColor"/>',
    "▣": '<rect x="1" y="1" width="8" height="8" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.4"/>'
    '<circle cx="5" cy="5" r="1.7" fill="currentColor"/>',
    "▲": '<path d="M5 .6 9.7 9.2H.3z" fill="currentColor"/>',
    "■": '<path d="M.8.8h8.4v8.4H.8z" fill="currentColor"/>',
    "○": '<circle cx="5" cy="5" r="3.9" fill="none" stroke="currentColor" stroke-width="1.3"/>',
    "–": '<path d="M1 5h8" stroke="currentColor" stroke-width="1.8"/>',
    "◆": '<path d="M5 .2 9.8 5 5 9.8.2 5z" fill="currentColor"/>',
    "◇": '<path d="M5 1 9 5 5 9 1 5z" fill="none" stroke="currentColor" stroke-width="1.3"/>',
}


def _language() -> str:
    return get_language() or "sv"


def _drawn(shape: str) -> SafeString:
    """The shape as a small picture that screen readers skip; the word beside it carries the meaning."""
    drawing = mark_safe(_DRAWINGS[shape])  # noqa: S308  our own constant above
    return format_html('<svg class="shape" viewBox="0 0 10 10" aria-hidden="true">{}</svg>', drawing)


@register.filter
def soft(text: str) -> str:
    """Soft hyphens in long words, for a narrow column."""
    return formatting.soft(text, _language())


@register.filter
def days_in_words(text: object) -> str:
    """The days in a check's sentence or in a decision's name as people say them."""
    return formatting.days_in_words("" if text is None else str(text), _language())


@register.simple_tag
def named(name: str, english: str = "") -> str:
    """A name that the municipality has given: in English where it has that, else Swedish, told to be Swedish."""
    return names.named(name, english, _language())


@register.simple_tag
def status(value: Status | str, text: str = "") -> SafeString | str:
    """Shape, word and colour; `text` replaces the word. Nothing at all for an empty value."""
    if not value:
        return ""
    known = Status(value)
    return format_html(
        '<span class="st {}">{}<span>{}</span></span>',
        known.value.replace("_", "-"),
        _drawn(formatting.status_shape(known)),
        text or formatting.status_word(known, _language()),
    )


@register.simple_tag
def status_shape(value: Status | str) -> SafeString:
    """The shape alone with its word for screen readers, where a tile or a margin has no room for the word."""
    known = Status(value)
    word = formatting.status_word(known, _language())
    return format_html(
        '<span class="mark {}">{}<span class="ds-sr-only">{}</span></span>',
        known.value.replace("_", "-"),
        _drawn(formatting.status_shape(known)),
        word,
    )


@register.simple_tag
def status_class(value: Status | str) -> str:
    """The colour class of a status, for tiles and rows."""
    return Status(value).value.replace("_", "-") if value else ""


@register.simple_tag
def source_mark(source: str, words: bool = False) -> SafeString | str:
    """Where a figure comes from: ◆ found, ◇ derived, ○ invented, or the name of the source."""
    if not source:
        return ""
    word = formatting.source_word(source, _language())
    shape = formatting.source_mark(source)
    if not shape:
        return format_html('<span class="source">{}</span>', word)
    hidden = "" if words else "ds-sr-only"
    return format_html(
        '<span class="source" title="{}">{}<span class="{}">{}</span></span>', word, _drawn(shape), hidden, word
    )


@register.simple_tag
def money(amount: Money | None, signed: bool = False, exact: bool = False) -> str:
    """An amount with its unit: 372 000 tkr; one that was entered with its own decimals (`exact`)."""
    return formatting.money(amount, _language(), signed=signed, exact=exact)


@register.simple_tag
def num(value: Money | TYPED_NUMBER | None, decimals: int | None = None, signed: bool = False) -> str:
    """A figure for a table cell, without unit. The table's own copying writes it as a spreadsheet reads it (ADR 69)."""
    exact = value.tkr if isinstance(value, Money) else value
    return formatting.number(exact, _language(), decimals=decimals, signed=signed)


@register.simple_tag
def given(value: Money | TYPED_NUMBER | None, decimals: int = 0, signed: bool = False) -> str:
    """A figure for a table cell with the decimals that its kind has, or those that it was given where they are more."""
    if isinstance(value, Money):
        return num(value.exact_tkr, signed=signed)
    return num(value, None if value in (None, "") else formatting.decimals_given(value, decimals))


@register.simple_tag
def left_of(frame: Money, forecast: Money | None) -> str:
    """What a forecast leaves of a frame, as a figure for a table cell."""
    return given(None if forecast is None else frame - forecast)


@register.simple_tag
def pct(value: TYPED_NUMBER | None, decimals: int | None = 1, signed: bool = False) -> str:
    """A value that is already in per cent."""
    return formatting.percent(value, _language(), decimals=decimals, signed=signed)


@register.simple_tag
def long_date(day: date | None) -> str:
    """2 november 2026."""
    return formatting.long_date(day, _language())


@register.simple_tag
def short_date(day: date | None, today: date | None = None) -> str:
    """2 nov 2026; without its year if `today` is of the same year."""
    return formatting.short_date(day, _language(), today=today)


@register.simple_tag
def month_span(first: date, last: date) -> str:
    """Whole months by their names: januari–oktober 2026; nothing where there is none."""
    after = date(last.year + last.month // 12, last.month % 12 + 1, 1) if last else None
    return formatting.months(first.replace(day=1), after, _language()) if after else formatting.NOTHING


@register.simple_tag
def relative_day(day: date, today: date) -> str:
    """om 9 dagar, i dag, 5 dagar sedan."""
    return formatting.relative_day(day, today, _language())


@register.inclusion_tag("ui/components/figure.html")
def figure(
    value: Money | TYPED_NUMBER | None,
    unit: str = "",
    day: date | None = None,
    source: str = "",
    decimals: int | None = None,
    exact: bool = False,
) -> dict[str, Any]:
    """A figure with all that a figure must have: value, unit, date and source mark."""
    is_money = isinstance(value, Money)
    figure = (value.exact_tkr if exact else value.tkr) if isinstance(value, Money) else value
    return {
        "value": formatting.number(figure, _language(), decimals=decimals),
        "unit": unit or ("tkr" if is_money else ""),
        "day": formatting.short_date(day, _language()) if day else "",
        "source": source,
    }


@register.filter
def duration(minutes: int) -> str:
    """About how long something takes."""
    return formatting.duration(minutes, _language())


@register.inclusion_tag("ui/components/todo_list.html")
def todo_list(items: Sequence[TodoItem], today: date | None = None, empty: str = "") -> dict[str, Any]:
    """What is expected of the acting role, dated, the late ones told apart by words too."""
    return {"items": items, "today": today, "empty": empty}


@register.inclusion_tag("ui/components/state_list.html")
def state_list(states: StateList) -> dict[str, Any]:
    """A few things and how each goes."""
    return {"states": states}


@register.inclusion_tag("ui/components/card.html")
def card(stat: StatCard) -> dict[str, Any]:
    """One figure that says how it is going."""
    return {"stat": stat}


@register.inclusion_tag("ui/components/frame_bar.html")
def frame_bar(bar: pictures.FrameBar) -> dict[str, Any]:
    """The frame, what is used, the forecast with its range and what is left, with the table it was drawn from."""
    return {"bar": bar, "picture": pictures.frame(bar, _language())}


@register.inclusion_tag("ui/components/picture.html")
def burn_line(line: pictures.BurnLine) -> dict[str, Any]:
    """Outcome month by month against the frame, and the forecast with its band to the year's end."""
    return {**picture(pictures.burn(line, _language())), "note": line.note}


@register.inclusion_tag("ui/components/picture.html")
def picture(shown: pictures.Picture) -> dict[str, Any]:
    """A picture with its text alternative and its table, the same as in Word and PDF."""
    columns = [_are_figures(column) for column in zip(*shown.rows, strict=True)]
    return {
        "picture": shown,
        "line": source_line(shown, _language()),
        "header": list(zip(shown.header, columns or [False] * len(shown.header), strict=True)),
        "rows": [list(zip(row, columns, strict=True)) for row in shown.rows],
    }


def _are_figures(column: Sequence[str]) -> bool:
    """Whether a column of a picture's table holds figures, and dashes where there is none."""
    told = [cell for cell in column if cell not in ("", formatting.NOTHING)]
    return bool(told) and all(read_figure(cell, _language()) for cell in told)


@register.inclusion_tag("ui/components/bullet.html")
def bullet(value: TYPED_NUMBER | None, target: TYPED_NUMBER | None, status: str = "") -> dict[str, Any]:
    """Outcome against target, small enough for a table row; the figures stand in the row's own cells."""
    return {"drawing": charts.draw_bullet(value, target), "status": status.replace("_", "-")}


@register.inclusion_tag("ui/components/spark.html")
def spark(values: Sequence[TYPED_NUMBER | None], label: str = "") -> dict[str, Any]:
    """The direction of a series, small enough for a table row; gaps stay gaps."""
    return {"drawing": charts.draw_spark(values), "label": label}


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(title: str, text: str, url: str = "", action: str = "") -> dict[str, Any]:
    """What will stand here and how it gets here."""
    return {"title": title, "text": text, "url": url, "action": action}


@register.inclusion_tag("ui/components/tiles.html")
def tiles(groups: Sequence[TileGroup]) -> dict[str, Any]:
    """The field: departments with their units as equal tiles."""
    return {"groups": groups}


@register.inclusion_tag("ui/components/goal_columns.html")
def goal_columns(columns: Sequence[ThreadColumn]) -> dict[str, Any]:
    """The red thread: one column per level, the chosen thread lit, broken threads told."""
    return {"columns": columns, "is_lit": any(goal.lit for column in columns for goal in column.goals)}


@register.inclusion_tag("ui/components/refusal.html")
def refusal(refused: Refusal) -> dict[str, Any]:
    """What rule, why, and what to do instead."""
    return {"refused": refused}


@register.inclusion_tag("ui/components/pager.html")
def pager(pages: Pager) -> dict[str, Any]:
    """Earlier and later pages of a long list."""
    return {"pager": pages}


SIDE_BY_SIDE = frozenset({"alike", "compare", "matrix"})
"""Kinds of tables whose rows are read across also on a phone, each with a layout of its own there."""


@register.simple_block_tag(takes_context=True)
def table(
    context: Context,
    content: str,
    *,
    labelledby: str = "",
    number: int | str = "",
    label: str = "",
    kind: str = "",
    id: str = "",
    unit: str = "",
    pager: Pager | None = None,
    older: str = "",
    wide: bool = False,
) -> SafeString:
    """A table of data: `thead`, `tbody` and `tfoot` between the tags, the region that it scrolls in around them.

    It is called by the heading with the id `labelledby` (and `number`, where a loop makes several), or by `label`.
    `unit` is that of figures which do not tell theirs, `pager` the list whose page this is, or `older` the address of
    the next page where nobody has counted them: so the file that the table can be saved as has every page of the list.
    One of three to six columns, or of the kind `cards`, is read row by row on a phone, each cell under its own heading;
    else it scrolls there, in a region that a keyboard reaches. What is compared sideways keeps its own kind.
    """
    named, kinds = f"{labelledby}{number}", kind.split()
    if not SIDE_BY_SIDE.intersection(kinds) and fits_a_card(content):
        kind = " ".join(dict.fromkeys((*kinds, "cards")))
    if "cards" in kind.split():
        content = mark_safe(told(content))  # noqa: S308  what the template has printed, with its own heads repeated
    # A table inside a component has the component's own context, which keeps the request all the same.
    request = getattr(context, "request", None)
    shown = {"content": content, "labelledby": named, "label": label, "kind": kind, "id": id, "is_wide": wide}
    if request is not None and request.method == "GET" and "<thead" in content and "<td" in content:
        shown |= {"saved": saved_table(request, named), "unit": unit, "pager": pager, "older": older}
        shown["has_figures"] = 'class="num"' in content
    return render_to_string("ui/components/table.html", shown)


@register.simple_block_tag
def panel(
    content: str,
    *,
    labelledby: str = "",
    number: int | str = "",
    label: str = "",
    kind: str = "",
    element: str = "",
    id: str = "",
) -> SafeString:
    """A card: what belongs together, in a box of its own. Every card of every page is this one.

    Where it is called by the heading with the id `labelledby` (and `number`, where a loop makes several), or by
    `label`, it is a section that a screen reader leads to; else a box. In a list its `element` is `li`.
    """
    named = f"{labelledby}{number}"
    called = (
        format_html(' aria-labelledby="{}"', named)
        if named
        else format_html(' aria-label="{}"', label)
        if label
        else ""
    )
    return format_html(
        '<{element} class="card{kind}"{called}{id}>{content}</{element}>',
        element=element or ("section" if called else "div"),
        kind=f" {kind}" if kind else "",
        called=called,
        id=format_html(' id="{}"', id) if id else "",
        content=content,
    )


@register.inclusion_tag("ui/components/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """Everything that stands in the way of a form, above it, each with a link to its field."""
    return {"form": form}


@register.inclusion_tag("ui/components/filters.html", takes_context=True)
def filters(
    context: dict[str, Any], form: BaseForm, button: str, *, search: str = "", clear: str = ""
) -> dict[str, Any]:
    """What is looked for on a page, in its address. The rest of the address stays, and the day that is shown."""
    return {"form": form, "button": button, "search": search, "clear": clear, **kept(context, form)}


@register.inclusion_tag("ui/components/kept.html", takes_context=True)
def kept(context: dict[str, Any], form: BaseForm) -> dict[str, Any]:
    """Hidden in a form that goes to the address: the rest of the address, and the day that is shown."""
    page = context["page"]
    own = {*form.fields, "sida"}
    day = [("per", page.as_of.isoformat())] if page.as_of != page.today else []
    return {"kept": [(name, value) for name, value in page.keep if name not in own] + day}


@register.inclusion_tag("ui/components/field.html")
def field(bound_field: Any) -> dict[str, Any]:
    """One form field with label, help and its errors tied to it."""
    return {"field": bound_field}
