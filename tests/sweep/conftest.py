"""The stage set once for the whole sweep; each test takes back what it did to it.

A module that uses this is marked `django_db`: the mark brings the tests' own database, and a
transaction a test within the one here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.cast import PARTS, Cast
from tests.client import CheckedClient
from tests.stage import the_stage


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Cast]:
    """Everyone, in one transaction that is never committed."""
    with django_db_blocker.unblock(), undone():
        yield the_stage()


@pytest.fixture(scope="module")
def client_of(cast: Cast) -> Callable[[str], CheckedClient]:
    """A browser for each member of the cast, who has signed in once; "anonymous" has not."""
    clients = {part: CheckedClient() for part in (*PARTS, "anonymous")}
    clients["stranger"].may_see_the_canary = True
    for part in PARTS:
        clients[part].force_login(cast.member(part).user)
    return clients.__getitem__
