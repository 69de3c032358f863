"""What a page is made of, as plain values. Presenters build these; templates only print them.

Nothing here knows an app, a request or a model. A view renders with one context name, `page`, beside what is
its own: `render(request, "goals/list.html", {"page": page, "goals": goals})`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlencode

from spelregler.domain import reading
from spelregler.domain.findings import Status

MOST_PAGES = 9_999_999
"""In digits. No list is as long, and whoever asks for more is shown the first page."""


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """One room in the left-hand list. `count` is what waits there for the acting role."""

    label: str
    url: str
    current: bool = False
    count: int = 0
    is_own: bool = False
    """The place that the role answers for, which stands first."""


@dataclass(frozen=True, kw_only=True)
class Crumb:
    """One step of the way here; the last one has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class RoleChoice:
    """A role on an organ that the person may wear. `key` is what the form posts."""

    key: str
    label: str
    current: bool = False


@dataclass(frozen=True, kw_only=True)
class OverruledMark:
    """What somebody says beside a computed answer: another state, and in words by whom, since when and until when."""

    status: Status | str
    words: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleMark:
    """A clause that governs the page, with its live status: one row in "What applies here?"."""

    id: str
    title: str
    status: Status | str
    url: str = ""
    evidence: str = ""
    evidence_url: str = ""
    evidence_label: str = ""
    who: str = ""
    now: str = ""
    now_url: str = ""
    overruled: OverruledMark | None = None


@dataclass(frozen=True, kw_only=True)
class TodoItem:
    """Something that is expected of the acting role, dated. `when_words` comes from formatting.relative_day."""

    title: str
    date: date | None = None
    when_words: str = ""
    detail: str = ""
    url: str = ""
    late: bool = False
    lack: str = ""
    """What is lacking, in two or three words, where a rule is not followed and gives no last day."""
    minutes: int | None = None
    clause: str = ""
    owner: str = ""
    """Who is to do it, where it is not the reader."""


@dataclass(frozen=True, kw_only=True)
class StatCard:
    """One figure that says how it is going: value, verdict in shape and word, and what it rests on.

    `value` is finished text ("14 av 19", "372 000 tkr"); `source` is a source code (see `formatting.source_mark`).
    """

    title: str
    value: str
    status: Status | str = ""
    status_text: str = ""
    note: str = ""
    date: date | None = None
    source: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class StateRow:
    """One thing and how it goes."""

    label: str
    url: str
    status: Status | str
    status_text: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class StateList:
    """A few things and how each goes, with the page that has them all."""

    title: str
    url: str
    rows: Sequence[StateRow]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Tile:
    """A unit on the field (Spelplanen): every tile has the same size, because it is no ranking."""

    label: str
    status: Status | str
    status_text: str = ""
    url: str = ""
    marks: Sequence[tuple[Status | str, str]] = ()
    """How what it is to reach goes: each mark with how many there are, in words."""
    note: str = ""
    """What it has to use."""


@dataclass(frozen=True, kw_only=True)
class TileGroup:
    """The units of one department under its name, with what they are to reach and have to use together."""

    label: str
    tiles: Sequence[Tile]
    note: str = ""
    url: str = ""
    whose: str = ""
    marks: Sequence[tuple[Status | str, str]] = ()
    money: str = ""


@dataclass(frozen=True, kw_only=True)
class BodyBox:
    """A political body on the field, and in one line what is its own."""

    label: str
    kind: str
    line: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class ThreadGoal:
    """One goal in the red thread and `whose` it is; `broken` says what is missing, `lang` that the label is in another
    language than the page.

    Many goals seen from afar are one knot with a `tally`: each mark with how many there are, in words.
    """

    label: str
    whose: str = ""
    url: str = ""
    status: Status | str = ""
    status_text: str = ""
    lit: bool = False
    chosen: bool = False
    broken: str = ""
    lang: str = ""
    tally: Sequence[tuple[Status | str, str]] = ()


@dataclass(frozen=True, kw_only=True)
class ThreadColumn:
    """One level of the red thread: vision, municipal goal, committee goal, unit goal, action, and how many.

    Where a thread is lit, `goals` are those in it and `lit_count` how many they are, `rest` those outside it, `more`
    says that not all of them are named, and `nothing` that there is none.
    """

    title: str
    goals: Sequence[ThreadGoal]
    count: int | None = None
    lit_count: int | None = None
    rest: Sequence[ThreadGoal] = ()
    more: str = ""
    more_url: str = ""
    nothing: str = ""


@dataclass(frozen=True)
class Choice:
    """One of a few views of a page, by its address."""

    label: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Why something may not be done: what was refused, the rule, the reason and the right way."""

    title: str
    reason: str
    clause: str = ""
    clause_title: str = ""
    clause_url: str = ""
    way: str = ""
    way_url: str = ""
    way_label: str = ""


@dataclass(frozen=True, kw_only=True)
class Pager:
    """Where in a long list the reader is. Addresses carry the filters, so that they can be mailed."""

    number: int
    pages: int
    total: int
    start: int = 0
    previous_url: str = ""
    next_url: str = ""
    word: str = "sida"

    @classmethod
    def of(cls, number: int, *, total: int, most: int, address: str = "", word: str = "sida", **asked: str) -> Pager:
        """The page asked for, or the nearest there is, of `most` rows each; `start` is the place of its first row.

        `word` is what the address calls the page: two lists on one page turn their leaves apart.
        """
        pages = max(1, -(-total // most))
        here = min(max(number, 1), pages)
        kept = {name: value for name, value in asked.items() if value}

        def to(page: int) -> str:
            return f"{address}?{urlencode({**kept, word: page})}"

        return cls(
            number=here,
            pages=pages,
            total=total,
            start=(here - 1) * most,
            previous_url=to(here - 1) if here > 1 else "",
            next_url=to(here + 1) if here < pages else "",
            word=word,
        )


def page_asked(text: str) -> int:
    """The page that an address asks for; the first where it names none, or what is no such number."""
    return reading.read_or(lambda each: reading.count(each, least=1, most=MOST_PAGES), text, 1)


def year_asked(text: str, years: Collection[int], default: int) -> int:
    """The year that an address asks for, of those that the page has; the default where it names none of them."""
    found = reading.read_or(reading.year, text, default)
    return found if found in years else default


@dataclass(frozen=True, kw_only=True)
class Addresses:
    """Where the frame's own forms and links lead. A part without an address is not shown."""

    home: str = "/"
    search: str = ""
    tasks: str = ""
    set_language: str = ""
    change_role: str = ""
    log_in: str = ""
    log_out: str = ""
    account: str = ""
    demo_cast: str = ""
    accessibility: str = ""
    about: str = ""
    start: str = ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The frame round every page (see the README of this room)."""

    title: str
    municipality: str
    today: date
    as_of: date
    path: str = ""
    lead: str = ""
    crumbs: Sequence[Crumb] = ()
    nav: Sequence[NavItem] = ()
    nav_more: Sequence[NavItem] = ()
    rules: Sequence[RuleMark] = ()
    rules_note: str = ""
    is_demo: bool = False
    is_recounting: bool = False
    borrowed_rules: str = ""
    role: RoleChoice | None = None
    role_choices: Sequence[RoleChoice] = ()
    person: str = ""
    keep: Sequence[tuple[str, str]] = ()
    query: str = ""
    can_travel: bool = True
    near_tasks: int | None = None
    """How many of the role's tasks are late or due this week, where it is known."""
    addresses: Addresses = field(default_factory=Addresses)
    title_lang: str = ""
    """Where the title is in another language than the page: a name that has no English one is read in Swedish."""

    @property
    def is_in_more(self) -> bool:
        """Whether the page lies in a room under More, which is then open."""
        return any(each.current for each in self.nav_more)

    @property
    def is_past(self) -> bool:
        """The reader sees another day than today, which the page must say aloud."""
        return self.as_of != self.today

    @property
    def full_path(self) -> str:
        """Where to come back to after a change of role or language: this address with its filters."""
        return self.path + (f"?{self.query}" if self.query else "")
