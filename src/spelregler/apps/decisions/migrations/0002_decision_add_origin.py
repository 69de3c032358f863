"""A decision says where it comes from, so that the demo can mark what is invented."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="origin",
            field=models.CharField(
                choices=[
                    ("found", "Found"),
                    ("derived", "Derived"),
                    ("invented", "Invented"),
                    ("entered", "Entered"),
                    ("imported", "Imported"),
                ],
                default="entered",
                max_length=10,
            ),
        ),
    ]
