"""A report as text, so that another process can write it down, and so that the same report is known again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from spelregler.domain import reading
from spelregler.exchange.documents.model import (
    Contents,
    Document,
    Drawing,
    Field,
    Heading,
    Layout,
    Logo,
    PageBreak,
    Paragraph,
    Table,
)

KINDS = (Document, Heading, Paragraph, Table, Drawing, PageBreak, Contents, Field, Layout, Logo)
PARTS = {each.__name__: each for each in KINDS}
PART, DAY = "part", "day"


def as_text(document: Document) -> str:
    """The same report gives the same text."""
    return json.dumps(_plain(document), ensure_ascii=False)


def from_text(text: str) -> Document:
    """The report that a text was made of."""
    found = json.loads(text, object_hook=_part)
    if not isinstance(found, Document):
        raise TypeError("a report was expected")
    return found


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {PART: type(value).__name__} | {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, date):
        return {DAY: value.isoformat()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _part(told: Mapping[str, Any]) -> Any:
    if DAY in told:
        return reading.day(told[DAY])
    return PARTS[told[PART]](**{name: value for name, value in told.items() if name != PART})
