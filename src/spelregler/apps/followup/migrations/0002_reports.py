"""Reports of results: occasions, what is written and handed in, and how bodies valued it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("attachments", "0001_attachments"),
        ("decisions", "0007_decision_adjusted_and_effective"),
        ("followup", "0001_dialogues"),
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="HandedIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("handed_on", models.DateField()),
                ("role", models.CharField(max_length=6)),
                ("correction", models.CharField(blank=True, max_length=600)),
                ("reopened_on", models.DateField(blank=True, null=True)),
                ("reopened_for", models.CharField(blank=True, max_length=600)),
                ("is_returned", models.BooleanField(default=False)),
                (
                    "pdf",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="attachments.attachment",
                    ),
                ),
                (
                    "word",
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
            name="KeptFigure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=60)),
                ("name", models.CharField(max_length=300)),
                ("name_en", models.CharField(blank=True, max_length=300)),
                ("amount_ore", models.BigIntegerField(blank=True, null=True)),
                ("value", models.CharField(blank=True, max_length=100)),
                ("target", models.CharField(blank=True, max_length=100)),
                ("day", models.DateField(blank=True, null=True)),
                (
                    "handed_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="figures", to="followup.handedin"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(blank=True, max_length=8000)),
                ("source", models.CharField(blank=True, max_length=200)),
                (
                    "figures",
                    models.CharField(
                        choices=[("none", "None"), ("money", "Money"), ("goals", "Goals")],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "handed_in",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="followup.handedin"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Occasion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("monthly", "monthly"),
                            ("tertial", "tertial"),
                            ("interim", "interim"),
                            ("annual", "annual"),
                            ("planning", "planning"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("event", models.CharField(blank=True, max_length=40)),
                ("period_start", models.DateField()),
                ("period_end", models.DateField()),
                ("units_by", models.DateField()),
                ("due_on", models.DateField()),
                ("top_by", models.DateField(blank=True, null=True)),
                ("opened_on", models.DateField()),
                (
                    "top",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.body",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("unit", "Unit"), ("department", "Department"), ("municipality", "Municipality")],
                        max_length=12,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results_reports",
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
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="followup.occasion"
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
        migrations.AddField(
            model_name="handedin",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="handed_in", to="followup.report"
            ),
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("instruction", models.CharField(blank=True, max_length=1000)),
                (
                    "figures",
                    models.CharField(
                        choices=[("none", "None"), ("money", "Money"), ("goals", "Goals")],
                        default="none",
                        max_length=10,
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="followup.occasion"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TakenUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_on", models.DateField()),
                (
                    "kept",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taken_up", to="followup.kepttext"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="taken_up", to="followup.report"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="followup.section"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Text",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=8000)),
                ("version", models.PositiveIntegerField(default=0)),
                ("written_on", models.DateField()),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="followup.report"
                    ),
                ),
                (
                    "section",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="followup.section"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OtherText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=8000)),
                ("written_by", models.CharField(max_length=200)),
                ("kept_on", models.DateField()),
                ("settled_on", models.DateField(blank=True, null=True)),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="others", to="followup.text"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Valuation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("satisfied", "satisfied"),
                            ("asks", "asks"),
                            ("acts", "acts"),
                            ("accepts", "accepts"),
                            ("filed", "filed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=600)),
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
                        on_delete=django.db.models.deletion.PROTECT, related_name="valuations", to="followup.handedin"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.UniqueConstraint(
                fields=("kind", "period_start", "period_end"), name="followup_occasion_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("period_end__gt", models.F("period_start"))), name="followup_occasion_has_a_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("units_by"))), name="followup_occasion_days_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="occasion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("top__isnull", True), ("top_by__isnull", True)),
                    models.Q(("top__isnull", False), ("top_by__gte", models.F("due_on"))),
                    _connector="OR",
                ),
                name="followup_occasion_top_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "unit")), fields=("occasion", "unit"), name="followup_one_report_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "department")),
                fields=("occasion", "department"),
                name="followup_one_report_a_department",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.UniqueConstraint(
                condition=models.Q(("level", "municipality")),
                fields=("occasion",),
                name="followup_one_report_of_the_whole",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("department__isnull", False), ("level", "unit"), ("unit__isnull", False)),
                    models.Q(("department__isnull", False), ("level", "department"), ("unit__isnull", True)),
                    models.Q(("department__isnull", True), ("level", "municipality"), ("unit__isnull", True)),
                    _connector="OR",
                ),
                name="followup_report_has_its_place",
            ),
        ),
        migrations.AddConstraint(
            model_name="handedin",
            constraint=models.UniqueConstraint(fields=("report", "number"), name="followup_handed_in_once"),
        ),
        migrations.AddConstraint(
            model_name="handedin",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reopened_on__isnull", True)), fields=("report",), name="followup_one_that_holds"
            ),
        ),
        migrations.AddConstraint(
            model_name="handedin",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reopened_for", ""), ("reopened_on__isnull", True)),
                    models.Q(("reopened_on__isnull", False), models.Q(("reopened_for", ""), _negated=True)),
                    _connector="OR",
                ),
                name="followup_reopened_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.UniqueConstraint(fields=("occasion", "title"), name="followup_section_once"),
        ),
        migrations.AddConstraint(
            model_name="section",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="followup_section_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="takenup",
            constraint=models.UniqueConstraint(fields=("report", "kept"), name="followup_taken_up_once"),
        ),
        migrations.AddConstraint(
            model_name="text",
            constraint=models.UniqueConstraint(fields=("report", "section"), name="followup_text_once"),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.UniqueConstraint(
                fields=("handed_in", "decision"), name="followup_valued_once_by_a_decision"
            ),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome__in", ["satisfied", "filed"]), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="followup_valued_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="valuation",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", "acts"), ("assignment__isnull", True), _connector="OR"),
                name="followup_assigned_when_it_acts",
            ),
        ),
    ]
