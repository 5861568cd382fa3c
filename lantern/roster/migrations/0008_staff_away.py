"""Staff who are away for weeks or months; PostgreSQL keeps the schools apart in it too."""

import django.db.models.deletion
from django.db import migrations, models

from lantern.within import Held, hold


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_here_for_a_day'),
        ('roster', '0007_draft_goes_with_its_year'),
        ('schools', '0009_periods_of_year_groups'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.member')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schools.school')),
            ],
            options={
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='staffabsence_ends_after_it_starts'), models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('member',), name='away_once_at_a_time')],
            },
        ),
        hold(Held("roster_staffabsence")),
    ]
