"""The beginning in words: what each step needs, what is in, what is missing and where it is brought in."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.start.access.errands import Errand, is_mine, whose
from spelregler.domain.beginning import Facts, Share, Standing, State, Step, standings
from spelregler.domain.roles import role_of
from spelregler.ui import formatting

STATUS = {State.DONE: "kept", State.BEGUN: "attention", State.EMPTY: "not_assessed"}


@dataclass(frozen=True)
class Missing:
    """Something that is missing, and where it is brought in: a page, a command, or either."""

    text: str
    url: str = ""
    command: str = ""
    whose: str = ""
    """Who enters it, where that is another than the reader."""


@dataclass(frozen=True)
class StepView:
    """One step of the beginning."""

    number: int
    key: str
    title: str
    needs: str
    status: str
    status_words: str
    is_in: tuple[str, ...]
    missing: tuple[Missing, ...]
    url: str

    @property
    def commands(self) -> list[str]:
        """The commands that bring in what is missing, each once."""
        return list(dict.fromkeys(each.command for each in self.missing if each.command))


def steps(facts: Facts, language: str, acting_role: ActingRole | None = None) -> list[StepView]:
    """Every step, in the order in which people take it up; what is another's errand is said and not linked.

    At the console nobody has a role, and every page is told.
    """
    return [_step(number, each, facts, language, acting_role) for number, each in enumerate(standings(facts), start=1)]


def _step(number: int, standing: Standing, facts: Facts, language: str, acting_role: ActingRole | None) -> StepView:
    title, needs = _words(standing.step, facts)
    return StepView(
        number=number,
        key=standing.step,
        title=title,
        needs=needs,
        status=STATUS[standing.state],
        status_words={State.DONE: _("all is in"), State.BEGUN: _("begun"), State.EMPTY: _("not begun")}[standing.state],
        is_in=tuple(_is_in(standing.step, facts, language)),
        missing=tuple(_missing(key, count, facts, language, acting_role) for key, count in standing.missing),
        url=_first_page(PAGES[standing.step], acting_role),
    )


def _words(step: Step, facts: Facts) -> tuple[str, str]:
    year = facts.year
    return {
        Step.MUNICIPALITY: (
            _("Municipality and start day"),
            _("The municipality's code and name, and the day from which its duties count."),
        ),
        Step.ADMINISTRATORS: (
            _("Who runs the system"),
            _("Two who keep the installation and people's accounts. With one alone, nobody lets that person in again."),
        ),
        Step.PACKAGE: (
            _("Policy package"),
            _("A package that ships with the product or one of your own, and the council's decision to adopt it."),
        ),
        Step.ORGANISATION: (
            _("Organisation"),
            _("Bodies with seats, departments, units and posts, and who holds them: from a file or page by page."),
        ),
        Step.PEOPLE: (
            _("People and accounts"),
            _("An account for each who is to sign in: from a file with addresses, by mailed link or printed letter."),
        ),
        Step.YEAR: (
            _("Year, frames and goals"),
            _("What was decided for %(year)d: terms, vision, the council's total, frames and goals, with true dates.")
            % {"year": year},
        ),
    }[step]


Ways = tuple[tuple[Errand, str], ...]
"""The rights by which something is entered, each with its page; the first that the reader has is linked."""
BY_FILE = (Errand.WHOLE, "organisation:file")
PAGES: dict[Step, Ways] = {
    Step.MUNICIPALITY: ((Errand.SET_UP, "start:day"),),
    Step.ADMINISTRATORS: ((Errand.ACCOUNTS, "start:administrators"),),
    Step.PACKAGE: ((Errand.SET_UP, "start:packages"),),
    Step.ORGANISATION: (BY_FILE, (Errand.BODIES, "organisation:file"), (Errand.ADMINISTRATION, "organisation:file")),
    Step.PEOPLE: ((Errand.ACCOUNTS, "start:accounts"),),
    Step.YEAR: ((Errand.SET_UP, "start:earlier"),),
}
"""The page of the step itself."""


def _first_page(ways: Ways, acting_role: ActingRole | None) -> str:
    """The first page that the reader may use, or none."""
    return next((reverse(name) for errand, name in ways if acting_role is None or is_mine(acting_role, errand)), "")


def _is_in(step: Step, facts: Facts, language: str) -> list[str]:
    """What is in, counted; nothing where nothing is."""
    match step:
        case Step.MUNICIPALITY:
            day = facts.start_day and formatting.long_date(facts.start_day, language)
            return [_("Start day: %(day)s") % {"day": day}] if day else []
        case Step.ADMINISTRATORS:
            words = ngettext("%(n)d person", "%(n)d persons", facts.administrators)
            return [words % {"n": facts.administrators}] if facts.administrators else []
        case Step.PACKAGE:
            return [_("In force: %(package)s") % {"package": facts.package}] if facts.package else []
        case Step.ORGANISATION:
            return _organised(facts)
        case Step.PEOPLE:
            words = _("%(have)d of %(of)d who hold a seat or a post can sign in")
            return [words % {"have": facts.people.have, "of": facts.people.of}] if facts.people.of else []
    return _decided(facts)


def _organised(facts: Facts) -> list[str]:
    bodies = facts.council + facts.board + facts.committees
    found = [ngettext("%(n)d political body", "%(n)d political bodies", bodies) % {"n": bodies}] if bodies else []
    shares = (
        (facts.seats, _("%(have)d of %(of)d seats filled")),
        (facts.departments, _("%(have)d of %(of)d departments with a head")),
        (facts.units, _("%(have)d of %(of)d units with a manager")),
    )
    return found + [_share(words, each) for each, words in shares if each.of]


def _decided(facts: Facts) -> list[str]:
    either = ((facts.vision, _("Vision")), (facts.budget, _("The council's total")))
    found = [words for is_there, words in either if is_there]
    shares = (
        (facts.terms, _("%(have)d of %(of)d bodies with a term of office")),
        (facts.committee_frames, _("%(have)d of %(of)d committee frames")),
        (facts.unit_frames, _("%(have)d of %(of)d unit frames")),
        (facts.goals, _("%(have)d of %(of)d bodies with a decided goal")),
    )
    return found + [_share(words, each) for each, words in shares if each.have]


def _share(words: str, share: Share) -> str:
    return words % {"have": share.have, "of": share.of}


NAMED = 4
"""How many roles are named in one line."""
ORGANISATION = "spelregler import organisation FIL --apply"
FRAMES = "spelregler import frames FIL --apply"
GOALS = "spelregler import plan FIL --apply"
ACCOUNTS = "spelregler account import FIL --apply"
ADMINISTRATOR = "spelregler account administrator ADRESS NAMN"


def _missing(key: str, count: int, facts: Facts, language: str, acting_role: ActingRole | None) -> Missing:
    """What is missing by the domain's key, in words, with the page and the command that bring it in, or whose it is."""
    text = _missing_words(key, count, facts, language)
    if key == "municipality":
        return Missing(text, command="spelregler begin")
    ways, command = PLACES[key]
    url = _first_page(ways, acting_role)
    return Missing(text, url, command, "" if url else whose(ways[0][0]))


ORGANISED = "organisation:overview"
OF_BODIES: Ways = ((Errand.BODIES, ORGANISED), BY_FILE)
OF_SEATS: Ways = ((Errand.SEATS, ORGANISED), BY_FILE)
OF_UNITS: Ways = ((Errand.ADMINISTRATION, ORGANISED), BY_FILE)
OF_ACCOUNTS: Ways = ((Errand.ACCOUNTS, "start:administrators"),)
OF_FRAMES: Ways = ((Errand.SET_UP, "start:earlier"),)
OF_COUNCIL: Ways = ((Errand.COUNCIL, "start:earlier"),)
PLACES: dict[str, tuple[Ways, str]] = {
    "start_day": (((Errand.SET_UP, "start:day"),), ""),
    "administrator": (OF_ACCOUNTS, ADMINISTRATOR),
    "second_administrator": (OF_ACCOUNTS, ADMINISTRATOR),
    "adoption": (((Errand.PACKAGE, "start:packages"),), ""),
    "council": (OF_BODIES, ORGANISATION),
    "board": (OF_BODIES, ORGANISATION),
    "seats": (OF_SEATS, ORGANISATION),
    "departments": (OF_UNITS, ORGANISATION),
    "heads": (OF_UNITS, ORGANISATION),
    "units": (OF_UNITS, ORGANISATION),
    "managers": (OF_UNITS, ORGANISATION),
    "people": (OF_UNITS, ORGANISATION),
    "roles": (((Errand.ACCOUNTS, "start:accounts"),), ACCOUNTS),
    "terms": (OF_BODIES, ORGANISATION),
    "vision": (OF_COUNCIL, ""),
    "budget": (OF_FRAMES, FRAMES),
    "committee_frames": (OF_FRAMES, FRAMES),
    "unit_frames": (OF_FRAMES, FRAMES),
    "goals": (OF_COUNCIL, GOALS),
}
"""The pages, by right, and the command that bring in what is missing."""


def _missing_words(key: str, count: int, facts: Facts, language: str) -> str:
    share = getattr(facts, key, None)
    if isinstance(share, Share) and not share.of:
        return _nobody_yet(key)
    words = {
        "municipality": _("The municipality"),
        "start_day": _("A start day"),
        "administrator": _("Somebody who runs the system"),
        "second_administrator": _("A second one is recommended"),
        "adoption": (
            _("The council's decision to adopt a package")
            if facts.council
            else _("The council's decision to adopt a package; the council has to be in the organisation first")
        ),
        "council": _("The council"),
        "board": _("The executive board"),
        "seats": ngettext("Members in %(n)d seat", "Members in %(n)d seats", count),
        "heads": ngettext("A head of %(n)d department", "Heads of %(n)d departments", count),
        "managers": ngettext("A manager of %(n)d unit", "Managers of %(n)d units", count),
        "roles": _("Somebody who can sign in as: %(roles)s"),
        "terms": ngettext("The term of office of %(n)d body", "The terms of office of %(n)d bodies", count),
        "vision": _("The vision"),
        "budget": _("The council's total"),
        "committee_frames": ngettext("The frame of %(n)d committee", "The frames of %(n)d committees", count),
        "unit_frames": ngettext("The frame of %(n)d unit", "The frames of %(n)d units", count),
        "goals": ngettext("A decided goal of %(n)d body", "Decided goals of %(n)d bodies", count),
    }[key]
    return words % {"n": count, "roles": _roles(facts.roles_without, language)} if "%(" in words else words


def _roles(codes: tuple[str, ...], language: str) -> str:
    """The first few by name and the rest by number: the page of accounts names them all."""
    named = ", ".join(_role(each, language) for each in codes[:NAMED])
    rest = len(codes) - NAMED
    return (
        named
        if rest < 1
        else ngettext("%(named)s and %(n)d more", "%(named)s and %(n)d more", rest) % {"named": named, "n": rest}
    )


def _nobody_yet(key: str) -> str:
    """What is missing of things that nobody has yet, so that they cannot be counted."""
    return {
        "seats": _("Seats with members"),
        "departments": _("Departments"),
        "units": _("Units"),
        "people": _("People who hold seats and posts"),
        "terms": _("Terms of office"),
        "committee_frames": _("The committees' frames"),
        "unit_frames": _("The units' frames"),
        "goals": _("Decided goals"),
    }[key]


def _role(code: str, language: str) -> str:
    return role_of(code).label.text(language)


def start_day_lead() -> str:
    """What a start day is for."""
    return _(
        "What was decided before the start day is entered with its true date. Duties whose last day lay before it are "
        "not judged, so that the first day is not a wall of breaches that nobody is to blame for."
    )


def administrators_lead() -> str:
    """What running the system gives, and does not."""
    return _(
        "They keep the installation, the organisation and people's accounts, and have no part in the matters. Two are "
        "recommended: with one alone, nobody lets them in again."
    )
