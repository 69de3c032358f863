"""The decision by which a department came under another body."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0011_leavers_made_anonymous"),
    ]

    operations = [
        migrations.AddField(
            model_name="answering",
            name="basis",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.basis",
            ),
        ),
    ]
