"""The decision by which a department came under another body."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0010_seats_close"),
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
