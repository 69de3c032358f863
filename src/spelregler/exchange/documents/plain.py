"""A report as plain text, for a program that reads and does not show."""

from __future__ import annotations

from spelregler.exchange.documents.model import Block, Contents, Document, Drawing, Heading, PageBreak, Paragraph, Table


def write_plain(document: Document) -> str:
    """The title and the parts in order, a line between them; a table row by row. A drawing is told by its text."""
    told = [_part(each) for each in document.blocks if not isinstance(each, Contents | PageBreak)]
    return "\n\n".join([document.title, *told]) + "\n"


def _part(block: Block) -> str:
    match block:
        case Heading(text) | Paragraph(text):
            return text
        case Table():
            return "\n".join(": ".join(filter(None, row)) for row in block.rows)
        case Drawing():
            return block.alt
        case PageBreak() | Contents():
            return ""
