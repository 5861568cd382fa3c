"""Who may come in at each address, said a second time: the sweep takes it from the views.

A view whose gate is changed, or a new one, is written down here too, and looked at twice.
"""

from collections import defaultdict

from lantern.accounts.rules import Can
from tests.sweep.walking import Address, every_address

GATES = {
    Can.COME_IN: "staff:home staff:who-may",
    Can.SEE_NAMES: "roster:class-names roster:names-today",
    Can.SEE_CHILDREN: "staff:group staff:groups",
    Can.SEE_JUDGEMENTS: (
        "reviews:cell reviews:class reviews:class-then reviews:closing reviews:overview "
        "reviews:past reviews:profile reviews:profile-then schemes:scheme schemes:style "
        "schemes:version"
    ),
    Can.JUDGE: (
        "reviews:agreeing reviews:column reviews:column-judgements reviews:giving "
        "reviews:judgement reviews:judgements reviews:judging reviews:second-opinion "
        "reviews:second-opinions reviews:set-column reviews:set-column-judgements "
        "reviews:set-judgements reviews:set-judging"
    ),
    Can.RECORD_FACTS: "habits:day habits:week",
    Can.PRAISE: "behaviour:board behaviour:boards behaviour:deeds behaviour:names",
    Can.SEE_BEHAVIOUR: "behaviour:private-board",
    Can.DECIDE_DUE: "behaviour:deciding behaviour:due",
    Can.REOPEN_REVIEWS: "reviews:reopening",
    Can.REMIND: "reviews:reminders",
    Can.MODERATE: "reviews:new-sample reviews:sample reviews:sample-ending reviews:samples",
    Can.PRINT: (
        "reviews:ask-for-print reviews:class-pdf reviews:print-file reviews:prints "
        "reviews:profile-pdf"
    ),
    Can.LOAD_ROSTERS: (
        "roster:import roster:import-columns roster:import-confirm roster:import-forget "
        "roster:import-preview roster:new-pupil"
    ),
    Can.LOAD_ATTENDANCE: (
        "habits:attendance habits:attendance-cancel habits:attendance-confirm "
        "habits:attendance-file habits:missing"
    ),
    Can.ROLL_OVER: (
        "staff:moved-up staff:moved-up-undoing staff:moving-up staff:moving-up-class "
        "staff:moving-up-confirm staff:moving-up-new staff:moving-up-people staff:moving-up-preview"
    ),
    Can.SEE_PHOTOGRAPHS: "roster:photograph",
    Can.SET_PHOTOGRAPHS: (
        "roster:album-confirm roster:album-forget roster:album-preview roster:photograph-of "
        "roster:photograph-refusal roster:photograph-removal roster:photographs"
    ),
    Can.SEE_FAMILIES: "roster:pupil roster:pupils",
    Can.SET_FAMILIES: (
        "roster:guardian roster:guardian-ending roster:guardian-resuming roster:lifting "
        "roster:new-guardian roster:new-restriction"
    ),
    Can.SET_DATES: (
        "staff:closed-days staff:dates staff:getting-started staff:half-term staff:half-terms "
        "staff:new-year staff:opening staff:pasting staff:periods staff:year-removal"
    ),
    Can.SET_SCHOOL: (
        "roster:photographs-choice staff:enough staff:narrowing staff:school staff:signing-in"
    ),
    Can.SET_PEOPLE: (
        "roster:class-staff roster:class-teachers roster:departure roster:mentees roster:mentor "
        "roster:names roster:new-class roster:part-week roster:place roster:sharing "
        "roster:staffing roster:staffing-end roster:staying roster:year-group staff:group-staff "
        "staff:group-staff-end staff:group-subjects"
    ),
    Can.SET_GROUPS: (
        "roster:groups staff:group-child-end staff:group-children staff:group-ending "
        "staff:group-name staff:new-group"
    ),
    Can.LET_IN: "roster:another-code roster:here-today roster:new-visit roster:visit-ending",
    Can.SET_STAFF: (
        "staff:absence staff:absence-removal staff:departure staff:invitation staff:new-person "
        "staff:people staff:person staff:second-factor staff:staff-list staff:start-password"
    ),
    Can.ADOPT_SCHEMES: (
        "schemes:adopting schemes:adoption schemes:draft schemes:draft-style schemes:part-days "
        "schemes:preview schemes:withdrawal"
    ),
    Can.SEE_NUMBERS: "staff:numbers",
    Can.READ_AUDIT: "staff:audit",
}
SIGNED_IN = "account_lock staff:front staff:gallery"
ANYONE = (
    "account_beginning account_email account_inactive account_invitation "
    "account_reset_password account_set_password account_signup account_visit "
    "socialaccount_login_cancelled"
)


def test_each_address_asks_for_what_is_written_here() -> None:
    asked: dict[Can, set[str]] = defaultdict(set)
    for address in ours():
        if address.allows is not None:
            asked[address.allows].add(address.name)
    assert asked == {can: set(names.split()) for can, names in GATES.items()}


def test_no_other_address_is_open_to_whoever_comes() -> None:
    free = [address for address in ours() if address.allows is None]
    signed_in = {address.name for address in free if address.needs_sign_in}
    assert signed_in == set(SIGNED_IN.split())
    assert {address.name for address in free} - signed_in == set(ANYONE.split())


def ours() -> list[Address]:
    return [address for address in every_address() if address.ours]
