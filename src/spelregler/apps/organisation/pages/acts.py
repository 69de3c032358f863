"""What the acting role may enter, with the page where it is done. A page that nobody can reach does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.rights import may
from spelregler.apps.organisation.access.actions import ADMINISTRATION, BODIES, ELECTION, Action, may_fill
from spelregler.apps.organisation.access.file_rights import part_of
from spelregler.apps.organisation.models import Body, Department
from spelregler.apps.organisation.pages.presenters import is_recent
from spelregler.apps.organisation.queries.posts_now import PostNow


@dataclass(frozen=True)
class Act:
    """Something that may be done, and where."""

    label: str
    url: str


@dataclass(frozen=True)
class ActGroup:
    """What may be done in one errand, under its heading."""

    title: str
    acts: tuple[Act, ...]


def _grouped(*groups: tuple[str, Sequence[Act]]) -> list[ActGroup]:
    """The errands in which anything may be done."""
    return [ActGroup(title, tuple(acts)) for title, acts in groups if acts]


def on_the_whole(acting_role: ActingRole) -> list[Act]:
    """What is entered for the organisation as a whole."""
    bodies, administration = (may(acting_role, Action.KEEP_STRUCTURE, matter) for matter in (BODIES, ADMINISTRATION))
    return _offered(
        (may(acting_role, Action.REGISTER_SEAT, ELECTION), _("New term after an election"), "new_term"),
        (may(acting_role, Action.RECORD_INTRODUCTION, BODIES), _("Introductions"), "introductions"),
        (bodies, _("New body"), "new_body"),
        (administration, _("New department"), "new_department"),
        (bodies or administration, _("New person"), "new_person"),
        (administration, _("Those who have left"), "leavers"),
        (bool(part_of(acting_role)), _("The organisation as a file"), "file"),
    )


def on_body(acting_role: ActingRole, body: Body) -> list[ActGroup]:
    """What is entered about a body, by errand: who sits, who serves instead, who is new, and the body itself."""
    about = [body.code]
    seating = may(acting_role, Action.REGISTER_SEAT, ELECTION)
    structure = may(acting_role, Action.KEEP_STRUCTURE, BODIES)
    introduces = may(acting_role, Action.RECORD_INTRODUCTION, BODIES)
    undoes = structure and is_recent(body.start, acting_role)
    sits = _offered(
        (seating, _("Give a seat"), "give_seat"),
        (seating, _("Chair and vice chair"), "change_function"),
        (seating, _("End a membership"), "end_seat"),
        about=about,
    )
    serves = _offered(
        (seating, _("Call in a substitute"), "call_in"),
        (seating, _("Order of call-in"), "order_substitutes"),
        about=about,
    )
    learns = _offered((introduces, _("Introductions"), "introductions"))
    knowledge = address_of("body_knowledge", body.code)
    learns += [Act(_("Training and self-check"), knowledge)] if introduces and knowledge else []
    itself = _offered(
        (seating, _("Number of seats"), "set_seats"),
        (structure, _("New term"), "add_term"),
        (structure, _("Name"), "rename_body"),
        (structure, _("End the body"), "end_body"),
        about=about,
    )
    itself += _offered((undoes, _("Undo the body"), "undo"), about=["organ", *about])
    return _grouped(
        (_("Members"), sits),
        (_("Substitutes"), serves),
        (_("Introduction and training"), learns),
        (_("The body itself"), itself),
    )


def on_post(acting_role: ActingRole, post: PostNow) -> list[Act]:
    """What is entered about a post."""
    structure = may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    found = _offered(
        (may_fill(acting_role, post.matter), _("Appoint"), "appoint"),
        (structure, _("Title"), "rename_post"),
        (structure and post.is_representative, _("Area"), "register_area"),
        (structure, _("Close the post"), "close_post"),
        about=[post.code],
    )
    return found + _offered((structure, _("Undo the post"), "undo"), about=["tjanst", post.code])


def on_department(acting_role: ActingRole, department: Department) -> list[ActGroup]:
    """What is entered about a department, by errand: its units and posts, whom it answers to, and itself."""
    about, structure = [department.code], may(acting_role, Action.KEEP_STRUCTURE, ADMINISTRATION)
    undoes = structure and is_recent(department.start, acting_role)
    inside = _offered((structure, _("New unit"), "new_unit"), (structure, _("New post"), "new_post"), about=about)
    answers = _offered(
        (structure, _("Instruction for the head"), "instruction"),
        (structure, _("Another body"), "change_body"),
        (structure, _("Works also for another body"), "serve_also"),
        about=about,
    )
    itself = _offered(
        (structure, _("Name"), "rename_department"),
        (structure, _("End the department"), "end_department"),
        about=about,
    )
    itself += _offered((undoes, _("Undo the department"), "undo"), about=["forvaltning", *about])
    return _grouped(
        (_("Units and posts"), inside), (_("Whom it answers to"), answers), (_("The department itself"), itself)
    )


def _offered(*asked: tuple[bool, str, str], about: Sequence[str] = ()) -> list[Act]:
    return [Act(label, reverse(f"organisation:{name}", args=about)) for allowed, label, name in asked if allowed]
