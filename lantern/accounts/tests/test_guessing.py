"""Passwords cannot be guessed; a whole school, behind one address, can still come in.

The counts lie in the cache's table of the same database as everything else.
"""

import pytest
from django.core.cache import cache
from django.db import connection

from lantern.accounts.rules import Role
from tests.cast import PASSWORD, Cast, a_member
from tests.client import CheckedClient

LOGIN = "/account/login/"
TOO_MANY = "Wait five minutes, then try once more"
SCHOOL, ELSEWHERE = "192.0.2.1", "203.0.113.9"


@pytest.fixture(autouse=True)
def _fresh_counts(db: None) -> None:
    cache.clear()


def comes_in(email: str, password: str, *, address: str = SCHOOL) -> bool:
    """Whether someone at that address is let in, with a browser of their own."""
    client = CheckedClient(REMOTE_ADDR=address)
    answer = client.post(LOGIN, {"login": email, "password": password})
    assert (answer.status_code == 302) == ("_auth_user_id" in client.session)
    return bool(answer.status_code == 302)


def test_after_five_wrong_ones_even_the_right_one_is_refused(cast: Cast) -> None:
    email = cast.teacher.user.email
    for guess in range(5):
        assert not comes_in(email, f"guess {guess}")
    client = CheckedClient(REMOTE_ADDR=SCHOOL)
    for password in ("guess 6", PASSWORD):
        answer = client.post(LOGIN, {"login": email.upper(), "password": password})
        assert TOO_MANY in answer.content.decode()
    assert not comes_in(email, PASSWORD, address=ELSEWHERE)


def test_a_colleague_beside_them_comes_in(cast: Cast) -> None:
    for _ in range(7):
        comes_in(cast.teacher.user.email, "not this one")
    assert comes_in(cast.other_teacher.user.email, PASSWORD)


def test_four_wrong_ones_are_forgiven(cast: Cast) -> None:
    for _ in range(4):
        comes_in(cast.teacher.user.email, "not this one")
    assert comes_in(cast.teacher.user.email, PASSWORD)
    assert comes_in(cast.teacher.user.email, PASSWORD)


def test_a_school_comes_in_at_twenty_to_nine(cast: Cast) -> None:
    """Thirty at one address within the minute, and each mistypes once or twice."""
    staff = [a_member(cast.school, Role.TEACHER, f"Teacher {number}") for number in range(30)]
    for number, member in enumerate(staff):
        for _ in range(1 + number % 2):
            comes_in(member.user.email, "a slip of the finger")
        assert comes_in(member.user.email, PASSWORD), number


def test_guessing_at_many_accounts_from_one_address_is_slowed_down(cast: Cast) -> None:
    for number in range(100):
        comes_in(f"nobody{number}@amberley.example", "lantern")
    assert not comes_in(cast.teacher.user.email, PASSWORD)
    assert comes_in(cast.teacher.user.email, PASSWORD, address=ELSEWHERE)


def test_the_counts_lie_in_the_database(cast: Cast) -> None:
    comes_in(cast.teacher.user.email, "not this one")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM lantern_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] == 2  # by the account and by the address
