"""A target that is written is held against the others of its goal, indicator and year, which the index finds.

Without it SQLite went through every target of the indicator for each one that was written.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goals", "0014_weigh_what_was_reported")]

    operations = [
        migrations.AddIndex(
            model_name="target",
            index=models.Index(fields=["goal", "indicator", "year"], name="goals_target_of_year"),
        )
    ]
