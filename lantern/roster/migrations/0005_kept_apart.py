"""PostgreSQL keeps the schools apart: who is on a roll, in which family, class and group."""

from django.db import migrations

from lantern.within import Held, hold

PUPIL, CLASS, GROUP = Held("roster_pupil"), Held("roster_schoolclass"), Held("roster_group")
LINK = Held("roster_guardianlink", "pupil_id", PUPIL)


class Migration(migrations.Migration):
    dependencies = [("roster", "0004_groups_of_kinds")]

    operations = [
        hold(
            PUPIL,
            CLASS,
            LINK,
            Held("roster_guardian"),
            GROUP,
            Held("roster_rollover"),
            Held("roster_rolloverdraft"),
            Held("roster_upload"),
            Held("roster_enrolment", "pupil_id", PUPIL),
            Held("roster_mentoring", "pupil_id", PUPIL),
            Held("roster_groupplace", "pupil_id", PUPIL),
            Held("roster_classstaff", "school_class_id", CLASS),
            Held("roster_groupstaff", "group_id", GROUP),
            Held("roster_groupsubject", "group_id", GROUP),
            Held("roster_restriction", "link_id", LINK),
        )
    ]
