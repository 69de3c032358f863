"""Reading and writing StratML (ISO 17469-1, and Part 2 with indicators and results) on its own.

    from spelregler.exchange.stratml import read, write
    document = read(data)               leniently; document.aside names what found no place
    write(document, part=Part.PLAN)     strictly valid against the schema of the part

No Django, no clock. No entity is resolved and nothing is fetched.
"""

from spelregler.exchange.stratml.document import Aside, Document, Node, StratmlError
from spelregler.exchange.stratml.grammar import Part
from spelregler.exchange.stratml.reader import read
from spelregler.exchange.stratml.writer import write

__all__ = ["Aside", "Document", "Node", "Part", "StratmlError", "read", "write"]
