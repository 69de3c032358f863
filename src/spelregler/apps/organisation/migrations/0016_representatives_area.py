"""The area that a union or safety representative is registered for (MR-50). Nobody else represents anybody."""

from django.db import migrations, models

from spelregler.platform.invariants import Forbid


class Migration(migrations.Migration):
    dependencies = [("organisation", "0015_appointments_taken_back")]

    operations = [
        migrations.AddField(
            "post",
            "represents",
            models.CharField(
                blank=True,
                null=True,
                choices=[("unit", "Unit"), ("department", "Department"), ("municipality", "Municipality")],
                max_length=12,
            ),
        ),
        Forbid(
            table="organisation_post",
            name="organisation_only_representatives_represent",
            when="NEW.represents IS NOT NULL AND NEW.kind NOT IN ('union_representative', 'safety_representative')",
        ),
    ]
