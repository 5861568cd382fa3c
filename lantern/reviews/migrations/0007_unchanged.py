"""What was closed and shown is never changed, nor the version of a scheme that was judged by."""

from django.db import migrations

from lantern.unchanged import unchanged

JUDGED = "EXISTS (SELECT 1 FROM judgements_judgement WHERE version_id = OLD.id)"
CLOSED = "EXISTS (SELECT 1 FROM reviews_closure WHERE version_id = OLD.id)"


class Migration(migrations.Migration):
    dependencies = [
        ("judgements", "0005_unchanged"),
        ("reviews", "0006_kept_apart"),
        ("schemes", "0003_kept_apart"),
    ]

    operations = [
        unchanged("reviews", "Closure"),
        unchanged("reviews", "Reopening"),
        unchanged("reviews", "Shown"),
        unchanged("schemes", "SchemeVersion", once=f"{JUDGED} OR {CLOSED}"),
    ]
