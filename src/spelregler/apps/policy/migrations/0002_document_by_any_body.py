from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="documentversion", name="adopted_by", field=models.CharField(blank=True, max_length=120)
        )
    ]
