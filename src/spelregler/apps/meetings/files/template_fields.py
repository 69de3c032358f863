"""The fields of the notice's and the minutes' own templates, by the words that stand in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from spelregler.exchange.documents import Block, Field, Heading, Paragraph
from spelregler.platform.own_templates import fields_of

SHARED: Final = ("kommun", "organ", "datum", "tid", "plats", "slag")
LINES: Final[Mapping[str, Sequence[str]]] = {
    "notice": (*SHARED, "handlingar_senast"),
    "minutes": (*SHARED, "ordforande", "justerare", "justering", "anslag"),
}
"""Within a text."""
PARTS: Final[Mapping[str, Sequence[str]]] = {"notice": ("arenden",), "minutes": ("narvaro", "paragrafer")}
"""Alone in a paragraph of its own, and as long as it is."""
EXAMPLE: Final[Mapping[str, str]] = {
    "kommun": "Exempelkommun",
    "organ": "Exempelnämnden",
    "datum": "9 februari 2027",
    "tid": "13.00",
    "plats": "Sessionssalen",
    "slag": "ordinarie",
    "handlingar_senast": "2 februari 2027",
    "ordforande": "<ordförandens namn>",
    "justerare": "<justerarens namn>",
    "justering": "Justerat 15 februari 2027.",
    "anslag": "Är uppe från 16 februari 2027.",
}
EXAMPLE_PARTS: Final[Mapping[str, Sequence[Block]]] = {
    "arenden": (Paragraph("1. Information från förvaltningen"), Paragraph("2. Ett ärende. Beslut")),
    "narvaro": (Paragraph("Tjänstgörande: <ledamöternas namn>"),),
    "paragrafer": (
        Heading("§ 1 Information från förvaltningen"),
        Paragraph("Informationen läggs till handlingarna."),
        Heading("§ 2 Ett ärende"),
        Paragraph("Beslut: Nämnden beslutar enligt förslaget."),
    ),
}


def example(kind: str) -> list[Field]:
    """Made up, so that a template is seen before it is used."""
    return fields_of({name: EXAMPLE[name] for name in LINES[kind]}, {name: EXAMPLE_PARTS[name] for name in PARTS[kind]})
