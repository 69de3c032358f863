"""What limits how units work, and what it rests on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("autonomy", "0001_squashed_0002_review"),
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="HowLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("what", models.CharField(max_length=300)),
                (
                    "ground",
                    models.CharField(
                        blank=True,
                        choices=[("law", "law"), ("policy", "policy"), ("intervention", "intervention")],
                        max_length=12,
                    ),
                ),
                ("rests_on", models.CharField(blank=True, max_length=300)),
                ("grounded_on", models.DateField(blank=True, null=True)),
                ("entered_on", models.DateField()),
                ("role", models.CharField(max_length=6)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="how_limits",
                        to="organisation.department",
                    ),
                ),
                (
                    "intervention",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="how_limits",
                        to="autonomy.intervention",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="how_limits",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="autonomy_howlimit_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__isnull", True), ("department__isnull", True), _connector="OR"),
                        name="autonomy_how_limit_has_one_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground", ""), ("grounded_on__isnull", True)),
                            models.Q(models.Q(("ground", ""), _negated=True), ("grounded_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="autonomy_how_limit_ground_has_its_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ground", "intervention"), ("intervention__isnull", False)),
                            models.Q(
                                models.Q(("ground", "intervention"), _negated=True), ("intervention__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="autonomy_how_limit_by_intervention",
                    ),
                ],
            },
        ),
    ]
