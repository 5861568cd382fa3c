"""Children who are here for part of the week; PostgreSQL keeps the schools apart in it too."""

import django.db.models.deletion
from django.db import migrations, models

from lantern.within import Held, hold


class Migration(migrations.Migration):

    dependencies = [
        ('roster', '0009_job_shares'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartWeek',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('why', models.CharField(choices=[('else', 'Educated elsewhere'), ('young', 'Part-time, not of compulsory school age')], max_length=5)),
                ('away', models.CharField(max_length=10)),
                ('pupil', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roster.pupil')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='partweek_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('pupil',), name='one_part_week_at_a_time'), models.CheckConstraint(condition=models.Q(('away', ''), _negated=True), name='part_week_leaves_something_out')],
            },
        ),
        hold(Held("roster_partweek", "pupil_id", Held("roster_pupil"))),
    ]
