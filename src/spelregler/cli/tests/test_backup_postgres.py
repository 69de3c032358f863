"""A copy moves a municipality from SQLite to PostgreSQL and back."""

from __future__ import annotations

import pytest

from spelregler.cli.tests.copies import back_up, restored, same_but_for_the_trail, tables, with_a_row_too_few, writing
from spelregler.cli.tests.homes import program_on, python_on
from spelregler.platform.backup import archive


@pytest.mark.postgres
def test_a_town_moves_to_postgresql_and_back(copy, postgres, tmp_path):
    there = postgres()
    restored(copy, tmp_path / "pg", **there)
    moved = back_up(tmp_path / "pg", tmp_path, **there)
    same_but_for_the_trail(copy, moved)
    assert archive.checked(moved)["database"] == "postgresql"
    assert program_on(tmp_path / "pg", "audit", "verify", **there).returncode == 0
    back = restored(moved, tmp_path / "back")
    same_but_for_the_trail(copy, back_up(back, tmp_path / "again.tar.gz"))
    assert program_on(back, "audit", "verify").returncode == 0
    # What follows is judged by the triggers and counted on as before.
    make = "from spelregler.apps.organisation.models import Person; print(Person.objects.create(code='n', name='N').pk)"
    assert python_on(tmp_path / "pg", make, **there) == python_on(back, make)
    ran = program_on(tmp_path / "pg2", "restore", str(copy), "--replace", **there)
    assert ran.returncode == 2
    assert "Skapa en ny, tom databas" in ran.stderr


@pytest.mark.postgres
def test_a_copy_of_postgresql_made_while_people_write_is_of_one_moment(hamlet_copy, postgres, tmp_path):
    first, second = postgres(), postgres()
    restored(hamlet_copy, tmp_path / "pg", **first)
    with writing(tmp_path / "pg", **first):
        file = back_up(tmp_path / "pg", tmp_path, **first)
    restored(file, tmp_path / "pg2", **second)
    assert program_on(tmp_path / "pg2", "audit", "verify", **second).returncode == 0
    assert archive.checked(file)["head"] == tables(file)["audit.auditrow"]["rows"]


@pytest.mark.postgres
def test_what_does_not_fit_leaves_postgresql_as_empty_as_it_was(hamlet_copy, postgres, tmp_path):
    there = postgres()
    file = with_a_row_too_few(hamlet_copy, tmp_path / "x.tar.gz")
    ran = program_on(tmp_path / "pg", "restore", str(file), SPELREGLER_LANGUAGE="en", **there)
    assert ran.returncode == 2
    assert "does not fit into the database" in ran.stderr
    assert (
        python_on(
            tmp_path / "pg",
            "from django.db import connection; print(connection.introspection.table_names())",
            **there,
        )
        == "[]\n"
    )
    restored(hamlet_copy, tmp_path / "pg", **there)
