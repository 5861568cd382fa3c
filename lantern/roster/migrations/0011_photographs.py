"""Photographs of children; PostgreSQL keeps the schools apart in them too."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from lantern.within import Held, hold


class Migration(migrations.Migration):

    dependencies = [
        ('roster', '0010_part_weeks'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Photograph',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('picture', models.BinaryField(help_text='A JPEG; null where the family wants none.', null=True)),
                ('set_at', models.DateTimeField()),
                ('pupil', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='roster.pupil')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        hold(Held("roster_photograph", "pupil_id", Held("roster_pupil"))),
    ]
