import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evaluation", "0004_yearly_evaluations"),
        ("organisation", "0017_names_in_english"),
    ]

    operations = [
        migrations.CreateModel(
            name="SurveyResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "theme",
                    models.CharField(
                        choices=[
                            ("influence", "influence"),
                            ("goals", "goals"),
                            ("climate", "climate"),
                            ("service", "service"),
                            ("users", "users"),
                        ],
                        max_length=10,
                    ),
                ),
                ("survey", models.CharField(max_length=120)),
                ("held_on", models.DateField()),
                ("answers", models.PositiveIntegerField()),
                (
                    "measure",
                    models.CharField(
                        choices=[("share", "share"), ("index", "index"), ("mean_5", "mean_5"), ("mean_10", "mean_10")],
                        max_length=8,
                    ),
                ),
                ("value", models.DecimalField(decimal_places=2, max_digits=5)),
                ("role", models.CharField(max_length=6)),
                ("recorded_on", models.DateField()),
                ("ended_on", models.DateField(blank=True, null=True)),
                ("withdrawn_for", models.CharField(blank=True, max_length=400)),
                (
                    "department",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_results",
                        to="organisation.department",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_on__isnull", True)),
                        fields=("theme", "department", "held_on"),
                        name="evaluation_survey_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("department__isnull", True), ("ended_on__isnull", True)),
                        fields=("theme", "held_on"),
                        name="evaluation_survey_once_of_the_whole",
                    ),
                    models.CheckConstraint(condition=models.Q(("answers__gte", 10)), name="evaluation_survey_of_many"),
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0), ("value__lte", 100)), name="evaluation_survey_on_a_scale"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True), ("ended_on__gte", models.F("recorded_on")), _connector="OR"
                        ),
                        name="evaluation_survey_ends_after_start",
                    ),
                ],
            },
        ),
    ]
