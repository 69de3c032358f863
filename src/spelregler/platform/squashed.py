"""A new database is made at once: many migrations of an app in one, and each that only creates in one go (ADR 40).

What a squashed one replaces stays on disk: a database between two of them goes on step by step.
"""

from __future__ import annotations

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

COMES_WITH_IT = (AddField, AddIndex, AddConstraint)


class OnlyCreates(Migration):
    """Tables that were not there. What each model becomes is worked out once for them all, and not anew for each one.

    A field, an index or a constraint that is added to a table of the same migration comes with the table: Django writes
    it so where two tables point to each other.
    """

    def apply(
        self, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
    ) -> ProjectState:
        """As Django's own, whose time grows with the square of the number of models."""
        if collect_sql:
            return super().apply(project_state, schema_editor, collect_sql)
        vars(project_state).pop("apps", None)
        self.mutate_state(project_state, preserve=False)
        created = {each.name_lower for each in self.operations if isinstance(each, CreateModel)}
        for operation in self.operations:
            if not (isinstance(operation, COMES_WITH_IT) and operation.model_name_lower in created):
                operation.database_forwards(self.app_label, schema_editor, project_state, project_state)
        return project_state


def steps() -> MigrationLoader:
    """Every migration that was replaced, and none that replaces."""
    loader = MigrationLoader(connection, replace_migrations=False)
    for key, squashed in loader.replacements.items():
        loader.graph.remove_replacement_node(key, squashed.replaces)
        loader.applied_migrations.pop(key, None)
    return loader


def step_by_step() -> MigrationExecutor:
    """Goes to any migration that was replaced, and from it."""
    executor = MigrationExecutor(connection)
    executor.loader = steps()
    return executor
