"""A target that is set after its year shows the decision behind it."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial"), ("goals", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="target",
            name="decision",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="decisions.decision",
            ),
        ),
    ]
