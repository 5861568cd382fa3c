"""Class teachers who share a class: their days, and which of them mentors."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_here_for_a_day'),
        ('roster', '0008_staff_away'),
    ]

    operations = [
        migrations.AddField(
            model_name='classstaff',
            name='mentors',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='classstaff',
            name='weekdays',
            field=models.CharField(blank=True, max_length=5),
        ),
        migrations.AddConstraint(
            model_name='classstaff',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_on', None), ('mentors', True)), fields=('school_class',), name='one_class_teacher_mentors'),
        ),
        migrations.AddConstraint(
            model_name='classstaff',
            constraint=models.CheckConstraint(condition=models.Q(('lead', True), models.Q(('mentors', False), ('weekdays', '')), _connector='OR'), name='class_teachers_share_a_class'),
        ),
    ]
