"""People's way in, and where failed sign-ins and used codes are counted.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.db.models.functions.text
from django.core.management import call_command
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from spelregler.platform.squashed import OnlyCreates


def make(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The cache's own command knows how the table looks on each database."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


def unmake(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Nothing in it is worth keeping: counts of minutes."""
    schema_editor.execute("DROP TABLE accounts_cache")


class Migration(OnlyCreates):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_account_email_once_in_any_case"),
        ("accounts", "0003_failed_sign_ins_are_counted"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("is_active", models.BooleanField(default=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"), name="accounts_email_once_in_any_case"
                    )
                ],
            },
        ),
        migrations.RunPython(make, unmake),
    ]
