"""A roster of a thousand children: previewed, then confirmed, in a school that has nobody."""

from dataclasses import replace

from lantern.accounts.rules import Role
from lantern.demo.actions.opening import children_of
from lantern.demo.presets import calendar, trust
from lantern.demo.rules import as_csv
from lantern.roster.actions import apply_roster
from lantern.roster.pictures import plan_of, table_of
from lantern.roster.rules import Plan, guess_mapping
from lantern.schools.actions import open_school, set_year
from lantern.schools.models import AcademicYear
from lantern.schools.rules import read_year
from tests.bench.the_school import seconds, viewer
from tests.cast import a_member, viewer_of

ROWS = 1_000
YEAR = "2026-27"


def measure() -> dict[str, float]:
    content, by = a_file(), viewer()
    school = open_school(key="a-thousand", name="A Thousand Children", trust=by.school.trust, by=by)
    by = viewer_of(a_member(school, Role.LEADER, "Mrs Thousand"))
    year = set_year(school=school, year=read_year(calendar(YEAR))[0], by=by)
    plans: list[Plan] = []
    previewed = seconds(lambda: plans.append(preview(content, year)))
    [plan] = plans
    assert len(plan.added) == ROWS, (len(plan.added), plan.refused[:2])
    confirmed = seconds(lambda: apply_roster(school=school, plan=plan, on=by.today, by=by))
    again = seconds(lambda: preview(content, year))
    return {
        "roster_preview_s": previewed, "roster_confirm_s": confirmed, "roster_again_s": again,
        "roster_preview_rows_s": ROWS / previewed, "roster_confirm_rows_s": ROWS / confirmed,
    }  # fmt: skip


def preview(content: bytes, year: AcademicYear) -> Plan:
    table = table_of(content, "pupils.csv")
    return plan_of(table, guess_mapping(table.header), year=year, on=trust().today)


def a_file(rows: int = ROWS) -> bytes:
    """The demo's children, all schools together, each with two adults and three groups."""
    everyone = [
        replace(child, classes={YEAR: f"{school.key} {child.classes[YEAR]}"}, joined_on=None)
        for school in trust().schools
        for child in children_of(trust(), school)
        if YEAR in child.classes and child.left_on is None
    ]
    return as_csv(everyone[:rows], YEAR)
