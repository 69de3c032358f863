"""One total, one frame per committee and one row per line in force on any day; unit frames fit in it (MR-18, MR-39)."""

from django.db import migrations, models
from django.db.models import F, Q

from spelregler.platform.invariants import Forbid, Keep, no_overlap

GIVEN = (
    "(SELECT COALESCE(SUM(u.amount_ore), 0) FROM frames_unitframe u "
    "JOIN frames_committeeframe c ON c.id = u.committee_frame_id "
    'WHERE c.body_id = {body} AND u.year = NEW.year AND u."end" IS NULL)'
)
BODY_OF_NEW = "(SELECT m.body_id FROM frames_committeeframe m WHERE m.id = NEW.committee_frame_id)"
HELD_BY_COMMITTEE = (
    "COALESCE((SELECT f.amount_ore FROM frames_committeeframe f "
    f'WHERE f.body_id = {BODY_OF_NEW} AND f.year = NEW.year AND f."end" IS NULL), 0)'
)


ONE_UNIT_FRAME = no_overlap(
    table="frames_unitframe", name="frames_one_unit_frame_at_a_time", same="unit_id", where="o.year = NEW.year"
)
"""Made by 0004; SQLite loses it when the table is built anew above."""


class Migration(migrations.Migration):
    dependencies = [("frames", "0012_shares_give_days")]

    operations = [
        *(
            operation
            for model in ("councilbudget", "committeeframe", "budgetline")
            for operation in (
                migrations.AlterField(model_name=model, name="start", field=models.DateField()),
                migrations.AddConstraint(
                    model_name=model,
                    constraint=models.CheckConstraint(
                        condition=Q(end__isnull=True) | Q(end__gt=F("start")), name=f"frames_{model}_ends_after_start"
                    ),
                ),
            )
        ),
        migrations.AlterField(model_name="budgetline", name="number", field=models.PositiveSmallIntegerField()),
        *(
            operation
            for model in ("committeeframe", "unitframe")
            for operation in (
                migrations.AddConstraint(
                    model_name=model,
                    constraint=models.CheckConstraint(
                        condition=Q(investment_ore__gte=0), name=f"frames_{model}_investment_not_negative"
                    ),
                ),
                migrations.AddConstraint(
                    model_name=model,
                    constraint=models.CheckConstraint(
                        condition=Q(income_ore__isnull=True) | Q(income_ore__gte=0),
                        name=f"frames_{model}_income_not_negative",
                    ),
                ),
            )
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(condition=Q(amount_ore__gte=0), name="frames_line_not_negative"),
        ),
        migrations.AddConstraint(
            model_name="budgetline",
            constraint=models.CheckConstraint(condition=~Q(label=""), name="frames_line_has_label"),
        ),
        Keep(ONE_UNIT_FRAME),
        no_overlap(table="frames_councilbudget", name="frames_one_total_at_a_time", same="year"),
        no_overlap(
            table="frames_committeeframe",
            name="frames_one_frame_per_committee_at_a_time",
            same="body_id",
            where="o.year = NEW.year",
        ),
        no_overlap(
            table="frames_budgetline",
            name="frames_line_once_at_a_time",
            same="unit_frame_id",
            where="(o.number = NEW.number OR o.label = NEW.label)",
        ),
        Forbid(
            table="frames_unitframe",
            name="frames_units_within_committee",
            when=f'(NEW."end" IS NULL AND {GIVEN.format(body=BODY_OF_NEW)} > {HELD_BY_COMMITTEE})',
        ),
        Forbid(
            table="frames_committeeframe",
            name="frames_committee_covers_units",
            when=f'(NEW."end" IS NULL AND {GIVEN.format(body="NEW.body_id")} > NEW.amount_ore)',
        ),
    ]
