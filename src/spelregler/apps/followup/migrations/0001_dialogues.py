"""Dialogues between a body and the officials (MR-22)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dialogue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("results", "Results"), ("budget", "Budget")], max_length=10)),
                ("held_on", models.DateField()),
                ("parties", models.CharField(max_length=300)),
                ("themes", models.CharField(max_length=600)),
                ("agreed", models.TextField(blank=True, max_length=2000)),
                ("role", models.CharField(max_length=6)),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("withdrawn_for", models.CharField(blank=True, max_length=400)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="dialogues", to="organisation.body"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("body", "kind", "held_on"),
                        name="followup_dialogue_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("recorded_on")), _connector="OR"
                        ),
                        name="followup_dialogue_ends_after_start",
                    ),
                ],
            },
        ),
    ]
