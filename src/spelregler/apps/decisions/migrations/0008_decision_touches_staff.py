from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0007_decision_adjusted_and_effective")]

    operations = [
        migrations.AddField(
            model_name="decision", name="touches_staff", field=models.BooleanField(blank=True, null=True)
        ),
    ]
