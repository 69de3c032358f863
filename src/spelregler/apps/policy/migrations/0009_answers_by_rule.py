from django.db import migrations, models


class Migration(migrations.Migration):
    """A rule's year is read by its rule, however many other rules have answered."""

    dependencies = [("policy", "0008_local_rules")]

    operations = [
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["clause", "seen_from"], name="policy_finding_clause"),
        ),
    ]
