"""A further body of a department: by which decision, once at a time, and never one that the department's head sits in."""

import django.db.models.deletion
from django.db import migrations, models

from spelregler.platform.invariants import Forbid, no_overlap


def _meet(one: str, other: str) -> str:
    far = "'9999-12-31'"
    return f'{one}.start < COALESCE({other}."end", {far}) AND {other}.start < COALESCE({one}."end", {far})'


HEAD_SITS_IN_IT = (
    "EXISTS (SELECT 1 FROM organisation_appointment a "
    "JOIN organisation_post p ON p.id = a.post_id AND p.kind = 'department_head' "
    "JOIN organisation_alsoserves v ON v.department_id = p.department_id "
    "JOIN organisation_membership m ON m.person_id = a.person_id "
    "JOIN organisation_seat s ON s.id = m.seat_id AND s.body_id = v.body_id "
    f"WHERE {_meet('m', 'a')} AND {_meet('m', 'v')} AND {_meet('a', 'v')} AND {{row}})"
)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0012_answering_by_decision")]

    operations = [
        migrations.RemoveConstraint(model_name="alsoserves", name="organisation_serves_a_body_once"),
        migrations.AddField(
            model_name="alsoserves",
            name="basis",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisation.basis",
            ),
        ),
        no_overlap(
            table="organisation_alsoserves",
            name="organisation_serves_a_body_once_at_a_time",
            same="body_id",
            where="o.department_id = NEW.department_id",
        ),
        Forbid(
            table="organisation_alsoserves",
            name="organisation_served_body_has_not_the_head",
            when=HEAD_SITS_IN_IT.format(row="v.id = NEW.id"),
        ),
        Forbid(
            table="organisation_membership",
            name="organisation_member_not_head_that_serves",
            when=HEAD_SITS_IN_IT.format(row="m.id = NEW.id"),
        ),
        Forbid(
            table="organisation_appointment",
            name="organisation_head_not_member_of_served",
            when=HEAD_SITS_IN_IT.format(row="a.id = NEW.id"),
        ),
    ]
