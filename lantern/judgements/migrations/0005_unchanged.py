"""What was judged is added to, and never changed; nor is a second opinion."""

from django.db import migrations

from lantern.unchanged import unchanged


class Migration(migrations.Migration):
    dependencies = [("judgements", "0004_kept_apart")]

    operations = [
        unchanged("judgements", "Judgement"),
        unchanged("judgements", "SecondOpinion"),
    ]
