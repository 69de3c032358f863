import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.squashed import OnlyCreates


class Migration(OnlyCreates):
    dependencies = [("goals", "0012_vision_in_dialogue")]

    operations = [
        migrations.CreateModel(
            name="ShownValue",
            fields=[
                (
                    "measurement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="shown",
                        serialize=False,
                        to="goals.measurement",
                    ),
                ),
                ("shown_on", models.DateField()),
            ],
        ),
        migrations.CreateModel(
            name="Weighing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("weighed_on", models.DateField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="weighings", to="goals.indicator"
                    ),
                ),
                (
                    "last",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="goals.measurement"
                    ),
                ),
            ],
        ),
    ]
