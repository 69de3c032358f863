"""Who may do what, as a table."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.domain.roles import Role, Rules
from spelregler.domain.roles.vocabulary import cell_said


@dataclass(frozen=True)
class MatrixRow:
    """One row of the matrix in the reader's language."""

    label: str
    cells: list[str]


@dataclass(frozen=True)
class Matrix:
    """The permission matrix for reading."""

    roles: list[str]
    rows: list[MatrixRow]


def matrix_view(rules: Rules, language: str) -> Matrix:
    """Every row and role, as computed from the role rules."""
    swedish = language == "sv"
    return Matrix(
        roles=[role.label.text(language) for role in Role],
        rows=[
            MatrixRow(
                label=row.label.text(language),
                cells=[_cell(row.cells[role].text_sv if swedish else row.cells[role].text, language) for role in Role],
            )
            for row in rules.matrix()
        ],
    )


def _cell(text: str, language: str) -> str:
    """The letters, with whom they are done by or for in words: D→förvaltningschef."""
    return cell_said(text, language).replace("→", "→\u200b").replace("/", "/\u200b")
