"""An assignment is done in part, and its parts are passed on to units by the head (CP-9, MR-29)."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0005_member_questions"),
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="PartReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("done", models.TextField(max_length=1000)),
                ("left", models.TextField(max_length=1000)),
                ("reported_on", models.DateField()),
                ("reported_by", models.CharField(max_length=200)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="part_reports",
                        to="decisions.assignment",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done", ""), _negated=True), models.Q(("left", ""), _negated=True)
                        ),
                        name="decisions_part_report_says_what_is_left",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=300)),
                ("given_on", models.DateField()),
                ("given_by", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("result", models.TextField(blank=True, max_length=1000)),
                ("reported_on", models.DateField(blank=True, null=True)),
                ("reported_by", models.CharField(blank=True, max_length=200)),
                (
                    "addressee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.post"
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="passed_on", to="decisions.assignment"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assignment", "addressee", "text"), name="decisions_passed_on_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reported_on__isnull", True), ("result", "")),
                            models.Q(models.Q(("result", ""), _negated=True), ("reported_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="decisions_unit_result_has_its_day",
                    ),
                ],
            },
        ),
    ]
