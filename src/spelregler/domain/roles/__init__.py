"""Who may do what, decided by the package's Cedar rules (MR-23, MR-24, MR-34, domain section 2)."""

from spelregler.domain.roles.book import Base
from spelregler.domain.roles.matrix import Cell, MatrixRow, Part
from spelregler.domain.roles.rules import Rules, RulesError, Ruling, load_rules
from spelregler.domain.roles.validation import validate_rules
from spelregler.domain.roles.vocabulary import (
    ELECTED,
    OFFICIALS,
    OPERATIONS,
    Actor,
    Beside,
    Party,
    Resource,
    Role,
    role_of,
)

__all__ = [
    "ELECTED",
    "OFFICIALS",
    "OPERATIONS",
    "Actor",
    "Base",
    "Beside",
    "Cell",
    "MatrixRow",
    "Part",
    "Party",
    "Resource",
    "Role",
    "Rules",
    "RulesError",
    "Ruling",
    "load_rules",
    "role_of",
    "validate_rules",
]
