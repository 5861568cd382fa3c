from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("schools", "0008_notes_kept_apart"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="period",
            name="period_starts_once_a_day",
        ),
        migrations.AddField(
            model_name="period",
            name="years",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddConstraint(
            model_name="period",
            constraint=models.UniqueConstraint(
                fields=("year", "starts_on", "years"), name="period_starts_once_a_day"
            ),
        ),
    ]
