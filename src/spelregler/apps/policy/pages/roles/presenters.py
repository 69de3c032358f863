"""Who may do what, as a table."""

from __future__ import annotations

from dataclasses import dataclass

from spelregler.domain.roles import Role, Rules


@dataclass(frozen=True)
class MatrixRow:
    """One row of the matrix in the reader's language."""

    label: str
    cells: list[str]


@dataclass(frozen=True)
class Matrix:
    """The permission matrix for reading."""

    roles: list[tuple[str, str]]
    rows: list[MatrixRow]


def matrix_view(rules: Rules, language: str) -> Matrix:
    """Every row and role, as computed from the role rules."""
    swedish = language == "sv"
    return Matrix(
        roles=[(role.value, role.label.text(language)) for role in Role],
        rows=[
            MatrixRow(
                label=row.label.text(language),
                cells=[row.cells[role].text_sv if swedish else row.cells[role].text for role in Role],
            )
            for row in rules.matrix()
        ],
    )
