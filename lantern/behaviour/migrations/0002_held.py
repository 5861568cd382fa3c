"""PostgreSQL keeps the schools apart; and what was given is added to, never changed."""

from django.db import migrations

from lantern.unchanged import unchanged
from lantern.within import Held, hold


class Migration(migrations.Migration):
    dependencies = [("behaviour", "0001_initial")]

    operations = [
        hold(
            Held("behaviour_given"),
            Held("behaviour_move"),
            Held("behaviour_takenback"),
        ),
        unchanged("behaviour", "Given"),
        unchanged("behaviour", "Move"),
        unchanged("behaviour", "TakenBack"),
    ]
