"""PostgreSQL keeps the schools apart: what was counted of their children."""

from django.db import migrations

from lantern.within import Held, hold

PUPIL = Held("roster_pupil")


class Migration(migrations.Migration):
    dependencies = [("habits", "0002_nightly"), ("roster", "0005_kept_apart")]

    operations = [
        hold(
            Held("habits_nightlyfile"),
            Held("habits_attendancemark", "pupil_id", PUPIL),
            Held("habits_attendancetotal", "pupil_id", PUPIL),
            Held("habits_tally", "pupil_id", PUPIL),
        )
    ]
