"""A seat that a body no longer has closes, so that who sat in it stays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0009_unit_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="seat",
            name="closed_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
