from django.db import migrations, models


class Migration(migrations.Migration):
    """What is adopted already stands on the first version: its floor is the text that the packages had until now."""

    dependencies = [("policy", "0003_one_turn_for_findings")]

    operations = [
        migrations.AddField(
            model_name="adoption",
            name="base",
            field=models.PositiveSmallIntegerField(db_default=1, default=1),
        ),
    ]
