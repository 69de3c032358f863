from django.db import migrations

from spelregler.platform.audit.append_only import TABLES


class Migration(migrations.Migration):
    """From here on the database refuses to change or remove a row of the trail."""

    dependencies = [("audit", "0003_renew_the_chain")]

    operations = [migrations.RemoveField("auditrow", "details"), *TABLES]
