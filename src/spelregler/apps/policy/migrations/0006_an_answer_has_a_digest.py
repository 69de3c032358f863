from django.db import migrations, models


class Migration(migrations.Migration):
    """Filled in the next time that the rules are asked; until then the answers are compared word by word."""

    dependencies = [("policy", "0005_answers_are_counted")]

    operations = [
        migrations.AddField(
            model_name="finding",
            name="digest",
            field=models.CharField(db_default="", default="", editable=False, max_length=32),
        ),
    ]
