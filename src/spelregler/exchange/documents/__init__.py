"""A report as an open document: the same parts written as Word (OOXML) and as tagged PDF (PDF/UA-1, ISO 14289-1)."""

from spelregler.exchange.documents.kept import as_text, from_text
from spelregler.exchange.documents.letters import LetterText, letters
from spelregler.exchange.documents.model import (
    Block,
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
from spelregler.exchange.documents.pdf import is_picture, write_pdf
from spelregler.exchange.documents.plain import write_plain
from spelregler.exchange.documents.template import TemplateRefused, fill, must_be_mark, must_be_template
from spelregler.exchange.documents.word import write_word

__all__ = [
    "Block",
    "Contents",
    "Document",
    "Drawing",
    "Field",
    "Heading",
    "Layout",
    "LetterText",
    "Logo",
    "PageBreak",
    "Paragraph",
    "Table",
    "TemplateRefused",
    "as_text",
    "fill",
    "from_text",
    "is_picture",
    "letters",
    "must_be_mark",
    "must_be_template",
    "write_pdf",
    "write_plain",
    "write_word",
]
