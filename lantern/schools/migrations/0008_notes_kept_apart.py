"""The notes of the audit are each school's own; they know a school by its key."""

from django.db import migrations

from lantern.within import Held, hold

SCHOOL = Held("schools_school", "id")


class Migration(migrations.Migration):
    dependencies = [("schools", "0007_set_up"), ("audit", "0003_notes_stand")]

    operations = [hold(Held("audit_note", "school", SCHOOL, points_to="key"))]
