"""From vision to action, what is reported, and what holds between rows.

In one step what the files that it replaces do in many (ADR 40).
"""

import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.invariants import no_overlap
from spelregler.platform.squashed import OnlyCreates


class Migration(OnlyCreates):
    replaces = [
        ("goals", "0001_initial"),
        ("goals", "0002_target_add_decision"),
        ("goals", "0003_target_add_period"),
        ("goals", "0004_target_give_days"),
        ("goals", "0005_target_one_at_a_time"),
        ("goals", "0006_reported_values"),
        ("goals", "0007_goal_has_owner"),
        ("goals", "0008_plans_beside_running"),
        ("goals", "0009_plan_taken_up_again"),
        ("goals", "0010_corrections_name_their_role"),
        ("goals", "0011_definitions_are_dated"),
        ("goals", "0012_vision_in_dialogue"),
    ]

    initial = True

    dependencies = [
        ("decisions", "0001_initial"),
        ("organisation", "0004_people_in_use"),
    ]

    operations = [
        migrations.CreateModel(
            name="Indicator",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("unit_of_measure", models.CharField(max_length=40)),
                ("decimals", models.PositiveSmallIntegerField(default=1)),
                ("direction", models.CharField(choices=[("higher", "Higher"), ("lower", "Lower")], max_length=8)),
                ("noise", models.DecimalField(decimal_places=4, default=0, max_digits=14)),
                ("months_between", models.PositiveSmallIntegerField(default=12)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("kolada_id", models.CharField(blank=True, max_length=10)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.post",
                    ),
                ),
                ("by_sex", models.BooleanField(default=False)),
                ("formula", models.CharField(blank=True, max_length=300)),
                ("minutes", models.PositiveSmallIntegerField(default=15)),
                (
                    "small_numbers",
                    models.CharField(
                        choices=[("cases", "Cases"), ("count", "Count"), ("answers", "Answers"), ("none", "None")],
                        default="cases",
                        max_length=8,
                    ),
                ),
                (
                    "adds_up",
                    models.CharField(
                        choices=[("ratio", "Ratio"), ("mean", "Mean"), ("sum", "Sum"), ("last", "Last")],
                        default="ratio",
                        max_length=5,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("noise__gte", 0)), name="goals_noise_not_negative")
                ],
            },
        ),
        migrations.CreateModel(
            name="Vision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("text", models.CharField(max_length=300)),
                ("text_en", models.CharField(blank=True, max_length=300)),
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
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="goals_vision_ends_after_start",
                    )
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
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("decided_on", models.DateField()),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="organisation.department"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plans",
                        to="organisation.unit",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("reopened_by", models.CharField(blank=True, max_length=200)),
                ("reopened_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_on__isnull", True), ("unit__isnull", False)),
                        fields=("year", "unit"),
                        name="goals_unit_plan_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reopened_on__isnull", True), ("unit__isnull", True)),
                        fields=("year", "department"),
                        name="goals_action_plan_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reopened_on__isnull", True),
                            models.Q(
                                ("reopened_on__gte", models.F("decided_on")),
                                models.Q(("reopened_by", ""), _negated=True),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="goals_reopened_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VisionDialogue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField()),
                ("audience", models.CharField(max_length=200)),
                ("taken_in", models.CharField(blank=True, max_length=600)),
                ("feedback_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("feedback_on__isnull", True),
                            models.Q(
                                ("feedback_on__gte", models.F("held_on")), models.Q(("taken_in", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="goals_feedback_tells_what_was_taken_in",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DefinitionChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_on", models.DateField()),
                ("changes", models.JSONField()),
                ("breaks_series", models.BooleanField(default=False)),
                ("reason", models.CharField(blank=True, max_length=400)),
                ("by", models.CharField(max_length=200)),
                ("by_person", models.CharField(blank=True, max_length=100)),
                ("role", models.CharField(blank=True, max_length=200)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="definitions", to="goals.indicator"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("breaks_series", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="goals_series_break_has_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                (
                    "sex",
                    models.CharField(choices=[("T", "Total"), ("K", "Women"), ("M", "Men")], default="T", max_length=1),
                ),
                ("value", models.DecimalField(decimal_places=4, max_digits=16)),
                ("numerator", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                ("denominator", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
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
                ("source", models.CharField(blank=True, max_length=120)),
                ("comment", models.CharField(blank=True, max_length=400)),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="measurements", to="goals.indicator"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="goals.measurement",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measurements",
                        to="organisation.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("denominator__isnull", True), ("denominator__gt", 0), _connector="OR"),
                        name="goals_denominator_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("period_end__gt", models.F("period_start"))),
                        name="goals_measurement_period",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Goal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                ("code", models.SlugField(max_length=60, unique=True)),
                (
                    "level",
                    models.CharField(
                        choices=[("municipal", "Municipal"), ("committee", "Committee"), ("unit", "Unit")],
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("why", models.CharField(blank=True, max_length=400)),
                (
                    "aggregate",
                    models.CharField(
                        choices=[("mean", "Mean"), ("worst", "Worst"), ("weighted", "Weighted")],
                        default="mean",
                        max_length=10,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="organisation.body",
                    ),
                ),
                (
                    "coordinated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="decisions.decision",
                    ),
                ),
                ("parents", models.ManyToManyField(blank=True, related_name="children", to="goals.goal")),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="organisation.unit",
                    ),
                ),
                (
                    "vision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="goals",
                        to="goals.vision",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.post",
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="goals.goal",
                    ),
                ),
                (
                    "coordination",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="goals_goal_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "unit"), ("unit__isnull", False)),
                            models.Q(models.Q(("level", "unit"), _negated=True), ("body__isnull", False)),
                            _connector="OR",
                        ),
                        name="goals_goal_has_owner",
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
                ("role", models.CharField(blank=True, max_length=200)),
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
        migrations.CreateModel(
            name="Action",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.SlugField(max_length=60, unique=True)),
                ("title", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("statutory_duty", models.CharField(blank=True, max_length=120)),
                ("start", models.DateField()),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(blank=True, null=True)),
                (
                    "department",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="organisation.department",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.post",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actions",
                        to="organisation.unit",
                    ),
                ),
                ("goals", models.ManyToManyField(blank=True, related_name="actions", to="goals.goal")),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continued_by",
                        to="goals.action",
                    ),
                ),
                ("effect", models.CharField(blank=True, max_length=400)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gte", models.F("start"))), name="goals_action_due_after_start"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="GoalJudgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_on", models.DateField()),
                ("year", models.PositiveSmallIntegerField()),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("met", "Met"),
                            ("partly_met", "Partly Met"),
                            ("not_met", "Not Met"),
                            ("not_measurable", "Not Measurable"),
                        ],
                        max_length=16,
                    ),
                ),
                ("reason", models.CharField(max_length=400)),
                ("judged_by", models.CharField(max_length=200)),
                (
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="judgements", to="goals.goal"
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="goals.goaljudgement",
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
                ("role", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="goals_judgement_has_reason"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="JobAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=600)),
                ("given_on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                ("followed_up_on", models.DateField(blank=True, null=True)),
                ("goals", models.ManyToManyField(related_name="+", to="goals.goal")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.person"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="organisation.unit"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "unit", "year"), name="goals_job_assignment_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="goals_job_assignment_has_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("value", models.DecimalField(decimal_places=4, max_digits=16)),
                ("baseline", models.DecimalField(blank=True, decimal_places=4, max_digits=16, null=True)),
                ("weight", models.DecimalField(decimal_places=2, default=1, max_digits=6)),
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
                    "goal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="goals.goal"
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="goals.indicator"
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
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("weight__gt", 0)), name="goals_weight_positive"),
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gt", models.F("start")), _connector="OR"),
                        name="goals_target_ends_after_start",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RollOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField()),
                ("done_on", models.DateField()),
                ("by", models.CharField(max_length=200)),
                ("undone_on", models.DateField(blank=True, null=True)),
                ("undone_by", models.CharField(blank=True, max_length=200)),
                ("actions", models.ManyToManyField(blank=True, related_name="+", to="goals.action")),
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
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.department",
                    ),
                ),
                ("goals", models.ManyToManyField(blank=True, related_name="+", to="goals.goal")),
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
                            models.Q(("body__isnull", False), ("department__isnull", True), ("unit__isnull", True)),
                            models.Q(("body__isnull", True), ("department__isnull", False), ("unit__isnull", True)),
                            models.Q(("body__isnull", True), ("department__isnull", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="goals_roll_over_has_one_owner",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("undone_on__isnull", True), ("undone_on__gte", models.F("done_on")), _connector="OR"
                        ),
                        name="goals_undone_after_done",
                    ),
                ],
            },
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
        no_overlap(
            table="goals_target",
            name="goals_one_target_at_a_time",
            same="goal_id",
            where="o.indicator_id = NEW.indicator_id AND o.year = NEW.year",
        ),
    ]
