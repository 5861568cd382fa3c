"""Someone new is invited, by a slip or by email, and comes in once."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.utils import timezone

from lantern.accounts.actions import NoInvitation, invite, invited_by, take_up
from lantern.accounts.models import Invitation, Member, User
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from tests.cast import PASSWORD, Cast, nameless
from tests.client import CheckedClient

pytestmark = pytest.mark.usefixtures("fresh_counts")
ClientOf = Callable[[str], CheckedClient]
HERE, STAFF = "/account/invitation/", "/amberley/staff/"
NEW = {"email": "New.Person@amberley.example", "name": "Ms New", "role": "teacher", "how": "slip"}
MINE = {"password1": "four brave geese", "password2": "four brave geese"}
SAME_WORDS = "This code opens no invitation. Was it typed right?"


@pytest.fixture
def code(client_of: ClientOf) -> str:
    """From the slip of someone who is new at Amberley."""
    page = client_of("leader").post(f"{STAFF}new/", NEW).content.decode()
    found = re.search(r"<code>([A-Z]{4}-[A-Z]{4}-[A-Z]{4})</code>", page)
    assert found is not None
    return found[1]


def new_person() -> User:
    return User.objects.get(email="new.person@amberley.example")


def said(code: str, client: Client | None = None, **extra: str) -> str:
    """What someone who types a code is shown."""
    client = client or CheckedClient(**extra)  # type: ignore[arg-type]  # as Django's client
    answer = client.post(HERE, {"code": code}, follow=True)
    return str(answer.content.decode())


def test_they_choose_their_own_password_and_are_in(code: str) -> None:
    client = CheckedClient()
    page = said(f" {code.lower().replace('-', ' ')} ", client)
    assert "Ms New, at Amberley Primary School" in page
    assert "Choose your own password</h1>" in page
    assert client.post(HERE, MINE)["Location"] == "/"
    assert client.get("/amberley/").status_code == 200
    assert new_person().check_password("four brave geese")
    assert not new_person().start_password
    assert Note.objects.get(did="invitation taken up").at_by == "Ms New"


def test_only_a_digest_of_it_is_kept(code: str) -> None:
    kept = str([list(Invitation.objects.values()), list(Note.objects.values())])
    assert code not in kept
    assert code.replace("-", "") not in kept


def test_a_weak_password_is_refused_and_the_code_stays_good(code: str) -> None:
    client = CheckedClient()
    said(code, client)
    page = client.post(HERE, {"password1": "lantern", "password2": "lantern"}).content.decode()
    assert "too short" in page
    assert client.post(HERE, MINE).status_code == 302


def test_it_opens_once(code: str) -> None:
    first, second = CheckedClient(), CheckedClient()
    said(code, first)
    said(code, second)
    assert first.post(HERE, MINE).status_code == 302
    other = {"password1": "five loud ducks", "password2": "five loud ducks"}
    second.post(HERE, other)
    assert new_person().check_password("four brave geese")
    assert second.get("/amberley/").status_code == 302
    assert SAME_WORDS in said(code)


def test_every_code_that_is_not_good_is_answered_alike(
    code: str, client_of: ClientOf, cast: Cast
) -> None:
    """Wrong, replaced, too old, of someone who left: nobody learns which, or of whom."""
    member = Member.objects.get(user=new_person())
    again = client_of("leader").post(f"{STAFF}{member.ref}/invitation/", {"how": "slip"})
    found = re.search(r"<code>(\S+)</code>", again.content.decode())
    assert found is not None
    pages = {said("BBBB-BBBB-BBBB"), said(code), said("x" * 200), said("ǅ'; --")}
    Member.objects.filter(pk=member.pk).update(ends_on=date(2026, 9, 1))
    pages.add(said(found[1]))
    Member.objects.filter(pk=member.pk).update(ends_on=None)
    Invitation.objects.update(until=timezone.now() - timedelta(seconds=1))
    pages.add(said(found[1]))
    assert all(SAME_WORDS in page for page in pages)
    words = {re.sub(r'value="[^"]*"|[A-Za-z0-9]{64}', "", page) for page in pages}
    assert len(words) == 1


def test_it_is_open_for_two_weeks(code: str) -> None:
    made = Invitation.objects.get()
    assert made.until - made.made_at == timedelta(days=14)


@pytest.mark.parametrize("code", ["", "x" * 100_000])
def test_what_is_no_code_at_all_is_refused(cast: Cast, code: str) -> None:
    answer = CheckedClient().post(HERE, {"code": code})
    assert 'role="alert"' in answer.content.decode()


def test_guessing_is_slowed_down(code: str) -> None:
    """After twenty wrong codes even the right one is refused from that address, elsewhere not."""
    for number in range(20):
        assert SAME_WORDS in said(f"BBBB-BBBB-{number:04}", REMOTE_ADDR="192.0.2.1")
    assert "tried too often" in said(code, REMOTE_ADDR="192.0.2.1")
    assert "Choose your own password" in said(code, REMOTE_ADDR="203.0.113.9")


def test_a_whole_staff_comes_in_from_one_address_on_the_first_day(cast: Cast) -> None:
    for number in range(30):
        user = User.objects.create_user(
            email=f"t{number}@amberley.example", name="Ms T", password=None
        )
        member = Member.objects.create(
            user=user, school=cast.school, role=Role.TEACHER, starts_on=date(2026, 9, 1)
        )
        _, code = invite(member=member, how="slip", by=cast.viewer("leader"))
        assert "Choose your own password" in said(code)


def test_an_account_of_another_school_keeps_its_password(client_of: ClientOf, cast: Cast) -> None:
    """No school opens another's door by inviting someone."""
    client = client_of("leader")
    client.may_see_the_canary = True  # the stranger's own address is shown to whoever typed it
    told = NEW | {"email": cast.stranger.user.email}
    slip = client.post(f"{STAFF}new/", told).content.decode()
    assert "so they choose no password" in slip
    assert "a password of their own" not in slip
    found = re.search(r"<code>(\S+)</code>", slip)
    assert found is not None
    theirs = CheckedClient()
    page = said(found[1], theirs)
    assert "You have a sign-in for Lantern already" in page
    assert 'name="password1"' not in page
    theirs.post(HERE, MINE)
    cast.stranger.user.refresh_from_db()
    assert cast.stranger.user.check_password(PASSWORD)


def test_nor_where_they_have_not_come_in_yet(code: str, cast: Cast) -> None:
    member = Member.objects.create(
        user=new_person(), school=cast.next_door.school, role=Role.TEACHER,
        starts_on=date(2026, 9, 1),
    )  # fmt: skip
    made, _ = invite(member=member, how="slip", by=cast.viewer("stranger"))
    assert not made.sets_password
    assert "Ms New, at Amberley" in said(code)


def test_taken_up_at_once_by_two(code: str) -> None:
    found = invited_by(code)
    twice = invited_by(code)
    take_up(invitation=found, password="four brave geese")
    with pytest.raises(NoInvitation):
        take_up(invitation=twice, password="five loud ducks")
    assert new_person().check_password("four brave geese")


def test_without_its_note_there_is_no_invitation(cast: Cast) -> None:
    with pytest.raises(Exception, match="made_by"):
        invite(member=cast.teacher, how="slip", by=nameless(cast.school))
    assert not Invitation.objects.exists()


def test_someone_who_has_a_password_is_not_invited_again(client_of: ClientOf, cast: Cast) -> None:
    path = f"{STAFF}{cast.teacher.ref}/"
    assert "Not come in yet" not in client_of("leader").get(path).content.decode()
    assert client_of("leader").post(f"{path}invitation/", {"how": "slip"})["Location"] == path
    assert not Invitation.objects.exists()


def test_the_staff_page_shows_who_has_not_come_in_and_leads_to_a_new_code(
    code: str, client_of: ClientOf
) -> None:
    member = Member.objects.get(user=new_person())
    leader = client_of("leader")
    page = leader.get(STAFF).content.decode()
    assert page.count("Not come in yet") == 1
    assert "the code is good until" in page
    assert f'href="{STAFF}{member.ref}/#invited"' in page
    Invitation.objects.update(until=timezone.now() - timedelta(days=9999))
    assert "no code is open" in leader.get(STAFF).content.decode()
    member.user.set_password("four brave geese")
    member.user.save()
    assert "Not come in yet" not in leader.get(STAFF).content.decode()


class TestByEmail:
    def test_it_is_not_offered_where_no_mail_is_sent(self, client_of: ClientOf) -> None:
        client = client_of("leader")
        assert "By email" not in client.get(f"{STAFF}new/").content.decode()
        client.post(f"{STAFF}new/", NEW | {"how": "email"})
        assert not mail.outbox
        assert not User.objects.filter(email="new.person@amberley.example").exists()

    @override_settings(MAIL_IS_SENT=True)
    def test_a_link_is_sent_and_leads_in(self, client_of: ClientOf) -> None:
        client = client_of("leader")
        answer = client.post(f"{STAFF}new/", NEW | {"how": "email"})
        assert answer["Location"] == STAFF
        (sent,) = mail.outbox
        assert sent.to == ["new.person@amberley.example"]
        assert sent.subject == "Lantern: Amberley Primary School invites you"
        link = re.search(r"http://testserver(\S+)", str(sent.body))
        assert link is not None
        theirs = CheckedClient()
        page = theirs.get(link[1]).content.decode()  # a mailbox that looks into links uses nothing
        shown = re.search(r'value="([A-Z-]{14})"', page)
        assert shown is not None
        said(shown[1], theirs)
        assert theirs.post(HERE, MINE)["Location"] == "/"

    @override_settings(MAIL_IS_SENT=True)
    def test_who_has_a_sign_in_is_not_told_to_choose_a_password(
        self, client_of: ClientOf, cast: Cast
    ) -> None:
        client = client_of("leader")
        client.may_see_the_canary = True
        client.post(f"{STAFF}new/", NEW | {"email": cast.stranger.user.email, "how": "email"})
        (sent,) = mail.outbox
        assert "You have a sign-in for Lantern already" in str(sent.body)
        assert "choose a password" not in str(sent.body)

    @override_settings(
        MAIL_IS_SENT=True, EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        EMAIL_HOST="127.0.0.1", EMAIL_PORT=9,
    )  # fmt: skip
    def test_a_server_that_does_not_answer_leaves_a_slip(self, client_of: ClientOf) -> None:
        page = client_of("leader").post(f"{STAFF}new/", NEW | {"how": "email"}).content.decode()
        assert "The email could not be sent" in page
        assert re.search(r"<code>[A-Z-]{14}</code>", page)
