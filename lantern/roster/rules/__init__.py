"""What the roster decides, over plain values: no database, no clock."""

from lantern.roster.rules.changes import Change
from lantern.roster.rules.dates import age_on, in_words, read_date
from lantern.roster.rules.facts import ExistingPupil, Guardian, PupilFacts
from lantern.roster.rules.headings import (
    LABELS,
    Column,
    ColumnMapping,
    Field,
    MappingTrouble,
    guess_mapping,
    heading_beneath,
    is_known_heading,
    mapping_from_plain,
    mapping_to_plain,
    mapping_troubles,
)
from lantern.roster.rules.names import (
    SplitName,
    in_a_list,
    name_key,
    name_trouble,
    split_name,
    tidy_name,
)
from lantern.roster.rules.planning import (
    Added,
    Changed,
    Missing,
    Plan,
    Refused,
    Unchanged,
    plan,
)
from lantern.roster.rules.records import records, with_classes_spelt
from lantern.roster.rules.rows import Record
from lantern.roster.rules.stays import needs_school_days, stay_began
from lantern.roster.rules.upn import (
    check_letter,
    is_temporary_upn,
    tidy_upn,
    upn_caution,
    upn_trouble,
)
from lantern.roster.rules.years import (
    academic_year_of,
    read_year,
    year_group,
    year_group_of,
    year_name,
    years_beside,
)

__all__ = [
    "LABELS",
    "Added",
    "Change",
    "Changed",
    "Column",
    "ColumnMapping",
    "ExistingPupil",
    "Field",
    "Guardian",
    "MappingTrouble",
    "Missing",
    "Plan",
    "PupilFacts",
    "Record",
    "Refused",
    "SplitName",
    "Unchanged",
    "academic_year_of",
    "age_on",
    "check_letter",
    "guess_mapping",
    "heading_beneath",
    "in_a_list",
    "in_words",
    "is_known_heading",
    "is_temporary_upn",
    "mapping_from_plain",
    "mapping_to_plain",
    "mapping_troubles",
    "name_key",
    "name_trouble",
    "needs_school_days",
    "plan",
    "read_date",
    "read_year",
    "records",
    "split_name",
    "stay_began",
    "tidy_name",
    "tidy_upn",
    "upn_caution",
    "upn_trouble",
    "with_classes_spelt",
    "year_group",
    "year_group_of",
    "year_name",
    "years_beside",
]
