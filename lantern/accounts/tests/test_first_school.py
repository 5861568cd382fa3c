"""A fresh installation's first school: by whoever reads the console, once."""

import re
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from lantern.accounts.actions import NotFresh, first_code, open_first_school
from lantern.accounts.models import FirstCode, Member, User
from lantern.accounts.rules import Role
from lantern.audit.models import Note
from lantern.schools.models import School
from tests.cast import a_school
from tests.client import CheckedClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_counts")]
HERE = "/account/beginning/"
PASSWORD = "four brave geese"
TYPED = {
    "name": "Oakfield Primary School", "key": "", "leader_name": "Mrs Head",
    "email": "Head@oakfield.example", "password1": PASSWORD, "password2": PASSWORD,
}  # fmt: skip


@pytest.fixture
def code() -> str:
    made = first_code()
    assert made is not None
    return made


def said(client: CheckedClient, **typed: str) -> str:
    """The page that refuses it."""
    answer = client.post(HERE, {**TYPED, **typed})
    assert answer.status_code == 200
    assert not School.objects.exists()
    assert not User.objects.exists()
    return str(answer.content.decode())


def test_the_sign_in_page_of_a_fresh_installation_says_so_and_leads_there(db: None) -> None:
    page = CheckedClient().get("/", follow=True).content.decode()
    assert "There is no school here yet</h1>" in page
    assert f'href="{HERE}"' in page
    assert CheckedClient().get(HERE).status_code == 200


def test_the_console_shows_the_code_and_each_start_another() -> None:
    shown = []
    for _ in range(2):
        out = StringIO()
        call_command("prepare", stdout=out)
        found = re.search(r"^  ([A-Z]{4}-[A-Z]{4}-[A-Z]{4})$", out.getvalue(), re.MULTILINE)
        assert found is not None
        shown.append(found[1])
    assert "not the code" in said(CheckedClient(), code=shown[0])
    assert CheckedClient().post(HERE, {**TYPED, "code": shown[1]}).status_code == 302
    out = StringIO()
    call_command("prepare", stdout=out)
    assert "code" not in out.getvalue()


def test_the_leader_is_in_and_led_to_a_second_step(code: str) -> None:
    client = CheckedClient()
    answer = client.post(HERE, {**TYPED, "code": f" {code.lower().replace('-', ' ')} "})
    assert answer["Location"] == "/"
    school = School.objects.get()
    assert (school.key, school.name, school.second_factor) == ("oakfield", TYPED["name"], True)
    leader = Member.objects.get()
    assert (leader.role, leader.user.email) == (Role.LEADER, "head@oakfield.example")
    assert leader.user.check_password(PASSWORD)
    assert not leader.user.start_password
    assert "/account/second-factor/" in client.get("/oakfield/")["Location"]
    assert {note.did for note in Note.objects.all()} >= {"school opened", "member of staff added"}


def test_a_word_that_no_address_can_hold_is_refused_in_plain_words(code: str) -> None:
    page = said(CheckedClient(), code=code, key="St Brigid!!")
    assert "Use only letters from a to z, digits and hyphens, no spaces." in page
    assert "slug" not in page


def test_it_is_gone_afterwards(code: str) -> None:
    CheckedClient().post(HERE, {**TYPED, "code": code})
    assert CheckedClient().get(HERE).status_code == 404
    again = CheckedClient().post(HERE, {**TYPED, "code": code, "key": "other"})
    assert again["Location"] == "/account/login/"
    assert School.objects.count() == 1
    assert not FirstCode.objects.exists()
    assert "Sign in</h1>" in CheckedClient().get("/account/login/").content.decode()


def test_no_code_opens_it_where_a_school_was_made_by_command(code: str) -> None:
    a_school("elm", "Elm")
    assert CheckedClient().get(HERE).status_code == 404
    with pytest.raises(NotFresh):
        made(code, "oak")
    assert first_code() is None
    assert not FirstCode.objects.exists()


def made(code: str, key: str, leader_name: str = "Mrs Head") -> Member:
    return open_first_school(
        code=code, key=key, name="Oak", leader_name=leader_name, email=f"{key}@oak.example",
        password=PASSWORD,
    )  # fmt: skip


def test_only_a_digest_is_kept(code: str) -> None:
    kept = str(list(FirstCode.objects.values()))
    assert code not in kept
    assert code.replace("-", "") not in kept


@override_settings(DEMO=True)
def test_the_demo_has_none() -> None:
    assert first_code() is None
    assert CheckedClient().get(HERE).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("key", "account", "an address of Lantern"),
        ("key", "no spaces", "valid"),
        ("name", "学校", "Type a word"),
        ("name", "", "Fill this in."),
        ("email", "nobody", "Write an email address"),
        ("password2", "other", "The two are not the same."),
        ("password1", "lantern", "too short"),
        ("code", "", "Fill this in."),
        ("code", "x" * 100_000, "200 characters"),
        ("code", "ǅ'; --", "not the code"),
        ("code", "BBBB-BBBB-BBBB", "not the code"),
    ],
)
def test_what_cannot_be_is_refused_and_the_code_stays_good(
    code: str, field: str, typed: str, why: str
) -> None:
    both = {"password2": typed} if field == "password1" else {}
    assert why in said(CheckedClient(), **{"code": code, **both, field: typed})
    assert CheckedClient().post(HERE, {**TYPED, "code": code}).status_code == 302


def test_an_account_that_is_there_is_never_opened(code: str) -> None:
    """Whoever has the code has not proved that the address is theirs."""
    User.objects.create_user(email="head@oakfield.example", name="Ms Other", password="theirs")
    answer = CheckedClient().post(HERE, {**TYPED, "code": code})
    assert "an account with that address" in answer.content.decode()
    assert not School.objects.exists()


def test_guessing_is_slowed_down(code: str) -> None:
    """After twenty wrong codes even the right one is refused from that address, elsewhere not."""
    client = CheckedClient(REMOTE_ADDR="192.0.2.1")
    for _ in range(20):
        assert "not the code" in said(client, code="BBBB-BBBB-BBBB")
    assert "too often" in said(client, code=code)
    elsewhere = CheckedClient(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(HERE, {**TYPED, "code": code}).status_code == 302


def test_all_of_it_or_nothing(code: str) -> None:
    """Where the leader cannot be written, neither is the school, and the code is still good."""
    with pytest.raises(ValidationError):
        made(code, "oak", leader_name="")
    assert not School.objects.exists()
    assert not Note.objects.exists()
    assert FirstCode.objects.exists()
    made(code, "oak")


@pytest.mark.django_db(transaction=True)
def test_twice_at_once_makes_one_school(code: str) -> None:
    barrier = Barrier(2)

    def opens(key: str) -> bool:
        try:
            barrier.wait(timeout=20)
            made(code, key)
        except NotFresh:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(opens, ("oak", "elm"))) == [False, True]
    assert School.objects.count() == User.objects.count() == 1
