"""Writing StratML strictly: in order, with unique identifiers, dates that are dates, and nothing that has no place."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from lxml import etree

from spelregler.domain import reading
from spelregler.domain.words import Words
from spelregler.exchange.stratml.document import Aside, Document, Node, StratmlError
from spelregler.exchange.stratml.grammar import ATTRIBUTES, DATES, GRAMMARS, ROLE_TYPES, Part
from spelregler.exchange.stratml.reader import XSI

UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
NAME = re.compile(r"[^\W\d][\w.\-]*$")
URI = re.compile(r"[^\s<>\"{}|\\^`]*$")
XSI_NAMESPACE = XSI.strip("{}")


def write(document: Document, *, part: Part | None = None) -> bytes:
    """The document, valid against the schema of its part, or of another part. What that cannot hold is put aside.

    Refuses with `StratmlError` a document without a goal: it has no valid form.
    """
    part = Part(part or document.part)
    core = document.root.first("StrategicPlanCore")
    if core is None or not core.all("Goal"):
        raise StratmlError(
            Words("A StratML plan has at least one goal, and there is none here."),
            todo=Words("Choose a year with decided goals."),
        )
    writing = _Writing(document, part)
    root = Node(part.root, children=document.root.children, attributes=dict(document.root.attributes))
    if part != document.part:
        root.attributes = {} if part == Part.PLAN else {"Type": "Strategic_Plan"}
        root.children = _submitter_moved(document.root, part)
    if part == Part.PERFORMANCE:
        root.attributes.setdefault("Type", "Strategic_Plan")
    element = writing.element(root)
    etree.cleanup_namespaces(element)
    out: bytes = etree.tostring(element, xml_declaration=True, encoding="UTF-8")
    return out


def _submitter_moved(root: Node, part: Part) -> list[Node]:
    """Part 1 keeps the submitter inside the administrative information, Part 2 beside it."""
    children = [child for child in root.children if child.tag not in ("Submitter", "AdministrativeInformation")]
    held = root.first("AdministrativeInformation") or Node("AdministrativeInformation")
    inner = [child for child in held.children if child.tag != "Submitter"]
    submitters = root.all("Submitter") + held.all("Submitter")
    if part == Part.PLAN:
        inner += submitters
        submitters = []
    about = [Node(held.tag, children=inner, line=held.line)] if inner else []
    return [*children, *about, *submitters]


class _Writing:
    """One document on its way out."""

    def __init__(self, document: Document, part: Part) -> None:
        self.aside, self.part = document.aside, part
        self.seen: set[str] = set()

    def element(self, node: Node, parent: etree._Element | None = None) -> etree._Element:
        """The node in its order, with what the schema demands of it."""
        name = f"{{{self.part.namespace}}}{node.tag}"
        if parent is None:
            made = etree.Element(name, nsmap={None: self.part.namespace, "xsi": XSI_NAMESPACE})
        else:
            made = etree.SubElement(parent, name)
        known = ATTRIBUTES[self.part].get(node.tag, {})
        for key, value in node.attributes.items():
            if key.startswith(XSI) or value in known.get(key, ()):
                made.set(key, value)
        grammar = GRAMMARS[self.part].get(node.tag)
        if grammar is None:
            made.text = UNSEEN.sub(" ", node.text) or None
            return made
        for child in node.children:
            if child.tag not in grammar:
                self._put_aside(child)
        for tag, (fewest, most) in grammar.items():
            wanted = [child for child in node.all(tag) if self._fits(child)]
            for extra in wanted[most:] if most else ():
                self._put_aside(extra)
            for child in wanted[:most] if most else wanted:
                self.element(child, made)
            for _missing in range(fewest - len(wanted)):
                self.element(Node(tag), made)
        return made

    def _put_aside(self, node: Node) -> None:
        words = Words("has no place in Part {part}.", part=self.part.value)
        self.aside.append(Aside(node.line, node.tag, words, text=node.text))

    def _fits(self, node: Node) -> bool:
        """Whether the words are of the kind that the schema asks for; identifiers are made so."""
        said = node.text.strip()
        if node.tag == "Identifier":
            node.text = self._identifier(said)
            return bool(node.text)
        if node.tag in DATES:
            good = _is_date(said) or (not said and self.part == Part.PERFORMANCE)
        elif node.tag == "NumberOfUnits":
            good = not said or _is_decimal(said)
        elif node.tag == "RoleType":
            good = said in ROLE_TYPES
        elif node.tag == "Source":
            good = bool(URI.match(said))
        else:
            return True
        if not good and said:
            self._put_aside(node)
        return good

    def _identifier(self, said: str) -> str:
        """An xsd:ID is a name that begins with a letter or _, and stands once in the document."""
        if not said:
            return ""
        name = said if NAME.match(said) else "_" + re.sub(r"[^\w.\-]", "-", said)
        unique, count = name, 2
        while unique in self.seen:
            unique, count = f"{name}-{count}", count + 1
        self.seen.add(unique)
        return unique


def _is_date(text: str) -> bool:
    return text == text.strip() and reading.read_or(reading.day, text, None) is not None


def _is_decimal(text: str) -> bool:
    try:
        return bool(re.match(r"[+-]?[0-9]*\.?[0-9]*$", text)) and Decimal(text).is_finite()
    except InvalidOperation:
        return False
