"""A pretend school opened: its dates, its people, its scheme."""

from collections.abc import Sequence
from datetime import date

from lantern.accounts.actions import add_member
from lantern.accounts.models import Job, Member
from lantern.accounts.rules import Role
from lantern.demo.actions.stage import Stage, the_demo
from lantern.demo.pictures import email_of
from lantern.demo.presets import Classroom, Pretence, Trust, calendar
from lantern.demo.rules import Child, Room, class_of
from lantern.schemes.actions import adopt
from lantern.schemes.presets import preset_text
from lantern.schools.actions import open_school, say_set_up, set_signing_in, set_year
from lantern.schools.models import School
from lantern.schools.models import Trust as TrustRow
from lantern.schools.rules import read_year


def open_pretence(recipe: Trust, pretence: Pretence, row: TrustRow) -> Stage:
    """The school with its calendar, staff and scheme, and nobody to teach yet."""
    years = [read_year(calendar(each))[0] for each in pretence.years]
    first_day = max(years[0].dates.starts_on, pretence.since)
    by = the_demo(pretence.key, first_day)
    school = open_school(key=pretence.key, name=pretence.name, trust=row, by=by)
    set_signing_in(school=school, second_factor=False, lock_after=0, by=by)  # visitors look around
    say_set_up(school=school, done=True, by=by)
    for year in years:
        set_year(school=school, year=year, by=by)
    stage = Stage(
        recipe=recipe, pretence=pretence, school=school,
        staff=_staff(recipe, pretence, school, first_day, by),
        children=tuple(children_of(recipe, pretence)),
    )  # fmt: skip
    text = preset_text(pretence.preset)
    adopt(school=school, text=text, starts_on=first_day, by=stage.leader(first_day))
    return stage


def _staff(
    recipe: Trust, pretence: Pretence, school: School, since: date, by: Job
) -> dict[str, Member]:
    roles = dict.fromkeys(pretence.leaders, Role.LEADER) | {pretence.office: Role.OFFICE}
    roles |= {pretence.needs: Role.NEEDS} if pretence.needs else {}
    roles |= {pretence.governor: Role.GOVERNOR} if pretence.governor else {}
    for room in pretence.classes:
        roles[room.teacher] = Role.TEACHER
        if room.assistant:
            roles[room.assistant] = Role.ASSISTANT
    roles |= dict.fromkeys((each.other for each in pretence.sharing), Role.TEACHER)
    return {
        name: add_member(
            school=school, email=email_of(name, pretence.key, recipe.domain), name=name, role=role,
            starts_on=since, password=None, by=by,
        )
        for name, role in roles.items()
    }  # fmt: skip


def children_of(recipe: Trust, pretence: Pretence) -> list[Child]:
    """Everyone who is or was at the school: each class, and those who have moved on."""
    *before, present = pretence.years
    here = [_room(recipe, pretence, room, present) for room in pretence.classes]
    gone = [
        _room(recipe, pretence, room, last) for last in before for room in _oldest(pretence.classes)
    ]
    return [child for room in (*here, *gone) for child in class_of(room)]


def _oldest(rooms: Sequence[Classroom]) -> list[Classroom]:
    """Those that nobody comes from, so that their children moved on."""
    came_from = {room.before for room in rooms}
    return [room for room in rooms if room.name not in came_from]


def _classes(pretence: Pretence, room: Classroom, last: str) -> dict[str, str]:
    """Where those who were in the room in that calendar year were, then and in those before."""
    named = {each.name: each for each in pretence.classes}
    found: dict[str, str] = {}
    where: Classroom | None = room
    for calendar_year in reversed(pretence.years[: pretence.years.index(last) + 1]):
        if where is not None:
            found[calendar_year] = where.name
            where = named.get(where.before)
    return found


def _room(recipe: Trust, pretence: Pretence, room: Classroom, last: str) -> Room:
    stories = recipe.stories if last == pretence.years[-1] else ()
    return Room(
        trust=recipe, pretence=pretence, classroom=room, academic_year=int(last[:4]),
        classes=_classes(pretence, room, last),
        stories=tuple(s for s in stories if (s.school, s.classroom) == (pretence.key, room.name)),
    )  # fmt: skip
