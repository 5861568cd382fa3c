"""The pages of groups: made, filled from several classes, led, ended."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from lantern.roster.actions import lead_group, leave, open_group, put_in_group, stay
from lantern.roster.models import Group, GroupPlace, GroupStaff, GroupSubject
from lantern.roster.pictures import groups_of_school
from tests.cast import SEPTEMBER, TODAY, Cast
from tests.client import CheckedClient, body_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], CheckedClient]
GROUPS = "/amberley/groups/"
Kind = Group.Kind


def fetched(client: CheckedClient, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return body_of(response)


def made(cast: Cast, kind: Group.Kind = Group.Kind.SET, name: str = "Set 2") -> Group:
    by = cast.viewer("office")
    return open_group(school=cast.school, name=name, kind=kind, starts_on=SEPTEMBER, by=by)


def test_the_office_makes_a_set_of_two_classes(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("office")
    sent = {"name": "Set 2", "kind": "set", "starts_on": "2026-09-03"}
    page = client.post(f"{GROUPS}new/", sent)["Location"]  # who is in it comes next
    group = Group.objects.get(name="Set 2")
    assert page == f"{GROUPS}{group.ref}/"
    subject = cast.version.scheme.subjects[0]
    client.post(f"{page}subjects/", {"subjects": [subject.key]})
    client.post(f"{page}staff/", {"member": str(cast.other_teacher.ref), "starts_on": str(TODAY)})
    for school_class, pupil in ((cast.kestrels, cast.settled), (cast.wrens, cast.wren)):
        put = {"pupils": [str(pupil.ref)], "starts_on": str(TODAY)}
        client.post(f"{page}classes/{school_class.ref}/", put)
    body = fetched(client, page)
    for words in ("Maya Brook", "Kestrels", "Tom Sparrow", "Wrens", "Mr Bellamy", subject.name):
        assert words in body, words
    assert "Set 2" in fetched(client, GROUPS)
    assert GroupSubject.objects.get(group=group).key == subject.key
    assert GroupStaff.objects.get(group=group).member == cast.other_teacher


def test_a_child_is_taken_out_and_an_adult_goes_from_a_day(cast: Cast, client_of: ClientOf) -> None:
    group, client = made(cast), client_of("office")
    put_in_group(group=group, pupils=[cast.settled], starts_on=SEPTEMBER, by=cast.viewer("office"))
    page = f"{GROUPS}{group.ref}/"
    client.post(f"{page}staff/", {"member": str(cast.teacher.ref), "starts_on": "2026-09-03"})
    yesterday = {"last_day": str(TODAY - timedelta(days=1))}
    client.post(f"{page}pupils/{cast.settled.ref}/end/", yesterday)
    client.post(f"{page}staff/{cast.teacher.ref}/end/", yesterday)
    assert not GroupPlace.objects.on(TODAY).filter(group=group).exists()
    assert not GroupStaff.objects.on(TODAY).filter(group=group).exists()
    body = fetched(client, page)
    assert "Maya" not in body
    assert "Ms Farrow" not in body
    client.post(f"{page}ending/", {"last_day": str(TODAY)})
    assert Group.objects.get(pk=group.pk).ends_on == TODAY


def test_a_day_too_early_is_said_on_the_page(cast: Cast, client_of: ClientOf) -> None:
    group = made(cast)
    answer = client_of("office").post(f"{GROUPS}{group.ref}/ending/", {"last_day": "2026-09-01"})
    assert "had not begun by that day" in answer.content.decode()
    assert Group.objects.get(pk=group.pk).ends_on is None


def test_a_group_that_a_file_made_keeps_its_children(cast: Cast, client_of: ClientOf) -> None:
    address = f"{GROUPS}{cast.premium.ref}/ending/"
    answer = client_of("office").post(address, {"last_day": "2025-11-26"})
    assert "choose 3 September 2026 or later" in answer.content.decode()
    assert GroupPlace.objects.filter(group=cast.premium, ends_on=None).count() == 1


def test_a_child_who_is_in_it_cannot_be_put_in_again(cast: Cast, client_of: ClientOf) -> None:
    page = f"{GROUPS}{cast.premium.ref}/classes/{cast.kestrels.ref}/"
    client = client_of("office")
    assert "Maya" not in fetched(client, page)
    answer = client.post(page, {"pupils": [str(cast.settled.ref)], "starts_on": str(TODAY)})
    assert "Someone is in it already" in answer.content.decode()
    assert GroupPlace.objects.filter(group=cast.premium).count() == 1


def test_a_teacher_sees_the_groups_and_changes_none(cast: Cast, client_of: ClientOf) -> None:
    body = fetched(client_of("teacher"), f"{GROUPS}{cast.premium.ref}/")
    assert "Maya Brook" in body
    assert "Take out" not in body
    assert client_of("teacher").get(f"{GROUPS}new/").status_code == 403


def test_who_may_not_see_needs_finds_no_group_of_a_need(cast: Cast, client_of: ClientOf) -> None:
    club = made(cast, Group.Kind.CLUB, "Chess")
    put_in_group(group=club, pupils=[cast.settled], starts_on=SEPTEMBER, by=cast.viewer("office"))
    cast.school.taken = ["teacher see-needs"]
    cast.school.save(update_fields=["taken"])
    client = client_of("teacher")
    assert client.get(f"{GROUPS}{cast.premium.ref}/").status_code == 404
    for page in (
        GROUPS, f"{GROUPS}{club.ref}/", f"/amberley/pupils/{cast.settled.ref}/",
        f"/amberley/classes/{cast.kestrels.ref}/",
    ):  # fmt: skip
        answer = client.get(page)
        assert "Pupil premium" not in answer.content.decode(), page
    page = f"/amberley/classes/{cast.kestrels.ref}/"
    assert client.get(f"{page}?group={cast.premium.ref}").status_code == 404
    assert "Chess" in fetched(client, page)


def test_a_place_to_come_stays_where_something_else_is_changed(
    cast: Cast, client_of: ClientOf
) -> None:
    """The child's own page shows it with its day, ticked; without the tick it is taken away."""
    group, january = made(cast), date(2027, 1, 5)
    put_in_group(group=group, pupils=[cast.settled], starts_on=january, by=cast.viewer("office"))
    page, client = f"/amberley/pupils/{cast.settled.ref}/groups/", client_of("office")
    answer = client.get(page)
    assert "Set 2, from 5 January 2027" in body_of(answer)
    form = answer.context["form"]
    ticked = [str(each) for each in form["groups"].value()]
    assert str(group.ref) in ticked
    client.post(page, {"groups": ticked, "new": "Chess"})
    place = GroupPlace.objects.get(group=group)
    assert (place.starts_on, place.ends_on) == (january, None)
    assert GroupPlace.objects.filter(group__name="Chess", starts_on=TODAY).exists()
    client.post(page, {"groups": [str(cast.premium.ref)], "new": ""})
    assert not GroupPlace.objects.filter(group=group).exists()
    assert GroupPlace.objects.filter(group=cast.premium, ends_on=None).exists()


def test_another_group_of_a_child_is_a_club_unless_said(cast: Cast, client_of: ClientOf) -> None:
    """And a slip of a key in its name or its kind is put right on its page."""
    page, client = f"/amberley/pupils/{cast.settled.ref}/groups/", client_of("office")
    keep = [str(cast.premium.ref)]
    client.post(page, {"groups": keep, "new": "Qoir"})
    group = Group.objects.get(name="Qoir")
    assert group.kind == Kind.CLUB
    client.post(page, {"groups": [*keep, str(group.ref)], "new": "Reds", "kind": "house"})
    assert Group.objects.get(name="Reds").kind == Kind.HOUSE
    address = f"{GROUPS}{group.ref}/name/"
    assert 'value="Qoir"' in fetched(client, address)
    client.post(address, {"name": "Choir", "kind": "table"})
    assert "Choir" in fetched(client, f"{GROUPS}{group.ref}/")
    taken = client.post(address, {"name": "reds", "kind": "table"})
    assert "There is a group called reds already." in body_of(taken)


def test_who_may_not_see_needs_is_offered_no_kind_of_a_need(
    cast: Cast, client_of: ClientOf
) -> None:
    cast.school.taken = ["office see-needs"]
    cast.school.save(update_fields=["taken"])
    client, group = client_of("office"), made(cast, Kind.CLUB, "Chess")
    child = f"/amberley/pupils/{cast.settled.ref}/groups/"
    for page in (f"{GROUPS}new/", f"{GROUPS}{group.ref}/name/", child):
        assert 'value="need"' not in fetched(client, page), page
    client.post(f"{GROUPS}new/", {"name": "Nurture", "kind": "need", "starts_on": str(TODAY)})
    assert not Group.objects.filter(name="Nurture").exists()


def test_a_last_day_to_come_that_was_mistyped_is_taken_back(
    cast: Cast, client_of: ClientOf
) -> None:
    group, client, by = made(cast), client_of("office"), cast.viewer("office")
    put_in_group(group=group, pupils=[cast.settled], starts_on=SEPTEMBER, by=by)
    lead_group(group=group, member=cast.teacher, starts_on=SEPTEMBER, by=by)
    page = f"{GROUPS}{group.ref}/"
    ends = (f"pupils/{cast.settled.ref}/end/", f"staff/{cast.teacher.ref}/end/", "ending/")
    for end in ends:
        client.post(f"{page}{end}", {"last_day": "2027-02-18"})
        body = fetched(client, page)
        assert "Change" in body, end
        assert "Now it is 18 February 2027." in fetched(client, f"{page}{end}")
        assert client.post(f"{page}{end}", {"last_day": ""}).status_code == 302
        assert "18 February" not in fetched(client, page)
    assert GroupPlace.objects.get(group=group).ends_on is None
    assert GroupStaff.objects.get(group=group).ends_on is None


def test_who_left_the_school_is_in_no_group(cast: Cast, client_of: ClientOf) -> None:
    group, by = made(cast), cast.viewer("office")
    put_in_group(group=group, pupils=[cast.settled, cast.wren], starts_on=SEPTEMBER, by=by)
    leave(pupil=cast.wren, last_day=TODAY - timedelta(days=1), by=by)
    assert sizes(cast)["Set 2"] == 1
    page = fetched(client_of("office"), f"{GROUPS}{group.ref}/")
    assert "1 child" in page
    assert "Tom Sparrow" not in page
    stay(pupil=cast.wren, by=by)
    assert sizes(cast)["Set 2"] == 2, "they were not leaving after all"


def sizes(cast: Cast) -> dict[str, int]:
    by_kind = groups_of_school(cast.viewer("office"))
    return {line.group.name: line.size for _, lines in by_kind for line in lines}


def test_groups_that_one_does_not_see_stay_as_they_are(cast: Cast, client_of: ClientOf) -> None:
    club, speech = made(cast, Kind.CLUB, "Chess"), made(cast, Kind.INTERVENTION, "Speech")
    january = date(2027, 1, 5)
    put_in_group(group=speech, pupils=[cast.settled], starts_on=january, by=cast.viewer("office"))
    cast.school.taken = ["office see-needs"]
    cast.school.save(update_fields=["taken"])
    page = f"/amberley/pupils/{cast.settled.ref}/groups/"
    client_of("office").post(page, {"groups": [str(club.ref)], "new": ""})
    there = {place.group for place in GroupPlace.objects.on(TODAY).filter(pupil=cast.settled)}
    assert there == {cast.premium, club}
    assert GroupPlace.objects.get(group=speech).starts_on == january, "nor one that is to come"
