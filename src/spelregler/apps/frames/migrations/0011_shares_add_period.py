"""The council's total, committees' frames and units' lines carry days, and frames tell income and investment.

The days are filled in by the next migration.
"""

from django.db import migrations, models

from spelregler.platform.invariants import Keep, no_overlap

ONE_UNIT_FRAME = no_overlap(
    table="frames_unitframe", name="frames_one_unit_frame_at_a_time", same="unit_id", where="o.year = NEW.year"
)


class Migration(migrations.Migration):
    dependencies = [("frames", "0010_internalchoice_add")]

    operations = [
        Keep(ONE_UNIT_FRAME),
        migrations.RemoveConstraint(model_name="committeeframe", name="frames_one_frame_per_committee"),
        migrations.RemoveConstraint(model_name="budgetline", name="frames_line_once"),
        migrations.AlterField(model_name="councilbudget", name="year", field=models.PositiveSmallIntegerField()),
        *(
            operation
            for model in ("councilbudget", "committeeframe", "budgetline")
            for operation in (
                migrations.AddField(model_name=model, name="start", field=models.DateField(null=True)),
                migrations.AddField(model_name=model, name="end", field=models.DateField(blank=True, null=True)),
            )
        ),
        migrations.AddField(model_name="budgetline", name="number", field=models.PositiveSmallIntegerField(null=True)),
        *(
            migrations.AddField(model_name=model, name="investment_ore", field=models.BigIntegerField(default=0))
            for model in ("councilbudget", "committeeframe", "unitframe")
        ),
        *(
            migrations.AddField(
                model_name=model, name="income_ore", field=models.BigIntegerField(blank=True, null=True)
            )
            for model in ("committeeframe", "unitframe")
        ),
        *(
            migrations.AddField(model_name="linemove", name=name, field=models.BigIntegerField(blank=True, null=True))
            for name in ("from_after_ore", "to_after_ore")
        ),
    ]
