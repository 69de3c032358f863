"""A whole organisation in one table: bodies, terms, departments, units, posts, people, and who holds what. Pure.

Each row says in its first column what it is. `belongs_to` names another row's code: a department's body, a unit's
department, a post's department or unit, a seat's body, an appointment's post, an employment's unit.
"""

from __future__ import annotations

from spelregler.exchange.organisation.columns import (
    ALLOWED,
    CODED,
    COLUMNS,
    DAYS,
    DECISION,
    TARGETS,
    TYPES,
    USED,
    WORDS,
    What,
)
from spelregler.exchange.organisation.faults import Known, faults_of, read_organisation
from spelregler.exchange.organisation.template import write_template

__all__ = [
    "ALLOWED",
    "CODED",
    "COLUMNS",
    "DAYS",
    "DECISION",
    "TARGETS",
    "TYPES",
    "USED",
    "WORDS",
    "Known",
    "What",
    "faults_of",
    "read_organisation",
    "write_template",
]
