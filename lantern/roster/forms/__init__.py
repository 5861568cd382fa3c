"""What is typed about children, classes and families."""

from lantern.roster.forms.classes import ClassForm, StaffingForm, TeachersForm
from lantern.roster.forms.families import GuardianForm, RestrictionForm
from lantern.roster.forms.groups import (
    ChangeGroupForm,
    LastDayInForm,
    LeadForm,
    NewGroupForm,
    PutInForm,
    SubjectsForm,
)
from lantern.roster.forms.mentees import GiveOnForm
from lantern.roster.forms.pupils import (
    GroupsForm,
    LastDayForm,
    MentorForm,
    NamesForm,
    NewPupilForm,
    PlaceForm,
    YearGroupForm,
)
from lantern.roster.forms.rollover import AloneForm, PeopleForm, RowsForm
from lantern.roster.forms.rosters import ColumnsForm, ConfirmForm, UploadForm
from lantern.roster.forms.visits import LetInForm

__all__ = [
    "AloneForm",
    "ChangeGroupForm",
    "ClassForm",
    "ColumnsForm",
    "ConfirmForm",
    "GiveOnForm",
    "GroupsForm",
    "GuardianForm",
    "LastDayForm",
    "LastDayInForm",
    "LeadForm",
    "LetInForm",
    "MentorForm",
    "NamesForm",
    "NewGroupForm",
    "NewPupilForm",
    "PeopleForm",
    "PlaceForm",
    "PutInForm",
    "RestrictionForm",
    "RowsForm",
    "StaffingForm",
    "SubjectsForm",
    "TeachersForm",
    "UploadForm",
    "YearGroupForm",
]
