"""The English names of departments and units, and of what units were called before.

SQLite builds the tables anew. The two invariants that read departments are lifted meanwhile, and made again as they
were.
"""

from django.db import migrations, models

from spelregler.platform.invariants import Forbid, Lift

NAMED = ("department", "unit", "unitname", "unitpart")
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
READ_DEPARTMENTS = (
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
)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0016_representatives_area")]

    operations = [
        *(Lift(each) for each in READ_DEPARTMENTS),
        *(
            migrations.AddField(
                each, "name_en", models.CharField(blank=True, default="", max_length=120), preserve_default=False
            )
            for each in NAMED
        ),
        *READ_DEPARTMENTS,
    ]
