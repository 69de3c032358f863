"""Reading StratML leniently: older drafts, other order, other namespaces. What has no place is put aside and named."""

from __future__ import annotations

from typing import Any

from lxml import etree

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.bounded import Damaged, TooMuch, scan_xml
from spelregler.exchange.stratml.document import Aside, Document, Node, StratmlError
from spelregler.exchange.stratml.grammar import ATTRIBUTES, GRAMMARS, RENAMED, ROOTS, Part

MOST_ASIDE = 500
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"


def read(data: bytes) -> Document:
    """The document of a file, whichever part it is. Nothing is fetched, and no entity is resolved.

    Refuses with `StratmlError` a file that is too large, is no XML, has a document type, or is no StratML.
    """
    root = _parsed(data)
    name = etree.QName(root).localname
    part = next((part for part, known in ROOTS.items() if known == name), None)
    if part is None:
        raise _not_stratml(Words("The outermost element is {name}.", name=name))
    document = Document(part=part, root=Node(name))
    document.root = _node(root, name, document)
    return document


def _parsed(data: bytes) -> Any:
    if len(data) > limits.FILE:
        size = limits.FILE // limits.MB
        raise _not_stratml(Words("The file is larger than {size} MB.", size=size))
    try:
        scan_xml([data], most=limits.NODES, at_once=limits.NODES)
    except TooMuch as error:
        raise _not_stratml(error.words) from error
    except Damaged:
        pass  # the parser below names the line
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        line = getattr(error, "lineno", 0) or 0
        raise _not_stratml(Words("The file is no well-formed XML."), line=line) from error
    if root.getroottree().docinfo.doctype:
        raise _not_stratml(
            Words("The file has a document type, which StratML never has."),
        )
    return root


def _node(element: Any, tag: str, document: Document) -> Node:
    """One element with what it may hold, whatever order the file has it in."""
    grammar = GRAMMARS[document.part].get(tag, {})
    node = Node(tag, line=element.sourceline or 0, attributes=_attributes(element, tag, document))
    node.text = (element.text or "") if not grammar else ""
    if grammar:
        _aside_text(element, element.text, document)
    for child in element:
        _aside_text(child, child.tail, document)
        if not isinstance(child.tag, str):
            continue  # a comment or an instruction to a program
        name = etree.QName(child).localname
        name = RENAMED.get(name, name)
        bounds = grammar.get(name)
        if bounds is None:
            _aside(child, document, Words("has no such place in StratML."))
        elif bounds[1] and len(node.all(name)) >= bounds[1]:
            _aside(child, document, Words("is there once too many."))
        else:
            node.children.append(_node(child, name, document))
    order = [*grammar]
    node.children.sort(key=lambda each: order.index(each.tag))
    return node


def _attributes(element: Any, tag: str, document: Document) -> dict[str, str]:
    known = ATTRIBUTES[document.part].get(tag, {})
    kept: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name.startswith(XSI) or value in known.get(name, ()):
            kept[name] = value
        else:
            put = f"{tag}/@{name}"
            _must_be_few(document)
            words = Words("no such attribute or value in StratML.")
            document.aside.append(Aside(element.sourceline or 0, put, words, text=value))
    return kept


def _aside(element: Any, document: Document, words: Bilingual) -> None:
    """Kept with all it holds, as text."""
    _must_be_few(document)
    name = etree.QName(element).localname
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    document.aside.append(Aside(element.sourceline or 0, name, words, text=text))


def _must_be_few(document: Document) -> None:
    if len(document.aside) >= MOST_ASIDE:
        raise _not_stratml(Words("Too much of the file is not StratML."))


def _aside_text(element: Any, text: str | None, document: Document) -> None:
    if text and text.strip():
        _must_be_few(document)
        what = etree.QName(element).localname if isinstance(element.tag, str) else "text"
        words = Words("StratML has no text between elements.")
        document.aside.append(Aside(element.sourceline or 0, what, words, text=text))


def _not_stratml(words: Bilingual, *, line: int = 0) -> StratmlError:
    return StratmlError(
        line=line,
        words=words,
        todo=Words(
            "Choose a StratML file with {plan} or {report} outermost.",
            plan=ROOTS[Part.PLAN],
            report=ROOTS[Part.PERFORMANCE],
        ),
    )
