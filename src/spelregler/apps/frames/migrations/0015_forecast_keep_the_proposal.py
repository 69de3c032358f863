"""Known events of a unit's year, and the computed proposal kept beside the manager's own forecast."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
        ("frames", "0014_proposals_and_moves_add"),
        ("organisation", "0003_department_add_instruction"),
    ]

    operations = [
        migrations.CreateModel(
            name="ForecastEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.PositiveSmallIntegerField()),
                ("amount_ore", models.BigIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("one_off", "One Off"), ("frame_change", "Frame Change")],
                        default="one_off",
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
                ("told_by", models.CharField(max_length=200)),
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
            ],
        ),
        migrations.AddField(
            model_name="forecast",
            name="proposed_high_ore",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="forecast",
            name="proposed_low_ore",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="forecast",
            name="proposed_method",
            field=models.CharField(
                blank=True, choices=[("seasonal", "Seasonal"), ("straight", "Straight")], max_length=12
            ),
        ),
        migrations.AddField(
            model_name="forecast",
            name="proposed_month",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="forecast",
            name="proposed_ore",
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="forecast",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("proposed_high_ore__isnull", True),
                        ("proposed_low_ore__isnull", True),
                        ("proposed_method", ""),
                        ("proposed_month__isnull", True),
                        ("proposed_ore__isnull", True),
                    ),
                    models.Q(
                        ("proposed_high_ore__gte", models.F("proposed_ore")),
                        ("proposed_high_ore__isnull", False),
                        ("proposed_low_ore__isnull", False),
                        ("proposed_low_ore__lte", models.F("proposed_ore")),
                        ("proposed_month__isnull", False),
                        ("proposed_ore__isnull", False),
                        models.Q(("proposed_method", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="frames_forecast_proposal_is_whole",
            ),
        ),
        migrations.AddField(
            model_name="forecastevent",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="forecast_events", to="organisation.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="forecastevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"),
                name="frames_event_not_ends_before_start",
            ),
        ),
        migrations.AddConstraint(
            model_name="forecastevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("month__gte", 1), ("month__lte", 12)), name="frames_event_in_a_month"
            ),
        ),
        migrations.AddConstraint(
            model_name="forecastevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount_ore", 0), _negated=True), name="frames_event_has_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="forecastevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="frames_event_has_reason"
            ),
        ),
    ]
