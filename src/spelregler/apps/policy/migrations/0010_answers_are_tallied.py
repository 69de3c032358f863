from typing import Any

from django.db import migrations, models
from django.db.models import Count, Max, Min, Q


def count(apps: Any, schema_editor: Any) -> None:
    """One question, of a few rows a clause whatever the number of units."""
    finding, tally = apps.get_model("policy", "Finding"), apps.get_model("policy", "AnswerTally")
    about = ("clause", "scope_kind", "status")
    grouped = finding.objects.filter(seen_to=None).order_by().values(*about)
    rows = grouped.annotate(count=Count("pk"), first=Min("scope_name"), newest=Max("seen_from"))
    tally.objects.bulk_create([tally(**row) for row in rows], batch_size=100)


class Migration(migrations.Migration):
    """How many answers say what is kept beside them."""

    dependencies = [("policy", "0009_answers_by_rule")]

    operations = [
        migrations.CreateModel(
            name="AnswerTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("clause", models.CharField(max_length=20)),
                ("scope_kind", models.CharField(max_length=20)),
                ("status", models.CharField(max_length=16)),
                ("count", models.PositiveIntegerField()),
                ("first", models.CharField(max_length=200)),
                ("newest", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("clause", "scope_kind", "status"), name="policy_one_tally"),
                    models.CheckConstraint(condition=Q(count__gt=0), name="policy_tally_of_some"),
                ],
            },
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
