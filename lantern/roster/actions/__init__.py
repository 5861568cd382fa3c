"""What people do to the roll: each in one transaction, with its line of the audit."""

from lantern.roster.actions.classes import (
    end_staffing,
    open_class,
    open_class_on,
    staff_class,
    staff_leaves,
    year_on,
    year_to_load,
)
from lantern.roster.actions.families import (
    add_guardian,
    change_guardian,
    end_link,
    lift,
    link_guardian,
    restrict,
    resume_link,
)
from lantern.roster.actions.loading import Loaded, apply_roster, in_a_sentence
from lantern.roster.actions.mentors import set_mentor
from lantern.roster.actions.pupils import (
    Names,
    add_pupil,
    choose_groups,
    group_named,
    join,
    rename,
    set_groups,
    set_year_override,
)
from lantern.roster.actions.roll import enrol, leave, stay
from lantern.roster.actions.trouble import RosterTrouble
from lantern.roster.actions.uploads import (
    ROSTER,
    Became,
    RosterMoved,
    choose_columns,
    forget_old_uploads,
    forget_upload,
    keep_upload,
    load_upload,
    what_became_of,
    what_it_would_do,
)

__all__ = [
    "ROSTER",
    "Became",
    "Loaded",
    "Names",
    "RosterMoved",
    "RosterTrouble",
    "add_guardian",
    "add_pupil",
    "apply_roster",
    "change_guardian",
    "choose_columns",
    "choose_groups",
    "end_link",
    "end_staffing",
    "enrol",
    "forget_old_uploads",
    "forget_upload",
    "group_named",
    "in_a_sentence",
    "join",
    "keep_upload",
    "leave",
    "lift",
    "link_guardian",
    "load_upload",
    "open_class",
    "open_class_on",
    "rename",
    "restrict",
    "resume_link",
    "set_groups",
    "set_mentor",
    "set_year_override",
    "staff_class",
    "staff_leaves",
    "stay",
    "what_became_of",
    "what_it_would_do",
    "year_on",
    "year_to_load",
]
