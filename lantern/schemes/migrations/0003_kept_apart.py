"""PostgreSQL keeps the schools apart: what each has adopted, and by whom."""

from django.db import migrations

from lantern.within import Held, hold


class Migration(migrations.Migration):
    dependencies = [("schemes", "0002_draft")]

    operations = [hold(Held("schemes_schemeversion"), Held("schemes_schemedraft"))]
