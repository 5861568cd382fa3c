"""The school that is measured: 420 children and a year and a half, as the demo makes it."""

import time
from collections.abc import Callable
from dataclasses import replace

from django.test import Client

from lantern.accounts.models import Member, User, Viewer
from lantern.accounts.rules import Role
from lantern.demo.pictures import cast
from lantern.demo.presets import Trust, trust
from lantern.reviews.pictures import current_period
from lantern.roster.models import Enrolment, Pupil, SchoolClass
from lantern.schools.models import Period, School


def recipe() -> Trust:
    """The demo's largest school alone."""
    largest = max(trust().schools, key=lambda school: school.children)
    return replace(trust(), schools=(largest,))


def the_school() -> School:
    return School.objects.get(key=recipe().schools[0].key)


def the_class() -> SchoolClass:
    """The class of the teacher to sign in as, this year."""
    name = next(iter(cast())).of
    classes = SchoolClass.objects.filter(school=the_school(), name=name)
    return classes.select_related("year", "school").latest("year__starts_on")


def the_children() -> list[Pupil]:
    """Those in the class today."""
    places = Enrolment.objects.filter(school_class=the_class(), ends_on=None)
    return [place.pupil for place in places.select_related("pupil")]


def the_period() -> Period:
    found = current_period(the_school(), trust().today)
    assert found is not None
    return found


def the_teacher() -> User:
    return User.objects.get(email=next(iter(cast())).email)


def viewer(role: Role = Role.LEADER) -> Viewer:
    """Someone of the school in a role, now."""
    members = Member.objects.filter(school=the_school(), role=role).select_related("user", "school")
    if role == Role.TEACHER:
        members = members.filter(user=the_teacher())
    member = members.order_by("pk")[0]
    return Viewer(member=member, school=member.school, now=member.school.now())


def signed_in() -> Client:
    """A browser in which the teacher has signed in."""
    client = Client(headers={"host": "localhost"})
    client.force_login(the_teacher())
    return client


def seconds(work: Callable[[], object]) -> float:
    """How long it took, on the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
