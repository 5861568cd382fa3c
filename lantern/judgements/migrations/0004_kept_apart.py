"""PostgreSQL keeps the schools apart: what was thought of their children, and a second time."""

from django.db import migrations

from lantern.within import Held, hold

PUPIL = Held("roster_pupil")
PIECE = Held("judgements_piece", "pupil_id", PUPIL)
OPINION = Held("judgements_secondopinion", "piece_id", PIECE)


class Migration(migrations.Migration):
    dependencies = [("judgements", "0003_second_opinions"), ("roster", "0005_kept_apart")]

    operations = [
        hold(
            Held("judgements_judgement", "pupil_id", PUPIL),
            Held("judgements_sample"),
            PIECE,
            OPINION,
            Held("judgements_settlement", "opinion_id", OPINION),
        )
    ]
