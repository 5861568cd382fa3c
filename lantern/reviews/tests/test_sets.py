"""A set of several classes: its own teacher judges what it teaches, and everyone is told so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from json import dumps

import pytest
from django.db import IntegrityError

from lantern.accounts.actions import narrow
from lantern.accounts.models import Viewer
from lantern.accounts.rules import Can, Role, taken_as
from lantern.judgements.models import Cell, Judgement, Voice, What
from lantern.reviews.actions import (
    Mark,
    NotTheirs,
    ReviewClosed,
    close,
    judge,
    judge_set,
)
from lantern.reviews.pictures import review_of_class, review_of_set
from lantern.reviews.pictures.overview import overview
from lantern.reviews.pictures.reminders import Slip, reminders
from lantern.reviews.tests.rows import a_cell
from lantern.roster.actions import (
    end_leading,
    lead_group,
    open_group,
    put_in_group,
    set_subjects,
    take_out_of_group,
)
from lantern.roster.models import Group, GroupPlace, GroupStaff, Pupil
from tests.cast import SEPTEMBER, TODAY, Cast
from tests.client import CheckedClient, body_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], CheckedClient]
MATHS, WRITING = "maths", "writing"


@pytest.fixture
def maths(cast: Cast) -> Group:
    """Set 2: a child of Kestrels and one of Wrens, led by the teacher of Wrens."""
    by = cast.viewer("office")
    group = open_group(
        school=cast.school, name="Set 2", kind=Group.Kind.SET, starts_on=SEPTEMBER, by=by
    )
    set_subjects(group=group, keys=[MATHS], on=TODAY, by=by)
    put_in_group(group=group, pupils=[cast.settled, cast.wren], starts_on=SEPTEMBER, by=by)
    lead_group(group=group, member=cast.other_teacher, starts_on=SEPTEMBER, by=by)
    return group


def cell(cast: Cast, pupil: Pupil, key: str = MATHS, voice: Voice = Voice.MENTOR) -> Cell:
    return a_cell(cast, pupil, key, what=What.SUBJECT, voice=voice)


def value(cast: Cast) -> str:
    return cast.version.scheme.attainment[0].steps[0].key


# who, whose, what, in which voice: may they?
RIGHTS = [
    ("other_teacher", "settled", MATHS, Voice.MENTOR, True),
    ("other_teacher", "settled", MATHS, Voice.CHILD, True),
    ("other_teacher", "settled", MATHS, Voice.AGREED, True),
    ("other_teacher", "settled", WRITING, Voice.MENTOR, False),
    ("other_teacher", "two_homes", MATHS, Voice.MENTOR, False),
    ("other_teacher", "wren", WRITING, Voice.MENTOR, True),
    ("teacher", "settled", MATHS, Voice.MENTOR, False),
    ("teacher", "settled", MATHS, Voice.AGREED, False),
    ("teacher", "settled", MATHS, Voice.CHILD, True),
    ("teacher", "settled", WRITING, Voice.MENTOR, True),
    ("teacher", "two_homes", MATHS, Voice.MENTOR, True),
    ("teacher", "wren", MATHS, Voice.MENTOR, False),
    ("assistant", "settled", MATHS, Voice.MENTOR, False),
    ("leader", "settled", MATHS, Voice.MENTOR, True),
    ("leader", "settled", MATHS, Voice.AGREED, True),
]


@pytest.mark.parametrize(("part", "whose", "key", "voice", "may"), RIGHTS)
def test_who_may_judge_what(
    cast: Cast, maths: Group, part: str, whose: str, key: str, voice: Voice, may: bool
) -> None:
    pupil: Pupil = getattr(cast, whose)
    school_class = cast.wrens if pupil == cast.wren else cast.kestrels
    by, wanted = cast.viewer(part), cell(cast, pupil, key, voice)
    review = review_of_class(school_class, cast.period, by=by)
    assert review is not None
    assert review.rights.may_judge(pupil.pk, What.SUBJECT, key, voice) is may, "what is offered"
    if may:
        judge(cell=wanted, school_class=school_class, value=value(cast), by=by)
        assert Judgement.objects.of(wanted).exists()
    else:
        with pytest.raises(NotTheirs) as trouble:
            judge(cell=wanted, school_class=school_class, value=value(cast), by=by)
        in_it = key == MATHS and whose != "two_homes"
        assert trouble.value.sets == (("Set 2, Mr Bellamy",) if in_it else ())
        assert not Judgement.objects.filter(pupil=pupil).exists()


def test_a_set_that_nobody_leads_gives_its_children_back_to_their_class(
    cast: Cast, maths: Group
) -> None:
    staff = GroupStaff.objects.get(group=maths)
    end_leading(staff=staff, last_day=TODAY - timedelta(days=1), by=cast.viewer("office"))
    wanted = cell(cast, cast.settled)
    with pytest.raises(NotTheirs):
        judge(
            cell=wanted, school_class=cast.kestrels, value=value(cast),
            by=cast.viewer("other_teacher"),
        )  # fmt: skip
    by = cast.viewer("teacher")
    judge(cell=wanted, school_class=cast.kestrels, value=value(cast), by=by)
    assert Judgement.objects.of(wanted).exists()


def test_a_set_led_by_someone_who_may_not_judge_leaves_its_subject_to_the_class(
    cast: Cast, client_of: ClientOf, maths: Group
) -> None:
    GroupStaff.objects.filter(group=maths).update(member=cast.office)
    by = cast.viewer("teacher")
    assert not [slip for slip in slips(cast.viewer("leader"), cast) if "Set 2" in slip.class_name]
    assert "judged in Set 2" not in shown(
        client_of("teacher"), f"/amberley/classes/{cast.kestrels.ref}/judging/"
    )
    judge(cell=cell(cast, cast.settled), school_class=cast.kestrels, value=value(cast), by=by)
    assert Judgement.objects.of(cell(cast, cast.settled)).exists()


def test_a_set_whose_leaders_lost_the_right_to_judge_leaves_its_subject_to_the_class(
    cast: Cast, maths: Group
) -> None:
    GroupStaff.objects.filter(group=maths).update(member=cast.needs)
    wanted = cell(cast, cast.settled)
    with pytest.raises(NotTheirs):
        judge(cell=wanted, school_class=cast.kestrels, value=value(cast), by=cast.viewer("teacher"))
    taken = [taken_as(Role.NEEDS, Can.JUDGE)]
    narrow(school=cast.school, taken=taken, by=cast.viewer("leader"))
    cast.school.refresh_from_db()
    judge(cell=wanted, school_class=cast.kestrels, value=value(cast), by=cast.viewer("teacher"))
    assert Judgement.objects.of(wanted).exists()


def test_a_child_who_left_the_set_is_judged_by_their_class_again(cast: Cast, maths: Group) -> None:
    place = GroupPlace.objects.get(group=maths, pupil=cast.settled)
    take_out_of_group(place=place, last_day=TODAY - timedelta(days=1), by=cast.viewer("office"))
    by, wanted = cast.viewer("teacher"), cell(cast, cast.settled)
    judge(cell=wanted, school_class=cast.kestrels, value=value(cast), by=by)
    assert Judgement.objects.of(wanted).exists()


def both(cast: Cast) -> list[Mark]:
    return [Mark(cell=cell(cast, pupil), value=value(cast)) for pupil in (cast.settled, cast.wren)]


def test_a_set_is_judged_in_one_go_or_not_at_all(cast: Cast, maths: Group) -> None:
    by = cast.viewer("other_teacher")
    rows = judge_set(marks=both(cast), group=maths, period=cast.period, by=by)
    assert {row.pupil for row in rows} == {cast.settled, cast.wren}
    wrong = [
        Mark(cell=cell(cast, cast.wren, WRITING), value=value(cast)),
        Mark(cell=cell(cast, cast.two_homes), value=value(cast)),
        Mark(cell=a_cell(cast, cast.wren), value=""),
    ]
    for one in wrong:
        again = [Mark(cell=cell(cast, cast.wren), value=""), one]
        with pytest.raises(NotTheirs):
            judge_set(marks=again, group=maths, period=cast.period, by=by)
    assert Judgement.objects.standing().exclude(value="").count() == 2
    with pytest.raises(NotTheirs):
        judge_set(marks=both(cast), group=maths, period=cast.period, by=cast.viewer("teacher"))


def test_one_closed_class_keeps_all_of_it_back(cast: Cast, maths: Group) -> None:
    close(school_class=cast.kestrels, period=cast.period, by=cast.viewer("teacher"))
    by = cast.viewer("other_teacher")
    with pytest.raises(ReviewClosed):
        judge_set(marks=both(cast), group=maths, period=cast.period, by=by)
    assert not Judgement.objects.exists()
    review = review_of_set(maths, cast.period, by=by)
    assert review is not None
    may = {p.pk: review.rights.may_judge(p.pk, What.SUBJECT, MATHS) for p in review.profiles}
    assert may == {cast.settled.pk: False, cast.wren.pk: True}
    assert judge_set(marks=both(cast)[1:], group=maths, period=cast.period, by=by)


def test_the_page_of_a_set_has_its_children_and_its_subjects_alone(
    cast: Cast, maths: Group
) -> None:
    review = review_of_set(maths, cast.period, by=cast.viewer("other_teacher"))
    assert review is not None
    assert [profile.name for profile in review.profiles] == ["Maya Brook", "Tom Sparrow"]
    assert {profile.class_name for profile in review.profiles} == {"Kestrels", "Wrens"}
    assert {each.key for profile in review.profiles for each in profile.subjects} == {MATHS}
    assert not any(profile.areas for profile in review.profiles)


def page(maths: Group, more: str = "judging/") -> str:
    return f"/amberley/groups/{maths.ref}/{more}"


def shown(client: CheckedClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return body_of(answer)


def sent(cast: Cast, *pupils: Pupil, key: str = MATHS) -> dict[str, str]:
    marks = [
        {"pupil": str(each.ref), "what": "subject", "key": key, "value": value(cast), "seen": ""}
        for each in pupils
    ]
    return {"voice": "mentor", "period": str(cast.period.ref), "marks": dumps(marks)}


@pytest.mark.parametrize("narrowed", [False, True])
def test_its_teacher_judges_it_on_its_own_page(
    cast: Cast, client_of: ClientOf, maths: Group, narrowed: bool
) -> None:
    cast.school.own_classes_only = narrowed
    cast.school.save(update_fields=["own_classes_only"])
    client = client_of("other_teacher")
    body = shown(client, page(maths))
    assert "Maya Brook" in body
    assert 'id="judging"' in body
    answer = client.post(page(maths, "judgements/"), sent(cast, cast.settled, cast.wren))
    assert [each["value"] for each in answer.json()["cells"]] == [value(cast)] * 2
    refused = client.post(page(maths, "judgements/"), sent(cast, cast.settled, key=WRITING))
    assert refused.status_code == 403
    column = page(maths, f"judging/subject/{MATHS}/")
    assert "Maya Brook" in shown(client, column)
    taken_back = {
        f"value-{cast.settled.ref}": "", f"reason-{cast.settled.ref}": "",
        f"seen-{cast.settled.ref}": value(cast), f"value-{cast.wren.ref}": value(cast),
        f"reason-{cast.wren.ref}": "", f"seen-{cast.wren.ref}": value(cast),
    }  # fmt: skip
    assert client.post(f"{column}judgements/", taken_back).status_code == 302
    there = Judgement.objects.standing().exclude(value="")
    assert [row.pupil for row in there] == [cast.wren]


def test_a_narrowed_school_shows_its_teacher_no_more_of_anothers_child(
    cast: Cast, client_of: ClientOf, maths: Group
) -> None:
    cast.school.own_classes_only = True
    cast.school.save(update_fields=["own_classes_only"])
    by = cast.viewer("leader")
    for key in (MATHS, WRITING):
        judge(cell=cell(cast, cast.settled, key), school_class=cast.kestrels,
              value=value(cast), by=by)  # fmt: skip
    client = client_of("other_teacher")
    member = cast.other_teacher
    member.school = cast.school
    seen = Judgement.objects.visible_to(cast.viewer("other_teacher"))
    assert {(row.pupil, row.key) for row in seen} == {(cast.settled, MATHS)}
    child = f"/amberley/pupils/{cast.settled.ref}/"
    for gone in (
        child, f"{child}profile/", f"{child}profile/subject/maths/",
        f"/amberley/classes/{cast.kestrels.ref}/",
    ):  # fmt: skip
        assert client.get(gone).status_code in {403, 404}, gone
    body = shown(client, page(maths))
    assert "Rowan" not in body, "who is in the class and not in the set"
    assert shown(client_of("teacher"), page(maths)).count("Tom Sparrow") == 0


def test_whoever_does_not_lead_it_reads(cast: Cast, client_of: ClientOf, maths: Group) -> None:
    body = shown(client_of("teacher"), page(maths))
    assert "Whoever leads Set 2 judges this." in body
    assert 'id="judging"' not in body
    refused = client_of("teacher").post(page(maths, "judgements/"), sent(cast, cast.settled))
    assert refused.status_code == 403
    assert client_of("teacher").get(page(cast.premium)).status_code == 404


def test_the_class_is_told_who_judges_it(cast: Cast, client_of: ClientOf, maths: Group) -> None:
    of_class = f"/amberley/classes/{cast.kestrels.ref}/"
    client = client_of("teacher")
    said = "judged in Set 2, Mr Bellamy"
    sheet = shown(client, f"{of_class}judging/")
    assert said in sheet
    assert "still to judge, of them 1 in Set 2<" in sheet
    assert "still to judge, of them 1 in Set 2<" in shown(client, of_class)
    assert "of them" not in shown(client_of("other_teacher"), page(maths)), "they lead it"
    assert "Set 2, Mr Bellamy" in shown(client, of_class)
    assert "Judged in Set 2, Mr Bellamy" in shown(
        client, f"/amberley/pupils/{cast.settled.ref}/profile/subject/maths/"
    )
    assert "Set 2, Mr Bellamy" in shown(client, f"{of_class}closing/")
    assert "in Set 2, Mr Bellamy" in shown(client, "/amberley/reviews/")


def test_the_sets_teacher_is_reminded_and_the_classs_is_not(cast: Cast, maths: Group) -> None:
    leader = cast.viewer("leader")
    before = {slip.key: slip for slip in slips(leader, cast)}
    mine = f"{cast.kestrels.ref}.{cast.teacher.ref}"
    theirs = f"{cast.kestrels.ref}.{cast.other_teacher.ref}"
    own = f"{cast.wrens.ref}.{cast.other_teacher.ref}"
    assert (before[theirs].left, before[theirs].class_name) == (1, "Set 2, for Kestrels")
    cells = review_of_class(cast.kestrels, cast.period, by=leader)
    assert cells is not None
    assert before[mine].cells == cells.cells - 1 + extra(cast, leader)
    judge_set(marks=both(cast), group=maths, period=cast.period, by=leader)
    after = {slip.key: slip for slip in slips(leader, cast)}
    assert theirs not in after
    assert after[mine].left == before[mine].left, "the class's teacher is asked of no set"
    assert after[own].left == before[own].left - 1, "who leads both is asked of both at once"


def test_the_page_leads_to_reminding_where_sets_alone_have_something_left(
    cast: Cast, client_of: ClientOf, maths: Group
) -> None:
    found = overview(cast.period, by=cast.viewer("leader"))
    alone = [
        replace(each, judged=each.cells - each.early - sum(one.left for one in each.sets))
        for each in found.classes
        if each.sets
    ]
    assert not replace(found, classes=tuple(alone)).wanting
    assert replace(found, classes=tuple(alone)).to_remind == alone
    assert "Remind 2 classes" in shown(client_of("leader"), "/amberley/reviews/")


def slips(by: Viewer, cast: Cast) -> tuple[Slip, ...]:
    return reminders(overview(cast.period, by=by), by=by).slips


def extra(cast: Cast, by: Viewer) -> int:
    """Cells of those who left in the period, whom the class's page does not show."""
    (stands,) = [
        each for each in overview(cast.period, by=by).classes if each.ref == cast.kestrels.ref
    ]
    review = review_of_class(cast.kestrels, cast.period, by=by)
    return stands.cells - (review.cells if review else 0)


def test_a_judgement_of_a_set_comes_undone_without_its_note(cast: Cast, maths: Group) -> None:
    by = cast.viewer("other_teacher")
    by.member.user.name = None  # type: ignore[assignment]  # whom the audit refuses
    with pytest.raises(IntegrityError):
        judge_set(marks=both(cast), group=maths, period=cast.period, by=by)
    assert not Judgement.objects.exists()
