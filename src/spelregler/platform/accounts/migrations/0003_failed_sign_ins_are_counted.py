"""The table where failed sign-ins and used codes are counted, shared by every process."""

from django.core.management import call_command
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The cache's own command knows how the table looks on each database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def unmake(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing in it is worth keeping: counts of minutes."""
    schema_editor.execute("DROP TABLE accounts_cache")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_account_email_once_in_any_case")]

    operations = [migrations.RunPython(make, unmake)]
