"""Reviews of interventions: what was seen, and what followed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("autonomy", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("continue", "Continue"), ("ease", "Ease"), ("renew", "Renew"), ("end", "End")],
                        max_length=10,
                    ),
                ),
                ("seen", models.CharField(max_length=1000)),
                ("reviewed_on", models.DateField()),
                ("reviewed_by", models.CharField(max_length=200)),
                (
                    "intervention",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="autonomy.intervention",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("seen", ""), _negated=True), name="autonomy_review_says_what_was_seen"
                    )
                ]
            },
        ),
    ]
