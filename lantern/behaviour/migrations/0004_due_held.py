"""What is due is kept apart and never changed; nor is a version by which something was given."""

from django.db import migrations

from lantern.unchanged import unchanged
from lantern.within import Held, hold

DUE = Held("behaviour_due")
GIVEN = "EXISTS (SELECT 1 FROM behaviour_given WHERE version_id = OLD.id)"


class Migration(migrations.Migration):
    dependencies = [("behaviour", "0003_due"), ("schemes", "0003_kept_apart")]

    operations = [
        hold(DUE, Held("behaviour_decision", "due_id", DUE)),
        unchanged("behaviour", "Due"),
        unchanged("behaviour", "Decision"),
        unchanged("schemes", "SchemeVersion", once=GIVEN, too="_once_given"),
    ]
