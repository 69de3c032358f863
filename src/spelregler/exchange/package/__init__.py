"""A policy package: the folder of data that a municipality adopts. Parsed purely, every fault with file and line."""

from spelregler.domain.faults import Fault
from spelregler.exchange.package.model import (
    Clause,
    Committee,
    CycleEntry,
    Document,
    DocumentAdoption,
    Extends,
    Intervention,
    Package,
    PackageError,
    PolicyParameter,
    Question,
    When,
)
from spelregler.exchange.package.reader import read_package
from spelregler.exchange.package.validation import validate

__all__ = [
    "Clause",
    "Committee",
    "CycleEntry",
    "Document",
    "DocumentAdoption",
    "Extends",
    "Fault",
    "Intervention",
    "Package",
    "PackageError",
    "PolicyParameter",
    "Question",
    "When",
    "read_package",
    "validate",
]
