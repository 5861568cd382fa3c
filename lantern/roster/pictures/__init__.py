"""Children and classes, arranged for showing."""

from lantern.roster.pictures.children import (
    Child,
    children,
    everyone_of,
    in_register,
    mentors,
    one_child,
    works_in,
)
from lantern.roster.pictures.groups import (
    Belongs,
    GroupLine,
    groups_of_school,
    groups_unseen,
    leaders_of,
    members_of,
    taught_in,
    to_put_in,
)
from lantern.roster.pictures.incoming import (
    NewClass,
    existing_pupils,
    first_day_for,
    new_classes,
    plan_of,
    table_of,
)
from lantern.roster.pictures.lists import (
    StaffedClass,
    classes_of_year,
    next_year_with_classes,
    pupils_found,
    staffed_classes,
)
from lantern.roster.pictures.mentees import Leaver, to_give_on
from lantern.roster.pictures.record import FamilyMember, Record, other_children, record_of
from lantern.roster.pictures.sets import (
    InSet,
    Sets,
    children_of_set,
    pupils_of_set,
    sets_of,
)
from lantern.roster.pictures.today import (
    NamedClass,
    Visitor,
    classes_named_to,
    named_class,
    visitors_today,
)

__all__ = [
    "Belongs",
    "Child",
    "FamilyMember",
    "GroupLine",
    "InSet",
    "Leaver",
    "NamedClass",
    "NewClass",
    "Record",
    "Sets",
    "StaffedClass",
    "Visitor",
    "children",
    "children_of_set",
    "classes_named_to",
    "classes_of_year",
    "everyone_of",
    "existing_pupils",
    "first_day_for",
    "groups_of_school",
    "groups_unseen",
    "in_register",
    "leaders_of",
    "members_of",
    "mentors",
    "named_class",
    "new_classes",
    "next_year_with_classes",
    "one_child",
    "other_children",
    "plan_of",
    "pupils_found",
    "pupils_of_set",
    "record_of",
    "sets_of",
    "staffed_classes",
    "table_of",
    "taught_in",
    "to_give_on",
    "to_put_in",
    "visitors_today",
    "works_in",
]
