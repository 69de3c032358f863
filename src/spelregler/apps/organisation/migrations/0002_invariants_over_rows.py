"""What holds between rows: seats, leading posts and places do not overlap; the two parties never mix."""

from django.db import migrations

from spelregler.platform.invariants import Forbid, no_overlap

LEADING = "('chief_executive', 'department_head', 'unit_manager')"
PERIODS_MEET = "m.start < COALESCE(a.\"end\", '9999-12-31') AND a.start < COALESCE(m.\"end\", '9999-12-31')"
MEMBER_OF_OWN_COMMITTEE = (
    "EXISTS (SELECT 1 FROM organisation_appointment a "
    "JOIN organisation_post p ON p.id = a.post_id AND p.kind IN ('department_head', 'chief_executive') "
    "LEFT JOIN organisation_department d ON d.id = p.department_id "
    "JOIN organisation_membership m ON m.person_id = a.person_id "
    "JOIN organisation_seat s ON s.id = m.seat_id "
    "JOIN organisation_body b ON b.id = s.body_id "
    "WHERE (s.body_id = d.body_id OR (p.kind = 'chief_executive' AND b.kind = 'executive_board')) "
    f"AND {PERIODS_MEET} AND {{row}})"
)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_initial")]

    operations = [
        no_overlap(table="organisation_membership", name="organisation_one_member_per_seat", same="seat_id"),
        no_overlap(table="organisation_placement", name="organisation_unit_in_one_place", same="unit_id"),
        no_overlap(
            table="organisation_appointment",
            name="organisation_one_holder_per_leading_post",
            same="post_id",
            where=f"NEW.post_id IN (SELECT id FROM organisation_post WHERE kind IN {LEADING})",
        ),
        Forbid(
            table="organisation_membership",
            name="organisation_member_not_leading_official",
            when=MEMBER_OF_OWN_COMMITTEE.format(row="m.id = NEW.id"),
        ),
        Forbid(
            table="organisation_appointment",
            name="organisation_leading_official_not_member",
            when=MEMBER_OF_OWN_COMMITTEE.format(row="a.id = NEW.id"),
        ),
    ]
