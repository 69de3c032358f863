"""Decisions, assignments and their later days.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.squashed import OnlyCreates


class Migration(OnlyCreates):
    replaces = [
        ("decisions", "0001_initial"),
        ("decisions", "0002_decision_add_origin"),
        ("decisions", "0003_decision_reference_and_assignment_result"),
    ]

    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decided_on", models.DateField()),
                ("paragraph", models.CharField(max_length=12)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("goals", "Goals"),
                            ("frames", "Frames"),
                            ("measures", "Measures"),
                            ("reprioritisation", "Reprioritisation"),
                            ("accept_with_reason", "Accept With Reason"),
                            ("policy", "Policy"),
                            ("evaluation", "Evaluation"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=20,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="organisation.body"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("found", "Found"),
                            ("derived", "Derived"),
                            ("invented", "Invented"),
                            ("entered", "Entered"),
                            ("imported", "Imported"),
                        ],
                        default="entered",
                        max_length=10,
                    ),
                ),
                ("reference", models.CharField(blank=True, max_length=40)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("body", "decided_on", "paragraph"), name="decisions_paragraph_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paragraph", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        name="decisions_paragraph_and_text",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300)),
                ("intended_result", models.CharField(blank=True, max_length=300)),
                ("due_on", models.DateField()),
                ("reported_on", models.DateField(blank=True, null=True)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.post"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assignments", to="decisions.decision"
                    ),
                ),
                ("reported_by", models.CharField(blank=True, max_length=200)),
                ("result", models.TextField(blank=True, max_length=1000)),
                ("effect", models.TextField(blank=True, max_length=1000)),
                ("effect_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("effect", ""), ("effect_on__isnull", True)),
                            models.Q(models.Q(("effect", ""), _negated=True), ("effect_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="decisions_effect_has_its_day",
                    )
                ],
            },
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
                ],
            },
        ),
    ]
