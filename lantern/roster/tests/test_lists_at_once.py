"""A list that is confirmed in one window while another window does something else with it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from lantern.roster.actions import (
    Became,
    NoLongerWaiting,
    choose_columns,
    forget_upload,
    keep_upload,
    load_upload,
    what_became_of,
    what_it_would_do,
)
from lantern.roster.models import Pupil, Upload
from lantern.roster.rules import mapping_from_plain
from lantern.roster.tests.test_groups_at_once import meanwhile
from lantern.roster.tests.test_import_pages import LIST, chosen, digest, sent, typed
from tests.cast import NOW, TODAY, Cast, set_the_stage
from tests.client import CheckedClient


def stale(cast: Cast, doing: Callable[[Upload], object]) -> Upload:
    """A list as another window fetched it before this was done with it."""
    upload = keep_upload(name="list.csv", content=LIST.encode(), by=cast.viewer("office"))
    fetched = Upload.objects.get(pk=upload.pk)
    doing(upload)
    return fetched


def loads(cast: Cast) -> Callable[[Upload], object]:
    by = cast.viewer("office")
    return lambda upload: load_upload(
        upload=upload, digest=what_it_would_do(upload)[0].digest, by=by
    )


def chooses(cast: Cast) -> Callable[[Upload], object]:
    by = cast.viewer("office")
    return lambda upload: choose_columns(
        upload=upload, mapping=mapping_from_plain(upload.mapping["columns"]), on=TODAY, by=by
    )


def forgets(cast: Cast) -> Callable[[Upload], object]:
    by = cast.viewer("office")
    return lambda upload: forget_upload(upload=upload, by=by)


@pytest.mark.parametrize("late", [loads, chooses, forgets])
def test_what_comes_after_the_yes_does_nothing(
    cast: Cast, late: Callable[[Cast], Callable[[Upload], object]]
) -> None:
    """What was done is still told, and so are the rows that were refused."""
    fetched = stale(cast, loads(cast))
    with pytest.raises(NoLongerWaiting):
        late(cast)(fetched)
    assert_loaded(what_became_of(Upload.objects.get()))


def test_a_window_that_fetched_it_earlier_hears_of_the_yes(cast: Cast) -> None:
    """Never that nothing was changed, because it held the list from before it was loaded."""
    assert_loaded(what_became_of(stale(cast, loads(cast))))


def assert_loaded(became: Became | None) -> None:
    assert became is not None
    assert "1 added" in became.said
    assert len(became.refused) == 1
    assert Pupil.objects.filter(legal_forename="Noor").count() == 1


@pytest.mark.parametrize("late", [loads, chooses, forgets])
def test_what_comes_after_letting_go_does_nothing(
    cast: Cast, late: Callable[[Cast], Callable[[Upload], object]]
) -> None:
    fetched = stale(cast, forgets(cast))
    with pytest.raises(NoLongerWaiting):
        late(cast)(fetched)
    assert not Upload.objects.waiting(NOW).exists()
    assert not Pupil.objects.filter(legal_forename="Noor").exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("other", ["confirmation/", "letting-go/", "columns/"])
def test_two_windows_at_once_are_told_the_same(other: str) -> None:
    """A double press ends twice on what was done, and nobody hears that nothing was if it was."""
    client, second = signed_in(set_the_stage()), CheckedClient()
    second.cookies = client.cookies
    columns = sent(client)
    preview = chosen(client, columns)
    told = {"digest": digest(client.get(preview).content.decode())}
    second_press = (f"{preview}{other}", told)
    if other == "columns/":
        second_press = (columns, typed(client.get(columns).content.decode()))
    pages = at_once([(client, f"{preview}confirmation/", told), (second, *second_press)])
    loaded = Pupil.objects.filter(legal_forename="Noor").count()
    assert loaded == 1 or other == "letting-go/"
    assert ("This list was loaded on" in pages[0]) == bool(loaded)
    assert ("Nothing was changed" in pages[1]) == (not loaded)
    assert other != "confirmation/" or "This list was loaded on" in pages[1]


def signed_in(cast: Cast) -> CheckedClient:
    client = CheckedClient()
    client.force_login(cast.office.user)
    return client


def at_once(presses: list[tuple[CheckedClient, str, dict[str, str]]]) -> list[str]:
    """The pages on which these end that are sent in the same moment."""
    ready = Barrier(len(presses))

    def press(one: tuple[CheckedClient, str, dict[str, str]]) -> str:
        client, address, told = one
        ready.wait()
        try:
            return str(client.post(address, told, follow=True).content.decode())
        finally:
            connection.close()

    with ThreadPoolExecutor(len(presses)) as pool:
        return list(pool.map(press, presses))


@pytest.mark.django_db(transaction=True)
def test_two_lists_that_were_both_looked_at_put_a_child_on_the_roll_once() -> None:
    """Each of another person; the second is told that the roll is not what they saw."""
    cast = set_the_stage()

    def seen_by(part: str) -> Callable[[], object]:
        by = cast.viewer(part)
        upload = keep_upload(name="list.csv", content=LIST.encode(), by=by)
        digest = what_it_would_do(upload)[0].digest
        return lambda: load_upload(upload=upload, digest=digest, by=by)

    first, second = seen_by("office"), seen_by("leader")
    assert "The roll changed since this was shown." in meanwhile(first, second)
    assert Pupil.objects.filter(legal_forename="Noor").count() == 1
