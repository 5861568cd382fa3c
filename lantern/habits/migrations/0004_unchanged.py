"""What was counted is added to, and never changed."""

from django.db import migrations

from lantern.unchanged import unchanged


class Migration(migrations.Migration):
    dependencies = [("habits", "0003_kept_apart")]

    operations = [
        unchanged("habits", "AttendanceMark"),
        unchanged("habits", "AttendanceTotal"),
        unchanged("habits", "Tally"),
    ]
