from django.db import migrations


class Migration(migrations.Migration):
    """Attempts are counted by foundation.throttling now, in a table of its own; what was counted held for a day."""

    dependencies = [("reporting", "0006_trace_old_copies")]
    run_before = [("throttling", "0001_create_attempts")]  # whose index has the same name, and names are one database's

    operations = [migrations.DeleteModel(name="Attempt")]
