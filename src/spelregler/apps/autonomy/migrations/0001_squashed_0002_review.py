"""Signals, dialogues, interventions and their reviews.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.squashed import OnlyCreates


class Migration(OnlyCreates):
    replaces = [("autonomy", "0001_initial"), ("autonomy", "0002_review")]

    initial = True

    dependencies = [
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("ground", models.CharField(max_length=12)),
                ("opened_on", models.DateField()),
                ("evidence", models.CharField(max_length=400)),
                ("evidence_en", models.CharField(blank=True, max_length=400)),
                ("opened_by", models.CharField(max_length=200)),
                ("closed_on", models.DateField(blank=True, null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signals", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("evidence", ""), _negated=True), name="autonomy_signal_has_evidence"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Intervention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("ground", models.CharField(max_length=12)),
                ("limits", models.CharField(max_length=300)),
                ("limits_money_moves", models.BooleanField(default=False)),
                ("exit_criterion", models.CharField(max_length=300)),
                ("next_review", models.DateField()),
                ("opened_by", models.CharField(max_length=200)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interventions",
                        to="organisation.unit",
                    ),
                ),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="interventions", to="autonomy.signal"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="autonomy_intervention_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", False)), name="autonomy_intervention_ends"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("limits", ""), _negated=True), models.Q(("exit_criterion", ""), _negated=True)
                        ),
                        name="autonomy_intervention_scope_and_exit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "choice",
                    models.CharField(
                        choices=[("dialogue", "Dialogue"), ("intervene", "Intervene"), ("no_action", "No Action")],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("reason_en", models.CharField(blank=True, max_length=400)),
                ("decided_on", models.DateField()),
                ("decided_by", models.CharField(max_length=200)),
                ("review_on", models.DateField(blank=True, null=True)),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stands", to="autonomy.signal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="autonomy_stand_has_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("text_en", models.TextField(blank=True)),
                ("given_on", models.DateField()),
                ("given_by", models.CharField(max_length=200)),
                (
                    "signal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="statements", to="autonomy.signal"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("continue", "Continue"), ("ease", "Ease"), ("renew", "Renew"), ("end", "End")],
                        max_length=10,
                    ),
                ),
                ("seen", models.CharField(max_length=1000)),
                ("reviewed_on", models.DateField()),
                ("reviewed_by", models.CharField(max_length=200)),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="autonomy.intervention"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seen", ""), _negated=True), name="autonomy_review_says_what_was_seen"
                    )
                ],
            },
        ),
    ]
