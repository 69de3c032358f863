from django.db import migrations, models

import spelregler.apps.organisation.models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0005_start_day_and_administrator")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="email",
            field=spelregler.apps.organisation.models.FoldedEmailField(blank=True, default="", max_length=254),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(
                condition=models.Q(("email", ""), _negated=True),
                fields=("email",),
                name="organisation_one_person_per_email",
            ),
        ),
    ]
