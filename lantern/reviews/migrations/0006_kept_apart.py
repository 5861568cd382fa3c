"""PostgreSQL keeps the schools apart: what was closed, shown, printed and asked for."""

from django.db import migrations

from lantern.within import Held, hold

PUPIL, CLASS = Held("roster_pupil"), Held("roster_schoolclass")
CLOSURE = Held("reviews_closure", "school_class_id", CLASS)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_reminder"), ("roster", "0005_kept_apart")]

    operations = [
        hold(
            CLOSURE,
            Held("reviews_reopening", "closure_id", CLOSURE),
            Held("reviews_shown", "pupil_id", PUPIL),
            Held("reviews_printrun"),
            Held("reviews_reminder", "school_class_id", CLASS),
        )
    ]
