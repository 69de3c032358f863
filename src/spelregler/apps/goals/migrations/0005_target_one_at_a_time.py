"""Every target has its first day, and an indicator has one target for a goal and a year in force on any day."""

from django.db import migrations, models
from django.db.models import F, Q

from spelregler.platform.invariants import no_overlap


class Migration(migrations.Migration):
    dependencies = [("goals", "0004_target_give_days")]

    operations = [
        migrations.AlterField(model_name="target", name="start", field=models.DateField()),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=Q(end__isnull=True) | Q(end__gt=F("start")), name="goals_target_ends_after_start"
            ),
        ),
        no_overlap(
            table="goals_target",
            name="goals_one_target_at_a_time",
            same="goal_id",
            where="o.indicator_id = NEW.indicator_id AND o.year = NEW.year",
        ),
    ]
