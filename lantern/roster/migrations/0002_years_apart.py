"""A year group set by hand moves up with the child: it is kept as how far it is from their age's.

It was one year for ever, so a child taught with the year below would have stayed in that year.
"""

from datetime import date
from typing import Any  # the models of a migration are made as it runs

from django.db import migrations, models

from lantern.roster.rules.years import academic_year_of, year_group


def as_years_apart(apps: Any, schema_editor: Any) -> None:
    """As it holds in the year of the child's last class."""
    enrolments = apps.get_model("roster", "Enrolment").objects.select_related("school_class__year")
    for pupil in apps.get_model("roster", "Pupil").objects.exclude(year_override=None):
        last = enrolments.filter(pupil=pupil).order_by("-starts_on", "-pk").first()
        today = date.today()  # noqa: DTZ011 - whoever has no class yet: any day of the year will do
        began = last.school_class.year.starts_on.year if last else academic_year_of(today)
        pupil.years_apart = pupil.year_override - year_group(pupil.born_on, began)
        pupil.save(update_fields=["years_apart"])


class Migration(migrations.Migration):

    dependencies = [("roster", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="pupil",
            name="years_apart",
            field=models.SmallIntegerField(default=0, help_text="How many years from that of their age they are taught: -1 is below."),
        ),
        migrations.RunPython(as_years_apart, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField(model_name="pupil", name="year_override"),
    ]
