"""A unit frame carries the days on which it holds. They are filled in by the next migration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("frames", "0001_initial")]

    operations = [
        migrations.RemoveConstraint(model_name="unitframe", name="frames_one_frame_per_unit"),
        migrations.AddField(model_name="unitframe", name="start", field=models.DateField(null=True)),
        migrations.AddField(model_name="unitframe", name="end", field=models.DateField(blank=True, null=True)),
    ]
