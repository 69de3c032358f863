"""A target carries the days on which it holds. They are filled in by the next migration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("goals", "0002_target_add_decision")]

    operations = [
        migrations.RemoveConstraint(model_name="target", name="goals_target_once"),
        migrations.AddField(model_name="target", name="start", field=models.DateField(null=True)),
        migrations.AddField(model_name="target", name="end", field=models.DateField(blank=True, null=True)),
    ]
