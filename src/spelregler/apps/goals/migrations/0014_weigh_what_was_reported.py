"""What was reported before values were weighed is shown to nobody until it has been weighed (ADR 47).

It is weighed by the operation that weighs every value, when the worker starts: the rule is the product's own and may
change, and a migration would go on by what it was once.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("goals", "0013_shown_values"), ("organisation", "0001_initial")]

    operations: list[object] = []
