"""A decision may name its case; an assignment tells what was done, what came of it, and the days that it was given."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_decision_add_origin")]

    operations = [
        migrations.AddField("decision", "reference", models.CharField(blank=True, max_length=40)),
        migrations.AddField("assignment", "reported_by", models.CharField(blank=True, max_length=200)),
        migrations.AddField("assignment", "result", models.TextField(blank=True, max_length=1000)),
        migrations.AddField("assignment", "effect", models.TextField(blank=True, max_length=1000)),
        migrations.AddField("assignment", "effect_on", models.DateField(blank=True, null=True)),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(effect="", effect_on__isnull=True)
                | (~models.Q(effect="") & models.Q(effect_on__isnull=False)),
                name="decisions_effect_has_its_day",
            ),
        ),
        migrations.CreateModel(
            name="LaterDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("due_on", models.DateField()),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="later_days",
                        to="decisions.assignment",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "decision"), name="decisions_one_later_day_per_decision"
                    )
                ]
            },
        ),
    ]
