"""A place's part of what is carried over is called what the decision is called."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("frames", "0020_ledgerbatch_add_organisation_number"),
    ]

    operations = [
        migrations.RenameModel(old_name="CarriedShare", new_name="CarryOverShare"),
    ]
