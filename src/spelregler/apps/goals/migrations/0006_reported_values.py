"""Values on their way to approval, periods that open and lock, answers to missed targets; more of an indicator.

Every measurement there is was entered as known, so it is approved as it stands: only what is not yet approved is kept
in the new table, and nothing is moved.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0005_target_one_at_a_time"),
        ("organisation", "0003_department_add_instruction"),
    ]

    operations = [
        migrations.AddField(
            model_name="indicator",
            name="by_sex",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="indicator",
            name="formula",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="indicator",
            name="minutes",
            field=models.PositiveSmallIntegerField(default=15),
        ),
        migrations.AddField(
            model_name="indicator",
            name="small_numbers",
            field=models.CharField(
                choices=[("cases", "Cases"), ("count", "Count"), ("answers", "Answers"), ("none", "None")],
                default="cases",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="MissedAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("cause", models.CharField(max_length=400)),
                ("answered_on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                (
                    "action",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers_miss", to="goals.action"
                    ),
                ),
                (
                    "measurement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="goals.measurement"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.post"
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="goals.target"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("measurement", "target"), name="goals_miss_answered_once"),
                    models.CheckConstraint(
                        condition=models.Q(("cause", ""), _negated=True), name="goals_miss_has_cause"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PeriodOpening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("opens", models.BooleanField()),
                ("reason", models.CharField(max_length=400)),
                ("recorded_on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gt", models.F("period_start"))), name="goals_opening_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="goals_opening_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportedValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("sex", models.CharField(default="T", max_length=1)),
                ("value", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                ("numerator", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                ("comment", models.CharField(blank=True, max_length=400)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "Returned"),
                            ("approved", "Approved"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("by", models.CharField(max_length=200)),
                ("by_person", models.CharField(blank=True, max_length=100)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reported", to="goals.indicator"
                    ),
                ),
                (
                    "measurement",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reported_as",
                        to="goals.measurement",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="goals.reportedvalue",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gt", models.F("period_start"))), name="goals_reported_period"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "returned"), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="goals_returned_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state", "draft"), ("value__isnull", False), _connector="OR"),
                        name="goals_submitted_has_value",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("measurement__isnull", False), ("state", "approved")),
                            models.Q(models.Q(("state", "approved"), _negated=True), ("measurement__isnull", True)),
                            _connector="OR",
                        ),
                        name="goals_approved_is_measurement",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaces__isnull", True), ("unit__isnull", False)),
                        fields=("indicator", "unit", "period_start", "period_end", "sex"),
                        name="goals_reported_once_for_unit",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("replaces__isnull", True), ("unit__isnull", True)),
                        fields=("indicator", "period_start", "period_end", "sex"),
                        name="goals_reported_once",
                    ),
                ],
            },
        ),
    ]
