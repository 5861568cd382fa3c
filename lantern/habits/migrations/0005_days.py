"""What was counted on a day, and which week's number is only what its days come to."""

from typing import Any  # Django's schema editors and historical models have no types

from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from lantern.unchanged import unchanged
from lantern.within import Held, hold

weeks = unchanged("habits", "Tally")


def lift(apps: Any, editor: Any) -> None:
    """SQLite makes a table anew for a column: what holds its rows is lifted, and laid after it."""
    if weeks.reverse_code is not None:
        weeks.reverse_code(apps, editor)


class Migration(migrations.Migration):
    dependencies = [
        ("habits", "0004_unchanged"),
        ("roster", "0007_draft_goes_with_its_year"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift, weeks.code),
        migrations.AddField("tally", "summed", models.BooleanField(default=False)),
        unchanged("habits", "Tally"),
        migrations.CreateModel(
            name="DayTally",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("recorded_at", models.DateTimeField()),
                ("stands", models.BooleanField(default=True)),
                ("correction", models.CharField(blank=True, help_text="Why it was corrected.", max_length=300)),
                ("fact", models.CharField(max_length=60)),
                ("on", models.DateField()),
                ("count", models.PositiveSmallIntegerField(null=True)),
                ("pupil", models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="+", to="roster.pupil")),
                ("recorded_by", models.ForeignKey(db_index=False, on_delete=PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("supersedes", models.OneToOneField(null=True, on_delete=PROTECT, related_name="+", to="habits.daytally")),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(correction="") | models.Q(supersedes__isnull=False),
                        name="daytally_corrects_something",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(stands=True), fields=("pupil", "on", "fact"),
                        name="one_tally_stands_a_day",
                    ),
                ],
            },
        ),
        hold(Held("habits_daytally", "pupil_id", Held("roster_pupil"))),
        unchanged("habits", "DayTally"),
    ]
