"""What the worn role may enter, with the page where it is done. A page that nobody can reach does not exist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.organisation.access import ADMINISTRATION, BODIES, ELECTION, Action, may, may_fill
from spelregler.apps.organisation.importing.parts import part_of
from spelregler.apps.organisation.models import Body, Department
from spelregler.apps.organisation.people import PostNow
from spelregler.apps.organisation.presenters import is_recent
from spelregler.apps.organisation.worn import Worn


@dataclass(frozen=True)
class Act:
    """Something that may be done, and where."""

    label: str
    url: str


def on_the_whole(worn: Worn) -> list[Act]:
    """What is entered for the organisation as a whole."""
    bodies, administration = (may(worn, Action.KEEP_STRUCTURE, matter) for matter in (BODIES, ADMINISTRATION))
    return _offered(
        (may(worn, Action.REGISTER_SEAT, ELECTION), _("New term after an election"), "new_term"),
        (may(worn, Action.RECORD_INTRODUCTION, BODIES), _("Introductions"), "introductions"),
        (bodies, _("New body"), "new_body"),
        (administration, _("New department"), "new_department"),
        (bodies or administration, _("New person"), "new_person"),
        (administration, _("Those who have left"), "leavers"),
        (bool(part_of(worn)), _("The organisation as a file"), "file"),
    )


def on_body(worn: Worn, body: Body) -> list[Act]:
    """What is entered about a body."""
    code = body.code
    seating = may(worn, Action.REGISTER_SEAT, ELECTION)
    structure = may(worn, Action.KEEP_STRUCTURE, BODIES)
    found = _offered(
        (seating, _("Give a seat"), "give_seat"),
        (seating, _("Call in a substitute"), "call_in"),
        (seating, _("Order of call-in"), "order_substitutes"),
        (seating, _("Chair and vice chair"), "change_function"),
        (seating, _("End a membership"), "end_seat"),
        (seating, _("Number of seats"), "set_seats"),
        (structure, _("New term"), "add_term"),
        (may(worn, Action.RECORD_INTRODUCTION, BODIES), _("Training"), "training"),
        (structure, _("Name"), "rename_body"),
        (structure, _("End the body"), "end_body"),
        about=[code],
    )
    found += _offered((may(worn, Action.RECORD_INTRODUCTION, BODIES), _("Introductions"), "introductions"))
    undoes = structure and is_recent(body.start, worn)
    return found + _offered((undoes, _("Undo the body"), "undo"), about=["organ", code])


def on_post(worn: Worn, post: PostNow) -> list[Act]:
    """What is entered about a post."""
    structure = may(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    found = _offered(
        (may_fill(worn, post.matter), _("Appoint"), "appoint"),
        (structure, _("Title"), "rename_post"),
        (structure and post.is_representative, _("Area"), "register_area"),
        (structure, _("Close the post"), "close_post"),
        about=[post.code],
    )
    return found + _offered((structure, _("Undo the post"), "undo"), about=["tjanst", post.code])


def on_department(worn: Worn, department: Department) -> list[Act]:
    """What is entered about a department."""
    code, structure = department.code, may(worn, Action.KEEP_STRUCTURE, ADMINISTRATION)
    found = _offered(
        (structure, _("New unit"), "new_unit"),
        (structure, _("New post"), "new_post"),
        (structure, _("Instruction for the head"), "instruction"),
        (structure, _("Name"), "rename_department"),
        (structure, _("Another body"), "change_body"),
        (structure, _("Works also for another body"), "serve_also"),
        (structure, _("End the department"), "end_department"),
        about=[code],
    )
    undoes = structure and is_recent(department.start, worn)
    return found + _offered((undoes, _("Undo the department"), "undo"), about=["forvaltning", code])


def _offered(*asked: tuple[bool, str, str], about: Sequence[str] = ()) -> list[Act]:
    return [Act(label, reverse(f"organisation:{name}", args=about)) for allowed, label, name in asked if allowed]
