"""The rows of this room: who exists and who holds what, each with the period in which it holds."""

from spelregler.apps.organisation.models.anonymity_rule import AnonymityRule
from spelregler.apps.organisation.models.bodies import Body, Municipality, Term, Training
from spelregler.apps.organisation.models.dated import Dated, PeriodQuerySet, open_on
from spelregler.apps.organisation.models.departments import (
    AlsoServes,
    Answering,
    Department,
    Instruction,
    Placement,
    Unit,
)
from spelregler.apps.organisation.models.later_changes import LaterChange
from spelregler.apps.organisation.models.people import (
    Appointment,
    Basis,
    Employment,
    FoldedEmailField,
    Leaving,
    Person,
    Post,
)
from spelregler.apps.organisation.models.seats import CallIn, Membership, Seat
from spelregler.apps.organisation.models.unit_changes import UnitChange, UnitName, UnitPart

__all__ = [
    "AlsoServes",
    "AnonymityRule",
    "Answering",
    "Appointment",
    "Basis",
    "Body",
    "CallIn",
    "Dated",
    "Department",
    "Employment",
    "FoldedEmailField",
    "Instruction",
    "LaterChange",
    "Leaving",
    "Membership",
    "Municipality",
    "PeriodQuerySet",
    "Person",
    "Placement",
    "Post",
    "Seat",
    "Term",
    "Training",
    "Unit",
    "UnitChange",
    "UnitName",
    "UnitPart",
    "open_on",
]
