"""Evaluations that bodies commission (MR-21), and scans of the surroundings (MR-12)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attachments", "0001_attachments"),
        ("decisions", "0009_how_flags"),
        ("followup", "0002_reports"),
        ("goals", "0017_measurement_latest"),
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="CommissionedEvaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("why", models.CharField(max_length=1000)),
                ("carried_out_by", models.CharField(blank=True, max_length=200)),
                ("due_on", models.DateField()),
                ("entered_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("withdrawn_for", models.CharField(blank=True, max_length=1000)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commissioned_evaluations",
                        to="decisions.decision",
                    ),
                ),
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
                (
                    "goal",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="goals.goal",
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
        ),
        migrations.CreateModel(
            name="EnvironmentScan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("points", models.TextField(max_length=4000)),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("withdrawn_for", models.CharField(blank=True, max_length=1000)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scans",
                        to="organisation.body",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.attachment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandedInEvaluation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("handed_on", models.DateField()),
                ("found", models.TextField(max_length=2000)),
                ("entered_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("withdrawn_for", models.CharField(blank=True, max_length=1000)),
                (
                    "evaluation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_in",
                        to="followup.commissionedevaluation",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.attachment",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="EvaluationFollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("leads_to", models.TextField(max_length=2000)),
                ("entered_on", models.DateField()),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.assignment",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
                (
                    "handed_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="followup.handedinevaluation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScanUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("how", models.TextField(max_length=1000)),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.body"
                    ),
                ),
                (
                    "scan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="followup.environmentscan"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="commissionedevaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("decision", "title"),
                name="followup_evaluation_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="commissionedevaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("department__isnull", True), ("unit__isnull", True)),
                    models.Q(("department__isnull", True), ("goal__isnull", True)),
                    models.Q(("goal__isnull", True), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="followup_evaluation_of_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="commissionedevaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    models.Q(("ended_on__gte", models.F("entered_on")), models.Q(("withdrawn_for", ""), _negated=True)),
                    _connector="OR",
                ),
                name="followup_evaluation_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="environmentscan",
            constraint=models.CheckConstraint(
                condition=models.Q(("points", ""), _negated=True), name="followup_scan_has_points"
            ),
        ),
        migrations.AddConstraint(
            model_name="environmentscan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    models.Q(
                        ("ended_on__gte", models.F("recorded_on")), models.Q(("withdrawn_for", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="followup_scan_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedinevaluation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("evaluation",),
                name="followup_one_handed_in_stands",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedinevaluation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True),
                    models.Q(("ended_on__gte", models.F("entered_on")), models.Q(("withdrawn_for", ""), _negated=True)),
                    _connector="OR",
                ),
                name="followup_handed_in_withdrawn_says_why",
            ),
        ),
        migrations.AddConstraint(
            model_name="evaluationfollowup",
            constraint=models.UniqueConstraint(fields=("handed_in", "decision"), name="followup_follow_up_once"),
        ),
        migrations.AddConstraint(
            model_name="evaluationfollowup",
            constraint=models.CheckConstraint(
                condition=models.Q(("leads_to", ""), _negated=True), name="followup_follow_up_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="scanuse",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("scan", "body", "year"),
                name="followup_scan_used_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="scanuse",
            constraint=models.CheckConstraint(
                condition=models.Q(("how", ""), _negated=True), name="followup_scan_use_says_how"
            ),
        ),
        migrations.AddConstraint(
            model_name="scanuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_on__isnull", True), ("ended_on__gte", models.F("recorded_on")), _connector="OR"
                ),
                name="followup_scan_use_period",
            ),
        ),
    ]
