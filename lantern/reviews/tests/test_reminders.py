"""Teachers are reminded politely: on paper or by mail, once a day, and no child is named."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.db import IntegrityError
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from lantern.accounts.models import Viewer
from lantern.audit.models import Note
from lantern.reviews.actions import AskedLately, NoMail, NotTheirs, close, remind
from lantern.reviews.models import Reminder
from lantern.reviews.pictures.overview import overview
from lantern.reviews.pictures.reminders import Reminders, reminders
from lantern.reviews.tests.mail_server import a_closed_port, taking_mail
from lantern.reviews.tests.rows import later
from lantern.roster.actions import set_away
from lantern.roster.models import ClassStaff
from tests.cast import TODAY, Cast, unnamed, works_in
from tests.client import CheckedClient, body_of

ClientOf = Callable[[str], CheckedClient]
Commits = DjangoCaptureOnCommitCallbacks
MAIL, PAPER = Reminder.Way.MAIL, Reminder.Way.PAPER
CHILDREN = ("Maya", "Brook", "Ewa", "Rowan", "Ashdown", "Idris", "Sparrow")
AT = reverse("reviews:reminders", args=["amberley"])


def found(cast: Cast, by: Viewer | None = None) -> Reminders:
    who = by or cast.viewer("leader")
    return reminders(overview(cast.period, by=who), by=who)


@pytest.fixture
def mail(settings: Settings) -> None:
    settings.MAIL_IS_SENT = True


def state_of(cast: Cast, name: str) -> str:
    return Reminder.objects.filter(school_class__name=name).latest("pk").state


def press(client: CheckedClient, cast: Cast, way: str = "mail", **more: object) -> str:
    keys = [slip.key for slip in found(cast).slips]
    return body_of(client.post(AT, {"slip": keys, "way": way, **more}, follow=True))


# --- who, and what is said -----------------------------------------------------------------------


def test_each_teacher_of_a_class_with_something_left_has_a_slip(cast: Cast) -> None:
    works_in(cast.wrens, cast.assistant, lead=True)
    slips = [(slip.name, slip.class_name, slip.left) for slip in found(cast).slips]
    assert slips == [
        ("Mr Bellamy", "Wrens", 20), ("Miss Ito", "Wrens", 20), ("Ms Farrow", "Kestrels", 29),
    ]  # fmt: skip


def test_a_closed_class_is_let_be_and_one_that_nobody_leads_is_named(cast: Cast) -> None:
    close(school_class=cast.wrens, period=cast.period, by=cast.viewer("leader"))
    ClassStaff.objects.filter(school_class=cast.kestrels).update(lead=False)
    assert (found(cast).slips, found(cast).leaderless) == ((), ("Kestrels",))


def test_whoever_is_away_for_long_is_left_in_peace(cast: Cast) -> None:
    leader = cast.viewer("leader")
    set_away(member=cast.teacher, starts_on=TODAY, ends_on=None, by=leader)
    assert [slip.name for slip in found(cast).slips] == ["Mr Bellamy"]
    assert found(cast).leaderless == ("Kestrels",)
    ClassStaff.objects.filter(member=cast.assistant).update(lead=True)
    assert [slip.name for slip in found(cast).slips] == ["Mr Bellamy", "Miss Ito"]
    assert found(cast).leaderless == ()


@pytest.mark.usefixtures("mail")
def test_a_mail_names_the_class_and_how_many_and_never_a_child(
    cast: Cast,
    client_of: ClientOf,
    mailoutbox: list[EmailMessage],
    django_capture_on_commit_callbacks: Commits,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        press(client_of("leader"), cast)
    assert [each.to for each in mailoutbox] == [
        ["mr.bellamy@amberley.example"], ["ms.farrow@amberley.example"],
    ]  # fmt: skip
    said = mailoutbox[1]
    assert said.subject == "Kestrels: Autumn 2 is not finished"
    assert said.reply_to == ["mrs.okafor@amberley.example"]
    assert "Dear Ms Farrow,\n\nKestrels has 29 of 30 still to judge in Autumn 2." in said.body
    assert "It ends on Friday 18 December 2026." in said.body
    judging = reverse("reviews:judging", args=["amberley", cast.kestrels.ref])
    assert f"http://testserver{judging}?period={cast.period.ref}" in said.body
    every = " ".join(f"{each.subject} {each.body}" for each in mailoutbox)
    assert not [name for name in CHILDREN if name in every]


def test_the_page_and_its_slips_name_no_child(cast: Cast, client_of: ClientOf) -> None:
    body = body_of(client_of("leader").get(AT))
    assert "29 of 30 still to judge in Autumn 2." in body
    assert not [name for name in CHILDREN if name in body]


@pytest.mark.parametrize("part", ["teacher", "assistant", "office"])
def test_leaders_alone_remind(cast: Cast, client_of: ClientOf, part: str) -> None:
    assert client_of(part).get(AT).status_code == 403
    slips = found(cast).slips
    with pytest.raises(NotTheirs):
        remind(period=cast.period, slips=slips, way=PAPER, by=cast.viewer(part))
    assert not Reminder.objects.visible_to(cast.viewer(part)).exists()


def test_a_class_of_another_school_is_nobodys_to_remind(cast: Cast) -> None:
    with pytest.raises(NotTheirs):
        remind(
            period=cast.period, slips=found(cast).slips, way=PAPER, by=cast.viewer("stranger")
        )  # fmt: skip


# --- once a day ----------------------------------------------------------------------------------


def test_it_is_written_who_was_asked_when_and_by_whom(cast: Cast, client_of: ClientOf) -> None:
    body = press(client_of("leader"), cast, way="paper")
    assert "Reminded on paper: Mr Bellamy, Ms Farrow." in body
    row = Reminder.objects.get(school_class=cast.kestrels)
    assert (row.member, row.left, row.asked_by, row.state) == (
        cast.teacher, 29, cast.leader.user, "done",
    )  # fmt: skip
    assert Note.objects.filter(did="reminded", details__who="Ms Farrow").count() == 1


def test_not_twice_within_a_day_without_saying_so(cast: Cast, client_of: ClientOf) -> None:
    client, keys = client_of("leader"), [slip.key for slip in found(cast).slips]
    press(client, cast, way="paper")
    body = body_of(client.get(AT))
    assert body.count('name="slip"') == 2
    assert "checked" not in body
    body = body_of(client.post(AT, {"slip": keys, "way": "paper"}))  # as an older page sends it
    assert "Mr Bellamy and Ms Farrow had a reminder a moment ago." in body
    assert Reminder.objects.count() == 2
    press(client, cast, way="paper", again=keys)
    assert Reminder.objects.count() == 4


def test_who_was_asked_for_one_period_may_be_asked_for_another(cast: Cast) -> None:
    slips, by = found(cast).slips, cast.viewer("leader")
    remind(period=cast.periods[0], slips=slips, way=PAPER, by=by)
    assert len(remind(period=cast.period, slips=slips, way=PAPER, by=by)) == len(slips)


def test_a_day_later_they_may_be_asked_again(cast: Cast) -> None:
    remind(period=cast.period, slips=found(cast).slips, way=PAPER, by=cast.viewer("leader"))
    almost, over = later(cast.leader, minutes=24 * 60 - 1), later(cast.leader, minutes=24 * 60)
    with pytest.raises(AskedLately) as lately:
        remind(period=cast.period, slips=found(cast).slips, way=PAPER, by=almost)
    assert lately.value.names == ["Mr Bellamy", "Ms Farrow"]
    assert not any(slip.lately for slip in found(cast, over).slips)
    assert len(remind(period=cast.period, slips=found(cast).slips, way=PAPER, by=over)) == 2


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Tick first whom to remind."),
        ({"slip": ["nobody"], "way": "paper"}, "Someone has finished meanwhile"),
        ({"slip": ["nobody"] * 500, "way": "carrier pigeon"}, "Choose one of those"),
    ],
)
def test_what_is_no_list_of_teachers_is_refused_in_words(
    cast: Cast, client_of: ClientOf, sent: dict[str, object], words: str
) -> None:
    response = client_of("leader").post(AT, sent)
    assert response.status_code == 200
    assert words in body_of(response)
    assert not Reminder.objects.exists()


def test_without_its_note_nothing_is_written_or_sent(
    cast: Cast,
    mailoutbox: list[EmailMessage],
    settings: Settings,
    django_capture_on_commit_callbacks: Commits,
) -> None:
    settings.MAIL_IS_SENT = True
    slips, by = found(cast).slips, unnamed(cast.viewer("leader"))
    with (
        django_capture_on_commit_callbacks(execute=True) as left,
        pytest.raises(IntegrityError),
    ):
        remind(period=cast.period, slips=slips, way=MAIL, by=by)
    assert (left, mailoutbox, Reminder.objects.count()) == ([], [], 0)


# --- where mail goes, and where it does not ------------------------------------------------------


def test_where_no_server_is_set_only_the_list_is_offered(cast: Cast, client_of: ClientOf) -> None:
    client = client_of("leader")
    body = body_of(client.get(AT))
    assert "Send by email" not in body
    assert "Lantern sends no email here" in body
    assert "No mail goes out from here" in press(client, cast)
    with pytest.raises(NoMail):
        remind(period=cast.period, slips=found(cast).slips, way=MAIL, by=cast.viewer("leader"))
    assert not Reminder.objects.exists()


@pytest.mark.django_db(transaction=True)
class TestARealServer:
    """As a school runs it: the mail goes when what asked for it is written."""

    @pytest.fixture(autouse=True)
    def _as_in_a_school(self, settings: Settings) -> None:
        settings.MAIL_IS_SENT = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
        settings.DEFAULT_FROM_EMAIL = "lantern@amberley.example"

    def test_each_teacher_gets_one(
        self, cast: Cast, client_of: ClientOf, settings: Settings
    ) -> None:
        with taking_mail() as server:
            settings.EMAIL_PORT = server.port
            body = press(client_of("leader"), cast)
        assert "Reminded by email: Mr Bellamy, Ms Farrow." in body
        assert len(server.mails) == 2
        assert "To: mr.bellamy@amberley.example" in server.mails[0]
        assert "bellamy" not in server.mails[1].lower()

    def test_one_that_does_not_answer_is_told_of_and_loses_nothing(
        self, cast: Cast, client_of: ClientOf, settings: Settings
    ) -> None:
        settings.EMAIL_PORT = a_closed_port()
        client = client_of("leader")
        body = press(client, cast)
        assert "Not sent to Mr Bellamy, Ms Farrow: the mail server did not take it." in body
        assert "Reminded by email" not in body
        assert state_of(cast, "Kestrels") == "failed"
        assert "checked" in body_of(client.get(AT))  # whom nothing reached is not asked "again"
        with taking_mail() as server:
            settings.EMAIL_PORT = server.port
            assert "Reminded by email: Mr Bellamy, Ms Farrow." in press(client, cast)
        assert len(server.mails) == 2

    def test_one_address_that_is_refused_keeps_no_other_from_theirs(
        self, cast: Cast, client_of: ClientOf, settings: Settings
    ) -> None:
        with taking_mail(refuses=frozenset({"mr.bellamy@"})) as server:
            settings.EMAIL_PORT = server.port
            body = press(client_of("leader"), cast)
        assert "Reminded by email: Ms Farrow." in body
        assert "Not sent to Mr Bellamy" in body
        assert (state_of(cast, "Wrens"), state_of(cast, "Kestrels")) == ("failed", "done")

    def test_one_that_was_interrupted_says_that_it_perhaps_went(
        self, cast: Cast, client_of: ClientOf, settings: Settings
    ) -> None:
        settings.EMAIL_PORT = a_closed_port()
        press(client_of("leader"), cast)
        Reminder.objects.update(state=Reminder.State.TRYING)
        body = body_of(client_of("leader").get(AT))
        assert body.count("perhaps sent") == 2
        assert "checked" not in body


def test_yesterday_is_more_than_a_day_ago_only_by_the_clock(cast: Cast) -> None:
    """Whoever is reminded at four is not ticked at nine the next morning."""
    by = cast.viewer("leader")
    remind(period=cast.period, slips=found(cast).slips, way=PAPER, by=by)
    morning = replace(by, now=by.now + timedelta(hours=22))
    assert all(slip.lately for slip in found(cast, morning).slips)
