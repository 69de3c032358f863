"""What the database's invariants refuse, in words with the way on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction

from spelregler.domain.words import Words
from spelregler.platform.errors import DomainError


class SeatTaken(DomainError):
    """One person per seat at a time."""

    code = "seat-taken"


class PostTaken(DomainError):
    """One head, or one acting head, at a time (CP-6)."""

    code = "post-taken"


class HeadOfTwo(DomainError):
    """A head answers for the whole of one department (CP-6)."""

    code = "head-of-two"


class OneChair(DomainError):
    """A body has one chair at a time."""

    code = "one-chair"


class PostClosed(DomainError):
    """Nobody holds a post that has closed."""

    code = "post-closed"


class UnitInTwoPlaces(DomainError):
    """A unit belongs in one place at a time."""

    code = "unit-in-two-places"


class MixedParties(DomainError):
    """A leading official is never a member of the body that the office answers to (MR-34; 4 kap. KL)."""

    code = "mixed-parties"


class ServesAlready(DomainError):
    """A department works for a further body once at a time."""

    code = "serves-already"


class LastAdministrator(DomainError):
    """Somebody always runs the system."""

    code = "last-administrator"


class MunicipalityThere(DomainError):
    """An installation is for one municipality."""

    code = "municipality-there"


class TermsOverlap(DomainError):
    """A body has one term at a time."""

    code = "terms-overlap"


REFUSALS: dict[str, DomainError] = {
    "organisation_one_member_per_seat": SeatTaken(
        Words("The seat is already taken for part of that time."),
        way=Words("End the earlier membership first or choose a later start date."),
    ),
    "organisation_one_holder_per_leading_post": PostTaken(
        Words("The post already has a holder, ordinary or acting, for part of that time."),
        clause="CP-6",
        way=Words("End the earlier appointment on the day when the new one starts."),
    ),
    "organisation_unit_in_one_place": UnitInTwoPlaces(
        Words("The unit already belongs somewhere else for part of that time."),
        way=Words("Move the unit on a date, which ends the earlier placement."),
    ),
    "organisation_leading_official_not_member": MixedParties(
        Words("The person is a member of the body that the post answers to."),
        clause="MR-34",
        way=Words("The membership has to end first."),
    ),
    "organisation_one_call_in_per_seat": SeatTaken(
        Words("Another substitute already serves in the seat for part of that time."),
        way=Words("Choose other days."),
    ),
    "organisation_serves_a_body_once_at_a_time": ServesAlready(
        Words("The department works for that body already for part of that time."),
        way=Words("End what is there first, or choose other days."),
    ),
    "organisation_served_body_has_not_the_head": MixedParties(
        Words("The head of the department is a member of that body."),
        clause="MR-34",
        way=Words("The seat or the post has to end first."),
    ),
    "organisation_member_not_head_that_serves": MixedParties(
        Words("The person heads a department that works for that body."),
        clause="MR-34",
        way=Words("The post has to be left first, or the department stop working for the body."),
    ),
    "organisation_head_not_member_of_served": MixedParties(
        Words("The person is a member of a body that the department works for."),
        clause="MR-34",
        way=Words("The membership of the body has to end first."),
    ),
    "organisation_member_not_leading_official": MixedParties(
        Words("The person is a leading official under that body."),
        clause="MR-34",
        way=Words("The post has to be left first."),
    ),
}


@contextmanager
def refusing() -> Iterator[None]:
    """Turn an invariant that the database refused into words that say what to do.

    Refuses with `SeatTaken`, `PostTaken`, `UnitInTwoPlaces`, `ServesAlready` or `MixedParties`, by the constraint or
    trigger that `REFUSALS` names; any other goes on as it is.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        for name, refusal in REFUSALS.items():
            if name in str(error):
                raise refusal from error
        raise
