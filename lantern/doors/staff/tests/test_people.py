"""The staff list: joining with a slip, changing role, leaving."""

import re
from collections.abc import Callable
from datetime import date

from lantern.accounts.models import Member, User
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.roster.models import ClassStaff, Mentoring
from tests.cast import PASSWORD, Cast
from tests.client import CheckedClient

ClientOf = Callable[[str], CheckedClient]
STAFF = "/amberley/staff/"
NEW = {"email": "New.Person@amberley.example", "name": "Ms New", "role": "assistant", "how": "slip"}


def test_the_list_shows_who_is_here_and_who_left(client_of: ClientOf) -> None:
    page = client_of("leader").get(STAFF).content.decode()
    assert "Ms Farrow" in page
    assert page.index("1 person who left") < page.index("Mr Goodbye")


def test_the_staff_stand_by_surname(client_of: ClientOf, cast: Cast) -> None:
    page = client_of("leader").get(STAFF).content.decode()
    names = re.findall(r'<th scope="row"><a[^>]*>([^<]+)', page)
    assert names[0] == "Mrs Adeyemi"
    surnames = [name.split()[-1] for name in names]
    assert surnames == sorted(surnames)


def test_a_slip_shows_the_password_once_and_it_must_be_changed(
    client_of: ClientOf, cast: Cast
) -> None:
    path = f"{STAFF}{cast.teacher.ref}/start-password/"
    page = client_of("leader").post(path).content.decode()
    found = re.search(r"<code>(\S+)</code>", page)
    assert found is not None
    theirs = CheckedClient()
    signing_in = {"login": cast.teacher.user.email, "password": found[1]}
    theirs.post("/account/login/", signing_in)
    assert theirs.get("/amberley/")["Location"] == "/account/password/change/"
    assert theirs.get("/account/password/change/").status_code == 200
    own = "a much longer one of mine"
    theirs.post(
        "/account/password/change/",
        {"oldpassword": found[1], "password1": own, "password2": own},
    )
    assert theirs.get("/amberley/").status_code == 200


def test_the_password_is_kept_nowhere(client_of: ClientOf, cast: Cast) -> None:
    path = f"{STAFF}{cast.teacher.ref}/start-password/"
    page = client_of("leader").post(path).content.decode()
    found = re.search(r"<code>(\S+)</code>", page)
    assert found is not None
    notes = str(list(Note.objects.values()))
    assert found[1] not in notes
    assert User.objects.get(pk=cast.teacher.user_id).password != found[1]


def test_someone_with_an_account_keeps_their_password(client_of: ClientOf, cast: Cast) -> None:
    told = NEW | {"email": cast.stranger.user.email}
    client = client_of("leader")
    client.may_see_the_canary = True  # the stranger's own address is shown to whoever typed it
    assert "<code>" in client.post(f"{STAFF}new/", told).content.decode()
    assert Member.objects.filter(user=cast.stranger.user, school=cast.school).exists()
    cast.stranger.user.refresh_from_db()
    assert cast.stranger.user.check_password(PASSWORD)


def test_a_long_name_is_kept_whole_or_refused_in_words(client_of: ClientOf) -> None:
    client = client_of("leader")
    shown = re.search(r'<input[^>]*name="name"[^>]*>', client.get(f"{STAFF}new/").content.decode())
    assert shown is not None
    assert "maxlength" not in shown[0]
    page = client.post(f"{STAFF}new/", NEW | {"name": "Ms " + "n" * 118}).content.decode()
    assert "Use 120 characters at most: this has 121." in page
    assert not User.objects.filter(email="new.person@amberley.example").exists()
    client.post(f"{STAFF}new/", NEW | {"name": "Ms " + "n" * 107})
    assert User.objects.get(email="new.person@amberley.example").name == "Ms " + "n" * 107


def test_nobody_is_on_the_staff_twice(client_of: ClientOf, cast: Cast) -> None:
    told = NEW | {"email": cast.teacher.user.email}
    page = client_of("leader").post(f"{STAFF}new/", told).content.decode()
    assert "Ms Farrow is on the staff already." in page


def test_someone_who_left_comes_back(client_of: ClientOf, cast: Cast) -> None:
    told = NEW | {"email": cast.gone.user.email}
    client_of("leader").post(f"{STAFF}new/", told)
    cast.gone.refresh_from_db()
    assert (cast.gone.role, cast.gone.ends_on) == (Role.ASSISTANT, None)
    note = Note.objects.get(did="member of staff came back")
    assert note.details == {"role": "assistant", "left": "2026-10-23"}


def test_whoever_is_new_is_in_the_audit_with_their_role(client_of: ClientOf) -> None:
    client_of("leader").post(f"{STAFF}new/", NEW)
    assert Note.objects.get(did="member of staff added").details == {"role": "assistant"}


def test_a_role_changes_at_once(client_of: ClientOf, cast: Cast) -> None:
    client_of("leader").post(f"{STAFF}{cast.teacher.ref}/", {"role": "office"})
    assert client_of("teacher").get("/amberley/pupils/").status_code == 200
    assert Note.objects.get(did="role changed").details == {"was": "teacher", "becomes": "office"}


def test_the_last_leader_stays(client_of: ClientOf, cast: Cast) -> None:
    client = client_of("leader")
    page = client.post(f"{STAFF}{cast.leader.ref}/", {"role": "office"}).content.decode()
    assert "the only leader" in page
    departure = f"{STAFF}{cast.leader.ref}/departure/"
    assert "the only leader" in client.post(departure, {"last_day": "2026-12-18"}).content.decode()
    cast.leader.refresh_from_db()
    assert (cast.leader.role, cast.leader.ends_on) == (Role.LEADER, None)


def test_leaving_lets_go_of_classes_and_mentees(client_of: ClientOf, cast: Cast) -> None:
    departure = f"{STAFF}{cast.assistant.ref}/departure/"
    client_of("leader").post(departure, {"last_day": "2026-11-25"})
    assert client_of("assistant").get("/amberley/").status_code == 404
    assert Mentoring.objects.get(mentor=cast.assistant).ends_on == date(2026, 11, 25)
    assert ClassStaff.objects.get(member=cast.assistant).ends_on == date(2026, 11, 25)


def test_a_last_day_before_they_mentored_is_refused_beside_it(
    client_of: ClientOf, cast: Cast
) -> None:
    Member.objects.filter(pk=cast.assistant.pk).update(starts_on=date(2019, 9, 2))
    departure = f"{STAFF}{cast.assistant.ref}/departure/"
    page = client_of("leader").post(departure, {"last_day": "2025-11-26"})
    assert "choose 3 September 2026 or later" in page.content.decode()
    assert Mentoring.objects.get(mentor=cast.assistant).ends_on is None
    cast.assistant.refresh_from_db()
    assert cast.assistant.ends_on is None


def test_a_new_slip_ends_the_old_password(client_of: ClientOf, cast: Cast) -> None:
    client_of("leader").post(f"{STAFF}{cast.teacher.ref}/start-password/")
    cast.teacher.user.refresh_from_db()
    assert not cast.teacher.user.check_password(PASSWORD)
    assert cast.teacher.user.start_password


def test_no_school_opens_the_door_of_another(client_of: ClientOf, cast: Cast) -> None:
    """A leader who adds another school's head must not be able to take their account over."""
    here = Member.objects.create(
        user=cast.stranger.user, school=cast.school, role=Role.TEACHER, starts_on=date(2026, 9, 1)
    )
    client = client_of("leader")
    client.may_see_the_canary = True
    page = client.get(f"{STAFF}{here.ref}/").content.decode()
    assert "works at another school too, so only they change their password" in page
    assert "Give a new password" not in page
    assert "Give a new password" in client.get(f"{STAFF}{cast.teacher.ref}/").content.decode()
    client.post(f"{STAFF}{here.ref}/start-password/")
    cast.stranger.user.refresh_from_db()
    assert cast.stranger.user.check_password(PASSWORD)
