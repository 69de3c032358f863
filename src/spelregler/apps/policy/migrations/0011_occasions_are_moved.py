"""Occasions of the municipality's year are moved."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("policy", "0010_answers_are_tallied"),
    ]

    operations = [
        migrations.CreateModel(
            name="MovedOccasion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.CharField(max_length=40)),
                ("planned_on", models.DateField()),
                ("moved_to", models.DateField()),
                ("reason", models.CharField(max_length=400)),
                ("revision", models.PositiveSmallIntegerField()),
                ("recorded_on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event", "planned_on", "revision"), name="policy_occasion_moved_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="policy_occasion_moved_for_a_reason"
                    ),
                ],
            },
        ),
    ]
