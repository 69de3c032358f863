"""Every unit frame has its first day, and a unit has one frame a year in force on any day (MR-39)."""

from django.db import migrations, models
from django.db.models import F, Q

from spelregler.platform.invariants import no_overlap


class Migration(migrations.Migration):
    dependencies = [("frames", "0003_unitframe_give_days")]

    operations = [
        migrations.AlterField(model_name="unitframe", name="start", field=models.DateField()),
        migrations.AddConstraint(
            model_name="unitframe",
            constraint=models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="frames_unitframe_ends_after_start"
            ),
        ),
        no_overlap(
            table="frames_unitframe", name="frames_one_unit_frame_at_a_time", same="unit_id", where="o.year = NEW.year"
        ),
    ]
