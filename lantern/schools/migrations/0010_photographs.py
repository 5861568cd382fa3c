"""Whether a school keeps photographs of children: none does until a leader chooses to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('schools', '0009_periods_of_year_groups'),
    ]

    operations = [
        migrations.AddField(
            model_name='school',
            name='photographs_at',
            field=models.DateTimeField(blank=True, help_text='When a leader chose to keep photographs of children.', null=True),
        ),
        migrations.AddField(
            model_name='school',
            name='photographs_by',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name='school',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('photographs_at', None), ('photographs_by', '')), models.Q(('photographs_at__isnull', False), models.Q(('photographs_by', ''), _negated=True)), _connector='OR'), name='photographs_chosen_by_someone'),
        ),
    ]
