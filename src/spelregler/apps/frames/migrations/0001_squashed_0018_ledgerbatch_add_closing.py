"""Total, frames, lines, ledger and forecasts, and what holds between rows.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.invariants import Forbid, no_overlap
from spelregler.platform.squashed import OnlyCreates

GIVEN = (
    "(SELECT COALESCE(SUM(u.amount_ore), 0) FROM frames_unitframe u "
    "JOIN frames_committeeframe c ON c.id = u.committee_frame_id "
    'WHERE c.body_id = {body} AND u.year = NEW.year AND u."end" IS NULL)'
)
BODY_OF_NEW = "(SELECT m.body_id FROM frames_committeeframe m WHERE m.id = NEW.committee_frame_id)"
HELD_BY_COMMITTEE = (
    "COALESCE((SELECT f.amount_ore FROM frames_committeeframe f "
    f'WHERE f.body_id = {BODY_OF_NEW} AND f.year = NEW.year AND f."end" IS NULL), 0)'
)
SUBMITTED = "EXISTS (SELECT 1 FROM frames_proposal p WHERE p.id = NEW.proposal_id AND p.submitted_on IS NOT NULL)"


class Migration(OnlyCreates):
    replaces = [
        ("frames", "0001_initial"),
        ("frames", "0002_unitframe_add_period"),
        ("frames", "0003_unitframe_give_days"),
        ("frames", "0004_unitframe_one_at_a_time"),
        ("frames", "0005_ledgermonth_add"),
        ("frames", "0006_ledgermonth_give_days"),
        ("frames", "0007_voucherlines_add"),
        ("frames", "0008_tablechoice_add"),
        ("frames", "0009_committedsum_add"),
        ("frames", "0010_internalchoice_add"),
        ("frames", "0011_shares_add_period"),
        ("frames", "0012_shares_give_days"),
        ("frames", "0013_shares_hold"),
        ("frames", "0014_proposals_and_moves_add"),
        ("frames", "0015_forecast_keep_the_proposal"),
        ("frames", "0016_year_figures_add"),
        ("frames", "0017_carried_over_add"),
        ("frames", "0018_ledgerbatch_add_closing"),
    ]

    initial = True

    dependencies = [
        ("decisions", "0001_initial"),
        ("organisation", "0004_people_in_use"),
    ]

    operations = [
        migrations.CreateModel(
            name="CarryOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="carry_overs", to="organisation.body"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="carry_over", to="decisions.decision"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CommittedSum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("responsibility", models.CharField(max_length=20)),
                ("month", models.DateField()),
                ("amount_ore", models.BigIntegerField()),
                ("file_name", models.CharField(max_length=200)),
            ],
            options={
                "abstract": False,
                "indexes": [models.Index(fields=["responsibility", "month"], name="frames_committed_month")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="frames_committedsum_ends_after_start",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("end__isnull", True)),
                        fields=("responsibility", "month"),
                        name="frames_committed_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommitteeFrame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("amount_ore", models.BigIntegerField()),
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
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="frames", to="organisation.body"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("investment_ore", models.BigIntegerField(default=0)),
                ("income_ore", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_ore__gte", 0)), name="frames_committee_frame_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="frames_committeeframe_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("investment_ore__gte", 0)),
                        name="frames_committeeframe_investment_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("income_ore__isnull", True), ("income_ore__gte", 0), _connector="OR"),
                        name="frames_committeeframe_income_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("version", models.PositiveSmallIntegerField(default=1)),
                (
                    "track",
                    models.CharField(choices=[("autumn", "Autumn"), ("june", "June")], default="autumn", max_length=10),
                ),
                ("written_by", models.CharField(max_length=200)),
                ("author_role", models.CharField(max_length=10)),
                ("author_body", models.CharField(blank=True, max_length=40)),
                ("written_on", models.DateField()),
                ("submitted_on", models.DateField(blank=True, null=True)),
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
                    "decider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="organisation.body"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="adopted_proposal",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decider", "year", "title", "version"), name="frames_proposal_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision__isnull", True), ("submitted_on__isnull", False), _connector="OR"
                        ),
                        name="frames_adopted_was_submitted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_on__isnull", True),
                            ("submitted_on__gte", models.F("written_on")),
                            _connector="OR",
                        ),
                        name="frames_submitted_after_written",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CouncilBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("total_ore", models.BigIntegerField()),
                ("finance_ore", models.BigIntegerField(default=0)),
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
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("investment_ore", models.BigIntegerField(default=0)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="frames_councilbudget_ends_after_start",
                    )
                ],
            },
        ),
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("excepted_ore", 0), ("kind", "plan")),
                            models.Q(("excepted_ore__gt", 0), ("kind", "exception")),
                            _connector="OR",
                        ),
                        name="frames_deficit_plan_or_exception",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="frames_deficit_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DimensionChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("responsibility_dimension", models.PositiveSmallIntegerField()),
                ("activity_dimension", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("chosen_by", models.CharField(max_length=200)),
                ("chosen_on", models.DateField()),
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("year", "decision"), name="frames_target_once_per_decision")
                ],
            },
        ),
        migrations.CreateModel(
            name="Forecast",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                ("month", models.DateField()),
                ("amount_ore", models.BigIntegerField()),
                ("method", models.CharField(max_length=200)),
                ("comment", models.CharField(blank=True, max_length=400)),
                ("reported_by", models.CharField(max_length=200)),
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
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_forecasts",
                        to="decisions.decision",
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
                        to="organisation.body",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="frames.forecast",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecasts",
                        to="organisation.unit",
                    ),
                ),
                ("proposed_high_ore", models.BigIntegerField(blank=True, null=True)),
                ("proposed_low_ore", models.BigIntegerField(blank=True, null=True)),
                (
                    "proposed_method",
                    models.CharField(
                        blank=True, choices=[("seasonal", "Seasonal"), ("straight", "Straight")], max_length=12
                    ),
                ),
                ("proposed_month", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("proposed_ore", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("unit__isnull", True)),
                            models.Q(("body__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="frames_forecast_for_unit_or_body",
                    ),
                    models.CheckConstraint(
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
                ],
            },
        ),
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
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="forecast_events",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"),
                        name="frames_event_not_ends_before_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("month__gte", 1), ("month__lte", 12)), name="frames_event_in_a_month"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_ore", 0), _negated=True), name="frames_event_has_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="frames_event_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InternalChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("accounts", models.CharField(blank=True, max_length=200)),
                ("chosen_by", models.CharField(max_length=200)),
                ("chosen_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="LedgerBatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file_name", models.CharField(max_length=200)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("company", models.CharField(blank=True, max_length=200)),
                ("first_month", models.DateField()),
                ("last_month", models.DateField()),
                ("vouchers", models.PositiveIntegerField()),
                ("rows", models.PositiveIntegerField()),
                ("ksumma", models.CharField(max_length=8)),
                ("warnings", models.JSONField(default=list)),
                ("imported_on", models.DateField()),
                ("imported_by", models.CharField(max_length=200)),
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
                        default="imported",
                        max_length=10,
                    ),
                ),
                ("responsibility_dimension", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("activity_dimension", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("closing", models.JSONField(blank=True, default=dict)),
            ],
            options={
                "verbose_name_plural": "ledger batches",
            },
        ),
        migrations.CreateModel(
            name="MoveLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("amount_ore", models.BigIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="move_limits", to="organisation.body"
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
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="frames_movelimit_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_ore__gte", 0)), name="frames_move_limit_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResponsibilityCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="responsibility_codes",
                        to="organisation.unit",
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
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("financial_reason", ""), _negated=True),
                            models.Q(("operational_reason", ""), _negated=True),
                        ),
                        name="frames_judgement_has_reasons",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TableChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("responsibility", models.CharField(max_length=80)),
                ("activity", models.CharField(blank=True, max_length=80)),
                ("account", models.CharField(max_length=80)),
                ("month", models.CharField(max_length=80)),
                ("amount", models.CharField(max_length=80)),
                (
                    "money_unit",
                    models.CharField(choices=[("kr", "kr"), ("tkr", "tkr"), ("mnkr", "mnkr")], max_length=4),
                ),
                ("costs_are_negative", models.BooleanField(default=False)),
                ("chosen_by", models.CharField(max_length=200)),
                ("chosen_on", models.DateField()),
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
                "constraints": [
                    models.CheckConstraint(
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
                    models.CheckConstraint(
                        condition=models.Q(("gains_excepted_ore__lte", models.F("realised_gains_ore"))),
                        name="frames_figures_excepted_in_gains",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("from_reserve_ore__lte", models.F("reserve_before_ore"))),
                        name="frames_figures_reserve_has_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="frames_figures_have_source"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CarriedShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("net_ore", models.BigIntegerField(default=0)),
                ("investment_ore", models.BigIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
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
                (
                    "carry_over",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="frames.carryover"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("unit__isnull", True)),
                            models.Q(("body__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="frames_carried_unit_or_body",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("investment_ore", 0), ("net_ore", 0), _negated=True),
                        name="frames_carried_share_is_something",
                    ),
                    models.UniqueConstraint(fields=("carry_over", "body"), name="frames_carried_body_once"),
                    models.UniqueConstraint(fields=("carry_over", "unit"), name="frames_carried_unit_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitFrame",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("amount_ore", models.BigIntegerField()),
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
                    "committee_frame",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_frames",
                        to="frames.committeeframe",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="frames", to="organisation.unit"
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("investment_ore", models.BigIntegerField(default=0)),
                ("income_ore", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount_ore__gte", 0)), name="frames_unit_frame_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="frames_unitframe_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("investment_ore__gte", 0)), name="frames_unitframe_investment_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("income_ore__isnull", True), ("income_ore__gte", 0), _connector="OR"),
                        name="frames_unitframe_income_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsequenceNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("written_on", models.DateField()),
                ("written_by", models.CharField(max_length=200)),
                ("role", models.CharField(max_length=200)),
                (
                    "about",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="frames.proposal"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="frames_consequence_has_text"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("total", "total"),
                            ("finance", "finance"),
                            ("committee", "committee"),
                            ("unit", "unit"),
                        ],
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=60)),
                ("cost_ore", models.BigIntegerField(default=0)),
                ("income_ore", models.BigIntegerField(default=0)),
                ("investment_ore", models.BigIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="frames.proposal"
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
                    models.UniqueConstraint(fields=("proposal", "year", "key"), name="frames_proposed_share_once"),
                    models.CheckConstraint(
                        condition=models.Q(("investment_ore__gte", 0)), name="frames_proposed_investment_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("body__isnull", True), ("level", "total"), ("unit__isnull", True)),
                            models.Q(("body__isnull", True), ("level", "finance"), ("unit__isnull", True)),
                            models.Q(("body__isnull", False), ("level", "committee"), ("unit__isnull", True)),
                            models.Q(("body__isnull", False), ("level", "unit"), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="frames_proposed_share_has_its_place",
                    ),
                ],
            },
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
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "year"), name="frames_step_once_per_year"),
                    models.CheckConstraint(condition=models.Q(("amount_ore__gt", 0)), name="frames_step_positive"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reprioritisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("expected", models.CharField(max_length=300)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprioritisations",
                        to="organisation.body",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprioritisation",
                        to="decisions.decision",
                    ),
                ),
                (
                    "forecast",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reprioritisations",
                        to="frames.forecast",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("expected", ""), _negated=True), name="frames_reprioritisation_has_effect"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerMonth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("month", models.DateField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="months", to="frames.ledgerbatch"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("batch", "month"), name="frames_month_once_per_batch"),
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"),
                        name="frames_ledgermonth_not_ends_before_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerSum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("responsibility", models.CharField(blank=True, max_length=20)),
                ("activity", models.CharField(blank=True, max_length=20)),
                ("month", models.DateField()),
                ("account", models.CharField(max_length=12)),
                ("amount_ore", models.BigIntegerField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sums", to="frames.ledgerbatch"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_sums",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["month", "unit"], name="frames_sum_month_unit")],
            },
        ),
        migrations.CreateModel(
            name="VoucherLines",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("responsibility", models.CharField(max_length=20)),
                ("month", models.DateField()),
                ("encoding", models.CharField(max_length=10)),
                ("packed", models.BinaryField()),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="voucher_lines",
                        to="frames.ledgerbatch",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "voucher lines",
                "indexes": [models.Index(fields=["responsibility", "month"], name="frames_voucher_lines_month")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("batch", "responsibility", "month"), name="frames_voucher_lines_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UnitMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("amount_ore", models.BigIntegerField()),
                ("reason", models.CharField(max_length=300)),
                ("above_limit", models.BooleanField()),
                ("proposed_on", models.DateField()),
                ("proposed_by", models.CharField(max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("proposed", "Proposed"), ("moved", "Moved"), ("declined", "Declined")],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("from_after_ore", models.BigIntegerField(blank=True, null=True)),
                ("to_after_ore", models.BigIntegerField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="unit_moves", to="organisation.body"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="unit_moves",
                        to="decisions.decision",
                    ),
                ),
                (
                    "from_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
                (
                    "limit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="frames.movelimit",
                    ),
                ),
                (
                    "to_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_ore__gt", 0)), name="frames_unit_move_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("from_unit", models.F("to_unit")), _negated=True),
                        name="frames_unit_move_between_two_units",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="frames_unit_move_has_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("above_limit", True), ("outcome", "moved"), _negated=True),
                            ("decision__isnull", False),
                            _connector="OR",
                        ),
                        name="frames_above_limit_is_decided",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("label", models.CharField(max_length=80)),
                ("amount_ore", models.BigIntegerField()),
                (
                    "unit_frame",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="frames.unitframe"
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("number", models.PositiveSmallIntegerField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="frames_budgetline_ends_after_start",
                    ),
                    models.CheckConstraint(condition=models.Q(("amount_ore__gte", 0)), name="frames_line_not_negative"),
                    models.CheckConstraint(
                        condition=models.Q(("label", ""), _negated=True), name="frames_line_has_label"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReprioritisedShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before_ore", models.BigIntegerField()),
                ("after_ore", models.BigIntegerField()),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "reprioritisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="shares", to="frames.reprioritisation"
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
                        condition=models.Q(
                            models.Q(("body__isnull", False), ("unit__isnull", True)),
                            models.Q(("body__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="frames_reprioritised_unit_or_body",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LineMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount_ore", models.BigIntegerField()),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("moved_on", models.DateField()),
                ("moved_by", models.CharField(max_length=200)),
                ("approval_asked_of", models.CharField(blank=True, max_length=200)),
                (
                    "from_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.budgetline"
                    ),
                ),
                (
                    "to_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="frames.budgetline"
                    ),
                ),
                (
                    "unit_frame",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="moves", to="frames.unitframe"
                    ),
                ),
                ("from_after_ore", models.BigIntegerField(blank=True, null=True)),
                ("to_after_ore", models.BigIntegerField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_ore__gt", 0)), name="frames_move_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("from_line", models.F("to_line")), _negated=True),
                        name="frames_move_between_two_lines",
                    ),
                ],
            },
        ),
        no_overlap(table="frames_ledgermonth", name="frames_one_ledger_a_month", same="month"),
        no_overlap(
            table="frames_unitframe", name="frames_one_unit_frame_at_a_time", same="unit_id", where="o.year = NEW.year"
        ),
        no_overlap(table="frames_councilbudget", name="frames_one_total_at_a_time", same="year"),
        no_overlap(
            table="frames_committeeframe",
            name="frames_one_frame_per_committee_at_a_time",
            same="body_id",
            where="o.year = NEW.year",
        ),
        no_overlap(
            table="frames_budgetline",
            name="frames_line_once_at_a_time",
            same="unit_frame_id",
            where="(o.number = NEW.number OR o.label = NEW.label)",
        ),
        Forbid(
            table="frames_unitframe",
            name="frames_units_within_committee",
            when=f'(NEW."end" IS NULL AND {GIVEN.format(body=BODY_OF_NEW)} > {HELD_BY_COMMITTEE})',
        ),
        Forbid(
            table="frames_committeeframe",
            name="frames_committee_covers_units",
            when=f'(NEW."end" IS NULL AND {GIVEN.format(body="NEW.body_id")} > NEW.amount_ore)',
        ),
        Forbid(table="frames_proposedshare", name="frames_submitted_is_never_changed", when=SUBMITTED),
        no_overlap(table="frames_movelimit", name="frames_one_move_limit_at_a_time", same="body_id"),
    ]
