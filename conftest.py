"""What every test stands on: a school's settings, changed only where a test must be quick."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker

from tests import ground
from tests.cast import TODAY, Cast
from tests.client import CheckedClient
from tests.emptied import django_s_own_rows, put_back_when_emptied
from tests.installation import Installation, one_made_ready
from tests.postgres import EVERY_SCHOOL
from tests.stage import the_stage

hypothesis_settings.register_profile(
    "lantern",
    deadline=None,  # two databases are tested side by side, so a clock proves nothing
    derandomize="CI" in os.environ,
)
hypothesis_settings.load_profile("lantern")


def pytest_configure(config: pytest.Config) -> None:
    """Plain HTTP, no collected files, a quick password hash, today. All else is as in a school."""
    settings.PRETEND_TODAY = TODAY
    settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = False
    settings.CSRF_COOKIE_SECURE = False
    settings.SECURE_PROXY_SSL_HEADER = None
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True  # looked up where they lie, so none need be collected
    settings.WHITENOISE_USE_FINDERS = True
    tested = settings.DATABASES["default"].setdefault("TEST", {})
    folder = ground.told_of()
    if "sqlite" in settings.DATABASES["default"]["ENGINE"]:
        # in memory, two threads at once would lock each other's tables; a school's file does not
        tested["NAME"] = settings.HOME / f"test-{os.getpid()}.sqlite3"
        if folder:
            shutil.copyfile(folder / ground.TABLES, tested["NAME"])
    else:
        settings.DATABASES["default"]["OPTIONS"]["options"] = EVERY_SCHOOL
        if folder:
            tested.update(NAME=f"test_{os.getpid()}", TEMPLATE=ground.TABLES)


def pytest_collection_finish(session: pytest.Session) -> None:
    """What has been read by now stays to the end, so nobody need look through it for rubbish."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """It has its tables already, and goes with all else when the run is over."""
    return ground.told_of() is not None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The tests' own database, as Django makes it; emptying it is quick."""
    with django_db_blocker.unblock():
        kept = django_s_own_rows()
    with put_back_when_emptied(kept):
        yield


@pytest.fixture(scope="session")
def made_ready(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """What a first start leaves behind, made once a run: for tests that ask for what comes next."""
    with one_made_ready(tmp_path_factory.mktemp("made-ready")) as found:
        yield found


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, at Amberley Primary School on Thursday 26 November 2026."""
    return the_stage()


@pytest.fixture
def fresh_counts(db: None) -> Iterator[None]:
    """Nobody has tried a password or a code too often, and no later test will have."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def client_of(cast: Cast) -> Callable[[str], CheckedClient]:
    """A browser in which that member of the cast has signed in; "anonymous" has not."""

    def signed_in(part: str) -> CheckedClient:
        client = CheckedClient()
        client.may_see_the_canary = part == "stranger"
        if part != "anonymous":
            client.force_login(cast.member(part).user)
        return client

    return signed_in
