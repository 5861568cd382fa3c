"""What people do to the roll: each in one transaction, with its line of the audit."""

from lantern.roster.actions.away import set_away
from lantern.roster.actions.belonging import (
    end_leading,
    lead_group,
    put_in_group,
    take_out_of_group,
)
from lantern.roster.actions.classes import (
    end_staffing,
    open_class,
    open_class_on,
    set_class_teachers,
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
from lantern.roster.actions.groups import change_group, end_group, open_group, set_subjects
from lantern.roster.actions.loading import Loaded, apply_roster, in_a_sentence
from lantern.roster.actions.mentors import give_on, set_mentor
from lantern.roster.actions.part_weeks import set_part_week
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
from lantern.roster.actions.sharing import Share, share_class
from lantern.roster.actions.trouble import ChangedMeanwhile, RosterTrouble
from lantern.roster.actions.uploads import (
    ROSTER,
    Became,
    NoLongerWaiting,
    RosterMoved,
    choose_columns,
    forget_old_uploads,
    forget_upload,
    keep_upload,
    load_upload,
    what_became_of,
    what_it_would_do,
)
from lantern.roster.actions.visits import let_in_again, let_in_for

__all__ = [
    "ROSTER",
    "Became",
    "ChangedMeanwhile",
    "Loaded",
    "Names",
    "NoLongerWaiting",
    "RosterMoved",
    "RosterTrouble",
    "Share",
    "add_guardian",
    "add_pupil",
    "apply_roster",
    "change_group",
    "change_guardian",
    "choose_columns",
    "choose_groups",
    "end_group",
    "end_leading",
    "end_link",
    "end_staffing",
    "enrol",
    "forget_old_uploads",
    "forget_upload",
    "give_on",
    "group_named",
    "in_a_sentence",
    "join",
    "keep_upload",
    "lead_group",
    "leave",
    "let_in_again",
    "let_in_for",
    "lift",
    "link_guardian",
    "load_upload",
    "open_class",
    "open_class_on",
    "open_group",
    "put_in_group",
    "rename",
    "restrict",
    "resume_link",
    "set_away",
    "set_class_teachers",
    "set_groups",
    "set_mentor",
    "set_part_week",
    "set_subjects",
    "set_year_override",
    "share_class",
    "staff_class",
    "staff_leaves",
    "stay",
    "take_out_of_group",
    "what_became_of",
    "what_it_would_do",
    "year_on",
    "year_to_load",
]
