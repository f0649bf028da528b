from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("worker", "0001_create_worker")]
    operations = [migrations.RenameModel(old_name="Tick", new_name="ScheduledJob")]
