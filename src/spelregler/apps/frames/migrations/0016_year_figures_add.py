"""The municipality's results, the council's targets, and how deficits are restored."""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0001_initial"),
        ("frames", "0015_forecast_keep_the_proposal"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeficitDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(choices=[("plan", "Plan"), ("exception", "Exception")], max_length=10)),
                ("excepted_ore", models.BigIntegerField(default=0)),
                ("reason", models.CharField(max_length=400)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deficit_decision",
                        to="decisions.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="DeficitStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("amount_ore", models.BigIntegerField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="steps", to="frames.deficitdecision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FinancialTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("target_pct", models.DecimalField(decimal_places=1, max_digits=4)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="decisions.decision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SoundJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("financial", models.CharField(choices=[("met", "Met"), ("not_met", "Not Met")], max_length=10)),
                ("financial_reason", models.CharField(max_length=400)),
                ("operational", models.CharField(choices=[("met", "Met"), ("not_met", "Not Met")], max_length=10)),
                ("operational_reason", models.CharField(max_length=400)),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sound_judgement",
                        to="decisions.decision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="YearFigures",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("budget", "Budget"), ("forecast", "Forecast"), ("outcome", "Outcome")], max_length=10
                    ),
                ),
                ("result_ore", models.BigIntegerField()),
                ("realised_gains_ore", models.BigIntegerField(default=0)),
                ("gains_excepted_ore", models.BigIntegerField(default=0)),
                ("losses_excepted_ore", models.BigIntegerField(default=0)),
                ("unrealised_ore", models.BigIntegerField(default=0)),
                ("unrealised_returned_ore", models.BigIntegerField(default=0)),
                ("to_reserve_ore", models.BigIntegerField(default=0)),
                ("from_reserve_ore", models.BigIntegerField(default=0)),
                ("reserve_before_ore", models.BigIntegerField(default=0)),
                ("taxes_and_grants_ore", models.BigIntegerField(default=0)),
                ("equity_is_negative", models.BooleanField(default=False)),
                (
                    "goals_met_pct",
                    models.DecimalField(
                        blank=True,
                        decimal_places=1,
                        max_digits=4,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(100),
                        ],
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("recorded_by", models.CharField(max_length=200)),
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
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="frames.yearfigures",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "year figures",
            },
        ),
        migrations.AddConstraint(
            model_name="deficitdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("excepted_ore", 0), ("kind", "plan")),
                    models.Q(("excepted_ore__gt", 0), ("kind", "exception")),
                    _connector="OR",
                ),
                name="frames_deficit_plan_or_exception",
            ),
        ),
        migrations.AddConstraint(
            model_name="deficitdecision",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="frames_deficit_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="deficitstep",
            constraint=models.UniqueConstraint(fields=("plan", "year"), name="frames_step_once_per_year"),
        ),
        migrations.AddConstraint(
            model_name="deficitstep",
            constraint=models.CheckConstraint(condition=models.Q(("amount_ore__gt", 0)), name="frames_step_positive"),
        ),
        migrations.AddConstraint(
            model_name="financialtarget",
            constraint=models.UniqueConstraint(fields=("year", "decision"), name="frames_target_once_per_decision"),
        ),
        migrations.AddConstraint(
            model_name="soundjudgement",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("financial_reason", ""), _negated=True),
                    models.Q(("operational_reason", ""), _negated=True),
                ),
                name="frames_judgement_has_reasons",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_reserve_ore__gte", 0),
                    ("gains_excepted_ore__gte", 0),
                    ("losses_excepted_ore__gte", 0),
                    ("realised_gains_ore__gte", 0),
                    ("reserve_before_ore__gte", 0),
                    ("taxes_and_grants_ore__gte", 0),
                    ("to_reserve_ore__gte", 0),
                ),
                name="frames_figures_sizes_not_negative",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(("gains_excepted_ore__lte", models.F("realised_gains_ore"))),
                name="frames_figures_excepted_in_gains",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_reserve_ore__lte", models.F("reserve_before_ore"))),
                name="frames_figures_reserve_has_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearfigures",
            constraint=models.CheckConstraint(
                condition=models.Q(("source", ""), _negated=True), name="frames_figures_have_source"
            ),
        ),
    ]
