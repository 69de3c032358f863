"""Everything that a role reaches by links, two of each kind of page: where links lead, how days are read, the HTML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve

from spelregler.platform.documents import TooManyAsked
from spelregler.platform.table_files import XLSX
from spelregler.ui.shown_tables import ShownTable, tables_on
from tests.careful_words import faults
from tests.engines import nu_checker, true_ones

pytestmark = pytest.mark.once
OF_EACH_KIND = 2
ROLES = ("CI", "SE", "FC", "CT")
# The help tells everybody of everybody's pages; its own tests follow its links.
FILES = re.compile(r"^/hjalp/|/(word|pdf|export)/$|/fil/|/mall/|^/static/|^/konto/")
ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
UNREAD = {"script", "style", "textarea", "code", "pre", "option", "title"}
"""Where nobody reads running text: programs, what was typed, and what is written to be copied."""
IDENTIFIER = re.compile(
    r"""\bP\d\d\b
    | \b[a-z]+_[a-z_]+\b
    | \b(?:policy|goals|frames|autonomy|decisions|organisation|evidence)\.(?!yaml\b)[a-z]\w+
    | \b(?:KF|KFp|KS|KSp|Np|FCp|KC|FC|EC|EM|CT|RE|SYS|CI)\b
    | \b(?:not_assessed|breach|municipality|committee|department|None|True|False|nightly|quarterly)\b
    """,
    re.VERBOSE,
)
"""What a program calls things by, and no reader: a limit, a name, a check, a role, a value of a list."""
NUMBERED = {"policy:limits", "policy:clause", "policy:compare"}
"""Where the number of a limit stands small beside its name."""
LOGS = {"home:whole_trail", "home:trail"}
"""A technical log keeps the figures of its rows."""
TEMPLATE_FIELD = re.compile(r"\{\{ \w+ \}\}")
"""What is written in a Word template, as it stands."""
IN_REGISTRY = re.compile(r"\b[A-ZÅÄÖ]{2,6}\s\d{4}/\d+\b")
"""The number of a case, KS 2026/5, as the municipality gives it."""
FILE_NAME = re.compile(r"\S*\d{4}-\d{2}-\d{2}\S*\.(xlsx|csv|pdf|si|se|xml|json|zip)\b")
HIDDEN = (
    "An “input” element with a “type” attribute whose value is “hidden” must not have an “autocomplete” attribute "
    "whose value is “on” or “off”."
)
FALSE = {(HIDDEN, "input"): "else some browsers put back the token of a form that is already sent, and refuse the next"}
"""What the checker finds and we keep, and why (ADR 43)."""
BAD = '<!DOCTYPE html><html lang="sv"><title>Prov</title><p hx-get="/">Prov</p></html>'


class Reader(HTMLParser):
    """The words that a page shows, and the addresses of this house that it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.code: list[str] = []
        self.links: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = re.split(r"[?#]", dict(attrs).get("href") or "")[0]
        if address.startswith("/") and not FILES.search(address):
            self.links.append(address)
        if tag in UNREAD:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)
        elif self.inside[-1] in {"code", "option"}:
            self.code.append(data)


@dataclass
class Walk:
    """What was met on the way: pages that were read, and links that led nowhere with the page that they stood on."""

    read: dict[str, str] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)
    identifiers: dict[str, str] = field(default_factory=dict)

    def note(self, address: str, html: str, words: str) -> None:
        self.read[address] = html
        if (day := ISO_DAY.search(words)) and resolve(address).view_name not in LOGS:
            self.figures[address] = re.sub(r"\s+", " ", words[max(0, day.start() - 60) : day.end() + 30])

    def note_code(self, address: str, words: str) -> None:
        view = resolve(address).view_name
        said = TEMPLATE_FIELD.sub("", words)
        said = IN_REGISTRY.sub("", re.sub(r"\bP\d\d\b", "", said) if view in NUMBERED else said)
        if (name := IDENTIFIER.search(said)) and view not in LOGS:
            self.identifiers[address] = re.sub(r"\s+", " ", said[max(0, name.start() - 60) : name.end() + 30])


def walked(client: Client, *, of_each_kind: int = OF_EACH_KIND) -> Walk:
    walk, waiting, seen = Walk(), [("/", "")], {"/"}
    kinds: Counter[str] = Counter()
    while waiting:
        address, stood_on = waiting.pop(0)
        kinds[resolve(address).view_name] += 1
        if kinds[resolve(address).view_name] > of_each_kind:
            continue
        answer = client.get(address, follow=True)
        # Whoever walks asks for more reports at once than one may; then the next has a page, and waits.
        if answer.status_code >= 400 and answer.status_code != TooManyAsked.status:
            walk.broken.append(f"{stood_on} → {address}: {answer.status_code}")
        if answer.status_code != 200 or answer.streaming or "html" not in answer.headers["Content-Type"]:
            continue
        page, html = Reader(), answer.content.decode()
        page.feed(html)
        walk.note(address, html, FILE_NAME.sub("", " ".join(page.words)))
        walk.note_code(address, FILE_NAME.sub("", " ".join([*page.words, *page.code])))
        new = dict.fromkeys(link for link in page.links if link not in seen)
        seen |= new.keys()
        waiting += [(link, address) for link in new]
    return walk


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    """Each role walks once, for both questions."""
    return {}


@pytest.fixture
def walk_of(walks: dict[str, Walk], wearing: Callable[..., Client]) -> Callable[[str], Walk]:
    def walk_of(role: str) -> Walk:
        if role not in walks:
            walks[role] = walked(wearing(role))
        return walks[role]

    return walk_of


@pytest.fixture
def walk(walk_of: Callable[[str], Walk], request: pytest.FixtureRequest) -> Walk:
    return walk_of(request.param)


@pytest.mark.parametrize("walk", ROLES, indirect=True)
def test_every_link_leads_somewhere(walk: Walk) -> None:
    assert len(walk.read) > 30
    assert walk.broken == []


@pytest.mark.parametrize("walk", ROLES, indirect=True)
def test_no_day_is_read_as_figures(walk: Walk) -> None:
    assert walk.figures == {}


@pytest.mark.parametrize("walk", ROLES, indirect=True)
def test_nothing_is_called_as_a_program_calls_it(walk: Walk) -> None:
    assert len(walk.read) > 20
    assert walk.identifiers == {}


@pytest.mark.parametrize(
    "said",
    ["P07", "floor_unit = 150", "frames.sums_hold", "ledamot, FCp", "not_assessed", "Svar: None"],
)
def test_the_reader_knows_what_a_program_calls_things_by(said: str) -> None:
    walk = Walk()
    walk.note_code("/mal/", f"Gränsen är {said} i år")
    assert "/mal/" in walk.identifiers
    walk = Walk()
    walk.note_code("/mal/", "Gränsen är 150 tkr (MR-42, KL 6 kap. 38 §) för HR, ärende KS 2026/5 och filen policy.yaml")
    assert walk.identifiers == {}


@pytest.mark.parametrize("walk", ROLES, indirect=True)
def test_no_word_is_one_that_an_editor_would_mend(walk: Walk) -> None:
    assert _faults(walk, "sv") == {}


def test_no_english_word_is_one_that_an_editor_would_mend(wearing: Callable[..., Client]) -> None:
    client = wearing("CT")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    walk = walked(client, of_each_kind=1)
    assert len(walk.read) > 30
    assert _faults(walk, "en") == {}


def _faults(walk: Walk, language: str) -> dict[str, str]:
    """The first fault of each page; a log and the texts of a ledger are as they were written."""
    told = {
        address: next(faults(html, language), "")
        for address, html in walk.read.items()
        if resolve(address).view_name not in {*LOGS, "frames:unit_vouchers"}
    }
    return {address: fault for address, fault in told.items() if fault}


def test_the_reader_of_words_knows_a_fault_when_it_sees_one() -> None:
    wrong = ["-7 812", "Alla 1", "1 av 1 enheter", "slut...", "ord , ord", "3 - 4"]
    right = ["−7 812", "Alla 11", "1 av 2 enheter", "21 enheter", "1,1 enheter", "slut …", "3–4", "MR-4"]
    found = [word for word in [*right, *wrong] if list(faults(f"<p>Det är {word}</p>", "sv"))]
    assert found == wrong
    assert list(faults("<p>2.5 %</p>", "sv"))
    assert not list(faults("<p>2.5%</p><p>1,200</p>", "en"))
    assert list(faults("<p>2,5%</p>", "en"))


def test_the_nu_html_checker_finds_no_fault(walk_of: Callable[[str], Walk], tmp_path: Path) -> None:
    pages = {f"{role} {address}": html for role in ROLES for address, html in walk_of(role).read.items()}
    found = nu_checker({"bad": BAD} | pages, tmp_path)
    assert [each.tag for each in found if each.address == "bad"] == ["p"], "it sees a fault"
    assert true_ones([each for each in found if each.address != "bad"], FALSE) == []


TELLS_NO_FIGURE = re.compile(r"–|\d+ av \d+|ingen summa|Summorna går ihop|Summorna går inte ihop.*|", re.DOTALL)
"""What stands in a column of figures and is none, or two."""


def _figures(table: ShownTable) -> list[float]:
    """The figures that a reader sees in the table's columns of figures, by no other way than the eye's."""
    told = [cell.text for row in table.body for cell in row if cell.is_figure]
    plain = [re.sub(r"\s", " ", text) for text in told if not TELLS_NO_FIGURE.fullmatch(re.sub(r"\s", " ", text))]
    bare = [re.sub(r"(?<=\d) (?=\d{3})", "", text).replace("−", "-").replace(",", ".") for text in plain]
    found = [re.search(r"-?\d+(?:\.\d+)?", text) for text in bare]
    assert all(found), [text for text, each in zip(plain, found, strict=True) if not each]
    return sorted(float(each[0]) / (100 if "%" in text else 1) for text, each in zip(plain, found, strict=True) if each)


def _saved_numbers(client: Client, html: str, name: str) -> list[float]:
    """The numbers of the file that the page links to for that table."""
    link = re.search(rf'href="([^"]*\btabell={name})"', html)
    assert link, name
    answer = client.get(unescape(link[1]))
    assert answer.headers["Content-Type"] == XLSX, link[1]
    rows = openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(min_row=2)
    return [float(cell.value) for row in rows for cell in row if isinstance(cell.value, int | float)]


def test_every_table_is_saved_with_the_figures_of_its_page(
    walk_of: Callable[[str], Walk], wearing: Callable[..., Client]
) -> None:
    done: set[tuple[str, str]] = set()
    for role in ROLES:
        client = wearing(role)
        for address, html in walk_of(role).read.items():
            for table in tables_on(html).tables:
                kind = (resolve(address).view_name, re.sub(r"\d+", "", table.name))
                if kind not in done:
                    done.add(kind)
                    saved = Counter(round(each, 6) for each in _saved_numbers(client, html, table.name))
                    missing = Counter(round(each, 6) for each in _figures(table)) - saved
                    assert not missing, (role, address, table.name)
    assert len(done) > 60


def test_the_reader_sees_a_day_and_passes_what_nobody_reads() -> None:
    reader = Reader()
    reader.feed('<p>Beslut 2026-10-20 § 71</p><input value="2026-10-20"><time datetime="2026-10-20">20 okt</time>')
    assert ISO_DAY.findall(" ".join(reader.words)) == ["2026-10-20"]
