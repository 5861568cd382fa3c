"""The class teachers of every class on one page."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, set_class_teachers, staff_class
from lantern.roster.models import ClassStaff, SchoolClass
from tests.cast import TODAY, Cast, a_member, nameless
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
HERE = "/amberley/classes/teachers/"


def leads(school_class: SchoolClass, on: date = TODAY) -> set[str]:
    rows = ClassStaff.objects.on(on).filter(school_class=school_class, lead=True)
    return set(rows.values_list("member__user__name", flat=True))


def typed(client: CheckedClient, **changed: str) -> dict[str, str]:
    """The page's form as a browser sends it back, some of it changed."""
    form = client.get(HERE).context["form"]
    return {name: str(form[name].value() or "") for name in form.fields} | changed


def test_two_classes_are_changed_at_once_and_one_is_shared(client_of: ClientOf, cast: Cast) -> None:
    office = client_of("office")
    new = a_member(cast.school, Role.TEACHER, "Ms Share")
    sent = typed(
        office,
        **{f"{cast.kestrels.ref}-1": str(new.ref), f"{cast.wrens.ref}-0": str(cast.teacher.ref)},
    )
    answer = office.post(HERE, sent, follow=True)
    assert "Saved." in answer.content.decode()
    assert leads(cast.kestrels) == {cast.teacher.user.name, "Ms Share"}
    assert leads(cast.wrens) == {cast.teacher.user.name}
    yesterday = TODAY - timedelta(days=1)
    assert leads(cast.wrens, yesterday) == {cast.other_teacher.user.name}
    assert Note.objects.filter(did="works in a class").count() == 2
    again = office.post(HERE, typed(office), follow=True).content.decode()
    assert "They are the class teachers already." in again


def test_a_page_that_is_older_than_a_change_is_refused(client_of: ClientOf, cast: Cast) -> None:
    office = client_of("office")
    old = typed(office, **{f"{cast.wrens.ref}-0": str(cast.teacher.ref)})
    set_class_teachers(wanted={cast.kestrels: []}, starts_on=TODAY, by=cast.viewer("leader"))
    assert "Someone has changed this meanwhile" in office.post(HERE, old).content.decode()
    assert leads(cast.wrens) == {cast.other_teacher.user.name}


@pytest.mark.parametrize(
    ("day", "why"),
    [("2020-01-01", "is a class of 2026/27 only"), ("2026-09-02", "choose 4 September 2026")],
)
def test_nobody_is_forgotten_by_a_day_too_early(
    client_of: ClientOf, cast: Cast, day: str, why: str
) -> None:
    """Taking somebody away, from a day before they began, says so beside the day."""
    office, before = client_of("office"), list(ClassStaff.objects.order_by("pk").values_list())
    page = office.post(HERE, typed(office, starts_on=day, **{f"{cast.kestrels.ref}-0": ""}))
    assert why in page.context["form"].errors["starts_on"][0]
    assert list(ClassStaff.objects.order_by("pk").values_list()) == before


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [("1", "the same", "Choose each person once."), ("0", "nobody known", "Choose one of those"),
     ("starts_on", "2030-01-01", "is a class of 2026/27 only")],
)  # fmt: skip
def test_what_will_not_do_is_said_and_changes_nothing(
    client_of: ClientOf, cast: Cast, field: str, value: str, why: str
) -> None:
    office = client_of("office")
    told = str(cast.teacher.ref) if value == "the same" else value
    name = field if field == "starts_on" else f"{cast.kestrels.ref}-{field}"
    more = {f"{cast.wrens.ref}-1": str(cast.leader.ref)} if field == "starts_on" else {}
    page = office.post(HERE, typed(office, **{name: told}, **more)).content.decode()
    assert why in page
    assert leads(cast.kestrels) == {cast.teacher.user.name}
    assert leads(cast.wrens) == {cast.other_teacher.user.name}


def test_one_who_only_works_in_a_class_stays(client_of: ClientOf, cast: Cast) -> None:
    before = ClassStaff.objects.filter(lead=False, ends_on=None).count()
    set_class_teachers(
        wanted={cast.kestrels: [], cast.wrens: []}, starts_on=TODAY, by=cast.viewer("leader")
    )
    assert ClassStaff.objects.filter(lead=False, ends_on=None).count() == before
    assert leads(cast.kestrels) == set()


def test_one_who_is_still_to_come_is_shown_and_stays(client_of: ClientOf, cast: Cast) -> None:
    office, soon = client_of("office"), TODAY + timedelta(days=7)
    staff_class(
        school_class=cast.wrens, member=cast.leader, lead=True, starts_on=soon,
        by=cast.viewer("office"),
    )  # fmt: skip
    office.post(HERE, typed(office, starts_on=str(soon + timedelta(days=7))))
    assert cast.leader.user.name in leads(cast.wrens, soon)


def test_all_of_it_or_nothing(cast: Cast) -> None:
    with pytest.raises(Exception, match="by"):
        set_class_teachers(
            wanted={cast.kestrels: [cast.leader]}, starts_on=TODAY, by=nameless(cast.school)
        )
    with pytest.raises(RosterTrouble):
        set_class_teachers(
            wanted={cast.kestrels: [], cast.wrens: [cast.next_door.head]}, starts_on=TODAY,
            by=cast.viewer("leader"),
        )  # fmt: skip
    assert leads(cast.kestrels) == {cast.teacher.user.name}


def test_a_governor_is_offered_for_no_class_and_refused(client_of: ClientOf, cast: Cast) -> None:
    """They never see a child, so could do nothing in it."""
    office, governor = client_of("office"), str(cast.governor.ref)
    form = office.get(HERE).context["form"]
    offered = {ref for ref, _ in form.fields[f"{cast.wrens.ref}-0"].choices}
    assert governor not in offered
    assert str(cast.assistant.ref) in offered
    with pytest.raises(RosterTrouble, match="Dr Lund never sees a child here"):
        staff_class(
            school_class=cast.wrens, member=cast.governor, lead=True, starts_on=TODAY,
            by=cast.viewer("leader"),
        )  # fmt: skip
    assert leads(cast.wrens) == {"Mr Bellamy"}


def test_whoever_teaches_a_class_already_stays_in_the_list(client_of: ClientOf, cast: Cast) -> None:
    """Else saving another class would take theirs away unseen."""
    type(cast.other_teacher).objects.filter(pk=cast.other_teacher.pk).update(role=Role.GOVERNOR)
    office = client_of("office")
    sent = typed(office, **{f"{cast.kestrels.ref}-1": str(cast.leader.ref)})
    assert "Saved." in office.post(HERE, sent, follow=True).content.decode()
    assert leads(cast.wrens) == {"Mr Bellamy"}
