"""Someone is let in for a day by a code (decision 27): once, today, and for names alone."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.test import override_settings

from lantern.accounts.actions import NoVisit, begin_visit, end_visit
from lantern.accounts.actions.codes import GROUPS, IN_A_GROUP, LETTERS
from lantern.accounts.models import Member, User, Visit
from lantern.audit.models import Note
from lantern.roster.actions import RosterTrouble, let_in_again, let_in_for, set_away
from lantern.roster.models import ClassStaff, Pupil, PupilFact, SchoolClass, StaffAbsence
from lantern.roster.pictures import named_class
from tests.cast import NOW, TODAY, Cast, viewer_of, works_in
from tests.client import CheckedClient

pytestmark = pytest.mark.usefixtures("fresh_counts")
ClientOf = Callable[[str], CheckedClient]
HERE, DOOR, NAMES = "/amberley/here-today/", "/account/today/", "/amberley/names/"
SAME_WORDS = "opens nothing. Was it typed right?"
OVER = "Your day here is over"
MIDNIGHT = datetime(2026, 11, 27, tzinfo=NOW.tzinfo)


@pytest.fixture
def code(cast: Cast, client_of: ClientOf) -> str:
    """From the slip of a supply teacher, for Kestrels."""
    return on_the_slip(client_of("office"), "Mrs Hill", cast.kestrels)


def on_the_slip(client: CheckedClient, name: str, *classes: SchoolClass) -> str:
    told = {"name": name, "classes": [str(each.ref) for each in classes]}
    return code_in(client.post(f"{HERE}new/", told).content.decode())


def code_in(page: str) -> str:
    found = re.search(r"<code>([A-Z]{4}-[A-Z]{4}-[A-Z]{4})</code>", page)
    assert found is not None, page
    return found[1]


def came_in(code: str, **extra: str) -> CheckedClient:
    client = CheckedClient(**extra)  # type: ignore[arg-type]  # as Django's client
    client.post(DOOR, {"code": code})
    return client


def is_in(client: CheckedClient) -> bool:
    return bool(client.get(NAMES, follow=True).redirect_chain[-1][0].startswith(NAMES))


def the_visit(name: str = "Mrs Hill") -> Visit:
    return Visit.objects.select_related("member__school", "member__user").get(
        member__user__name=name, ended_at=None
    )


def test_the_code_leads_to_the_names_of_the_class_and_to_nothing_else(
    code: str, cast: Cast
) -> None:
    client = came_in(f" {code.lower().replace('-', ' ')} ")
    page = client.get("/", follow=True)
    assert page.redirect_chain[-1][0] == f"{NAMES}{cast.kestrels.ref}/"
    words = page.content.decode()
    assert "Maya Brook" in words
    assert "Ms Farrow" in words
    for hidden in ("Idris", "2018", "Year", "R860123456001", "Pupil premium", "Petra"):
        assert hidden not in words, hidden
    assert client.get(f"{NAMES}{cast.wrens.ref}/").status_code == 404
    for path in ("pupils/", f"pupils/{cast.settled.ref}/", "reviews/", "here-today/", "staff/"):
        assert client.get(f"/amberley/{path}").status_code == 403, path
    assert client.get("/next-door/").status_code == 404


def test_whoever_may_see_a_name_sees_no_child_and_no_fact(code: str, cast: Cast) -> None:
    """The names are asked for apart, so that all else stays closed without being told."""
    by = viewer_of(the_visit().member)
    assert not Pupil.objects.visible_to(by).exists()
    assert not Pupil.objects.judged_by(by).exists()
    assert not SchoolClass.objects.visible_to(by).exists()
    assert {pupil.name for pupil in Pupil.objects.named_to(by)} == {
        "Maya Brook", "Ewa Zielińska", "Rowan Ashdown",
    }  # fmt: skip
    for kind in PupilFact.__subclasses__():
        assert not kind._default_manager.visible_to(by).exists()  # type: ignore[attr-defined]


def test_who_is_new_today_and_who_has_left_is_said(cast: Cast) -> None:
    first_day, gone_since = NOW.replace(day=19), NOW.replace(month=10, day=26)
    for day, new, left in ((first_day, ["Ewa Zielińska"], []), (gone_since, [], ["Petra Quayle"])):
        by = replace(cast.viewer("leader"), now=day)
        found = named_class(by, cast.kestrels.ref)
        assert found is not None
        assert [child.name for child in found.children if child.is_new] == new
        assert found.left == left


def test_an_adult_who_is_away_is_not_said_to_be_here(cast: Cast) -> None:
    by = cast.viewer("leader")
    for part in ("teacher", "assistant"):
        set_away(member=cast.member(part), starts_on=TODAY, ends_on=None, by=by)
    farrow = ClassStaff.objects.get(school_class=cast.kestrels, lead=True)
    works_in(cast.kestrels, cast.member("other_teacher"), lead=False)
    found = named_class(by, cast.kestrels.ref)
    assert found is not None
    assert found.teachers == ["Ms Farrow (not today)"]
    assert found.others == ["Mr Bellamy", "Mrs Hart"]
    StaffAbsence.objects.all().delete()
    for weekdays, said in (("123", "Ms Farrow (not today)"), ("45", "Ms Farrow")):
        ClassStaff.objects.filter(pk=farrow.pk).update(weekdays=weekdays)  # TODAY is a Thursday
        found = named_class(by, cast.kestrels.ref)
        assert found is not None
        assert found.teachers == [said]


def test_it_opens_once(code: str) -> None:
    assert is_in(came_in(code))
    assert not is_in(came_in(code))
    assert Note.objects.filter(did="came in for a day", at_by="Mrs Hill").count() == 1


def test_on_tuesday_it_opens_nothing_and_whoever_came_in_is_out(
    code: str, cast: Cast, client_of: ClientOf
) -> None:
    unused = on_the_slip(client_of("office"), "Mr Late", cast.wrens)
    client = came_in(code)
    assert is_in(client)
    with override_settings(PRETEND_TODAY=TODAY + timedelta(days=1)):
        answer = client.get(f"{NAMES}{cast.kestrels.ref}/", follow=True)
        assert OVER in answer.content.decode()
        assert "Maya" not in answer.content.decode()
        assert "_auth_user_id" not in client.session
        assert SAME_WORDS in CheckedClient().post(DOOR, {"code": unused}).content.decode()
        assert not is_in(came_in(unused))
    assert the_visit("Mr Late").came_in is None


def test_it_ends_at_its_time_of_day(code: str, cast: Cast) -> None:
    client = came_in(code)
    Visit.objects.filter(pk=the_visit().pk).update(until=the_visit().member.school.now())
    assert not is_in(client)


def test_the_office_ends_it_at_once(code: str, client_of: ClientOf) -> None:
    client, office, ref = came_in(code), client_of("office"), the_visit().ref
    for _ in range(2):
        assert office.post(f"{HERE}{ref}/ending/").status_code == 302
    assert OVER in client.post("/account/lock/", {"here": ""}, follow=True).content.decode()
    assert Note.objects.filter(did="day ended early", at_by="Mr Pell").count() == 1
    assert "Ended" in office.get(HERE).content.decode()


def test_with_another_code_the_first_opens_nothing_and_its_screen_is_closed(
    code: str, client_of: ClientOf
) -> None:
    first, visit = came_in(code), the_visit()
    again = code_in(client_of("office").post(f"{HERE}{visit.ref}/another-code/").content.decode())
    assert not is_in(first)
    assert is_in(came_in(again))
    places = ClassStaff.objects.filter(member=the_visit().member)
    assert [place.school_class.name for place in places] == ["Kestrels"]
    assert the_visit().until == visit.until
    over = client_of("office").post(f"{HERE}{visit.ref}/another-code/")
    assert over.status_code == 302


def test_only_a_digest_of_it_is_kept(code: str) -> None:
    tables = (Visit, Note, Member, User)
    kept = str([list(table._default_manager.values()) for table in tables])
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_visitor_has_no_account(code: str) -> None:
    """No password to change, no second step to set up, no other way in."""
    client = came_in(code)
    for path in ("password/change/", "second-factor/", "second-factor/passkeys/new/", "login/"):
        assert client.get(f"/account/{path}")["Location"] == "/", path
    user = the_visit().member.user
    assert not user.has_usable_password()
    answer = CheckedClient().post("/account/login/", {"login": user.email, "password": code})
    assert answer.status_code == 200


def test_a_second_step_is_asked_of_staff_and_not_of_a_visitor(code: str, cast: Cast) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(second_factor=True)
    assert is_in(came_in(code))


def test_a_screen_that_locked_is_opened_by_the_same_code(code: str, cast: Cast) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(lock_after=10)
    client, path = came_in(code), f"{NAMES}{cast.kestrels.ref}/"
    client.get(path)
    client.post("/account/lock/", {"idle": ""})
    locked = client.get(path)
    assert locked.status_code == 423
    assert "The code on your slip" in locked.content.decode()
    wrong = client.post("/account/lock/", {"password": "BBBB-BBBB-BBBB"})
    assert (wrong.status_code, wrong.content) == (422, b"That is not your code of today.")
    assert client.post("/account/lock/", {"password": code}).status_code == 204
    assert client.get(path).status_code == 200


def test_every_code_that_is_not_good_is_answered_alike(
    code: str, cast: Cast, client_of: ClientOf
) -> None:
    """Wrong, used, ended, or an invitation's: nobody learns which."""
    ended = on_the_slip(client_of("office"), "Mr Late", cast.wrens)
    end_visit(visit=the_visit("Mr Late"), by=cast.viewer("office"))
    came_in(code)
    tried = (code, ended, "BBBB-BBBB-BBBB", "x" * 200, "ǅ'; --")
    pages = {CheckedClient().post(DOOR, {"code": each}).content.decode() for each in tried}
    assert all(SAME_WORDS in page for page in pages)
    assert len({re.sub(r'value="[^"]*"|[A-Za-z0-9]{64}', "", page) for page in pages}) == 1


@pytest.mark.parametrize("typed", ["", "x" * 100_000])
def test_what_is_no_code_at_all_is_refused(cast: Cast, typed: str) -> None:
    answer = CheckedClient().post(DOOR, {"code": typed})
    assert 'role="alert"' in answer.content.decode()


def test_guessing_is_slowed_down(code: str) -> None:
    """After twenty wrong codes even the right one is refused from that address, elsewhere not."""
    client = CheckedClient(REMOTE_ADDR="192.0.2.1")
    for number in range(20):
        client.post(DOOR, {"code": f"BBBB-BBBB-{LETTERS[number] * 4}"})
    assert "tried too often" in client.post(DOOR, {"code": code}).content.decode()
    assert is_in(came_in(code, REMOTE_ADDR="203.0.113.9"))


def test_guessing_is_hopeless() -> None:
    """A hundred codes open at once, ten thousand addresses at full speed, from midnight to it."""
    codes = len(LETTERS) ** (GROUPS * IN_A_GROUP)
    tries = 10_000 * 20 * (24 * 60 // 5)
    assert codes > 4 * 10**15
    assert tries * 100 * 100_000 < codes  # one chance in a hundred thousand at most


def test_two_at_once_with_one_code(code: str, cast: Cast) -> None:
    """Whoever is second finds it used, though both had read it unused."""
    begin_visit(code=code)
    with pytest.raises(NoVisit):
        begin_visit(code=code)


def test_it_is_told_with_the_classes_and_comes_undone_whole(cast: Cast) -> None:
    by = cast.viewer("office")
    with pytest.raises(RosterTrouble, match="at least one class"):
        let_in_for(name="Mrs Hill", classes=[], until=MIDNIGHT, by=by)
    for until, words in ((NOW, "That time is over"), (MIDNIGHT + timedelta(1), "today alone")):
        with pytest.raises(RosterTrouble, match=words):
            let_in_for(name="Mrs Hill", classes=[cast.kestrels], until=until, by=by)
    with pytest.raises(RosterTrouble, match="no class of today"):
        let_in_for(name="X", classes=[cast.next_door.school_class], until=MIDNIGHT, by=by)
    assert not Visit.objects.filter(member__user__name__in=["Mrs Hill", "X"]).exists()
    visit, _ = let_in_for(
        name="Mrs Hill", classes=[cast.kestrels, cast.wrens], until=MIDNIGHT, by=by
    )
    told = Note.objects.get(did="let in for a day")
    assert told.details == {"where": "Kestrels, Wrens", "until": "midnight"}
    assert told.about == str(visit.member.ref)
    places = ClassStaff.objects.filter(member=visit.member)
    SchoolClass.objects.filter(pk=cast.wrens.pk).update(school=cast.next_door.school)
    with pytest.raises(RosterTrouble, match="no class of today"):
        let_in_again(visit=visit, by=by)
    visit.refresh_from_db()
    assert (visit.ended_at, places.count()) == (None, 2)


def test_what_the_office_types_wrong_is_said(client_of: ClientOf, cast: Cast) -> None:
    office, kestrels = client_of("office"), str(cast.kestrels.ref)
    for told, words in (
        ({"classes": [kestrels]}, "Fill this in."),
        ({"name": "Mrs Hill"}, "Choose at least one of these."),
        ({"name": "x" * 121, "classes": [kestrels]}, "Use 120 characters"),
        ({"name": "Mrs Hill", "classes": ["nonsense"]}, "not a valid"),
        (
            {"name": "Mrs Hill", "classes": [str(cast.next_door.school_class.ref)]},
            "Choose at least",
        ),
        ({"name": "Mrs Hill", "classes": [kestrels], "until": "soon"}, "Write it like 15:30."),
        ({"name": "Mrs Hill", "classes": [kestrels], "until": "00:00"}, "That time is over"),
    ):
        page = office.post(f"{HERE}new/", told).content.decode()
        assert words in page, (told, page)
    assert not Visit.objects.filter(member__user__name="Mrs Hill").exists()


def test_a_visitor_is_on_no_list_of_staff(code: str, cast: Cast, client_of: ClientOf) -> None:
    for path in ("staff/", f"pupils/{cast.settled.ref}/mentor/"):
        assert "Mrs Hill" not in client_of("leader").get(f"/amberley/{path}").content.decode()
    ref = the_visit().member.ref
    assert client_of("leader").get(f"/amberley/staff/{ref}/").status_code == 404


def test_what_a_visitor_did_is_in_the_audit_by_name(code: str, client_of: ClientOf) -> None:
    came_in(code)
    page = client_of("leader").get("/amberley/audit/", {"who": str(the_visit().member.ref)})
    words = re.sub(r"(<[^>]+>|\s)+", " ", page.content.decode())
    assert "Mrs Hill came in by the code of the day" in words


def test_where_a_school_takes_it_away_a_visitor_sees_no_name(code: str, cast: Cast) -> None:
    type(cast.school).objects.filter(pk=cast.school.pk).update(taken=["supply see-names"])
    client = came_in(code)
    assert client.get(NAMES).status_code == 403
    assert b"Maya" not in client.get("/", follow=True).content
