import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial"), ("goals", "0011_definitions_are_dated")]

    operations = [
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
                                ("feedback_on__gte", models.F("held_on")),
                                models.Q(("taken_in", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="goals_feedback_tells_what_was_taken_in",
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="goal",
            name="coordination",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.decision",
            ),
        ),
        migrations.AddField(model_name="action", name="effect", field=models.CharField(blank=True, max_length=400)),
    ]
